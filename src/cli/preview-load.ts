import type { Flow } from '../playbook/flow.js';
import type { Context } from './context.js';
import { flowOf } from './find-playbook.js';

/** A playbook as its files are now. */
export interface Loaded {
  readonly flow?: Flow;
  /** Why there is none, a line each. */
  readonly problems: readonly string[];
  /** The files it was read from, or looked for at. */
  readonly files: readonly string[];
}

/** Compiles a playbook whose trouble is told in the preview, and does not end it. */
export function loadAgain(context: Context, name: string): Loaded {
  const said: string[] = [];
  const { files, context: reading } = noting({ ...context, say: (line) => said.push(line) });
  try {
    return { flow: flowOf(reading, name), problems: [], files: [...files] };
  } catch (error) {
    // In the middle of a save a file may be locked, or gone: the preview outlives that.
    const lines = said.length === 0 ? [(error as Error).message] : said.map(withoutFrame);
    return { problems: lines, files: [...files] };
  }
}

/** Compiles it for the first time: errors are shown, and end the command. */
export function load(context: Context, name: string): Loaded & { readonly flow: Flow } {
  const { files, context: reading } = noting(context);
  return { flow: flowOf(reading, name), problems: [], files: [...files] };
}

/** Notes which files are read, or asked for. */
function noting(context: Context): { readonly context: Context; readonly files: ReadonlySet<string> } {
  const noted = new Set<string>();
  const { files } = context;
  return {
    files: noted,
    context: {
      ...context,
      files: {
        ...files,
        exists: (path) => {
          noted.add(path);
          return files.exists(path);
        },
        read: (path) => {
          noted.add(path);
          return files.read(path);
        },
      },
    },
  };
}

/** A diagnostic in one line: where and what, and the hint, without the lines of the file. */
function withoutFrame(diagnostic: string): string {
  const [first = '', ...rest] = diagnostic.split('\n');
  const hint = rest.find((line) => /^\s*hint: /.test(line));
  return hint === undefined ? first : `${first} ${hint.trim().replace(/\s{2,}(?=\[)/, ' ')}`;
}
