import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `problem`: why the text is as it was. */
export type Edited = { readonly text: string } | { readonly problem: string };

/** Undoes what an editor that was killed leaves on a terminal: its other screen, the mouse, no cursor, colours. */
export const EDITOR_GONE = `${[1049, 1000, 1002, 1003, 1006].map(off).join('')}\u001b[?25h\u001b[0m`;

/** An editor that asks whether to save has this long, in milliseconds, before it is ended whether it likes it or not. */
const GRACE = 1000;

/** Longer texts are not taken back, in bytes. */
const MOST = 1_000_000;

/**
 * Lets a person change a text in $VISUAL, in $EDITOR, else in an editor that most systems have. The text stands in a file
 * that nobody else can read, and that is gone afterwards. UTF-8 in and out: to guess the encoding, as packages for this do,
 * breaks short texts. `stop` ends the editor.
 */
export async function editText(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
  stop: AbortSignal,
): Promise<Edited> {
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-'));
    const path = join(folder, 'draft.txt');
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
    const problem = await run(editors(env), path, stop);
    if (problem !== undefined) return { problem };
    if ((await stat(path)).size > MOST) return { problem: `the text is too long; ${AS_BEFORE}` };
    return { text: asTyped(await readFile(path, 'utf8'), text) };
  } catch (error) {
    return { problem: `${error instanceof Error ? error.message : String(error)}; ${AS_BEFORE}` };
  } finally {
    // What editors leave beside the file goes as well.
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

const AS_BEFORE = 'the text is as it was before';

function editors(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const chosen = env['VISUAL'] || env['EDITOR'];
  if (chosen) return [chosen];
  return env['SystemRoot'] === undefined ? ['nano', 'vim', 'vi'] : ['notepad'];
}

/** Runs the first editor that is there to its end; why the text is not to be taken, if so. */
async function run(commands: readonly string[], path: string, stop: AbortSignal): Promise<string | undefined> {
  let problem: string | undefined;
  for (const command of commands) {
    const [program = '', ...args] = parts(command);
    const { ended, missing } = await start(program, [...args, path], stop);
    if (!missing) return ended && `the editor "${command}" ${ended}; ${AS_BEFORE}`;
    problem = `the editor "${command}" could not be started: ${ended}; set EDITOR to one that is there, as in EDITOR=nano`;
  }
  return problem;
}

/** `ended`: how, unless all went well. */
function start(program: string, args: readonly string[], stop: AbortSignal) {
  return new Promise<{ readonly ended?: string; readonly missing: boolean }>((resolve) => {
    let grace: NodeJS.Timeout | undefined;
    // Node keeps the mode that it finds when it takes the terminal back as the one to leave behind in the end.
    const mode = stty('-g');
    const editor = spawn(program, args, { stdio: 'inherit' });
    const end = (): void => {
      editor.kill();
      grace = setTimeout(() => editor.kill('SIGKILL'), GRACE);
    };
    stop.addEventListener('abort', end);
    editor.once('error', (error) => resolve({ ended: error.message, missing: true }));
    editor.once('exit', (code, signal) => {
      clearTimeout(grace);
      stop.removeEventListener('abort', end);
      if (mode !== undefined) stty(mode);
      if (code === 0) resolve({ missing: false });
      else resolve({ ended: signal === null ? `ended with ${code}` : `was stopped by ${signal}`, missing: false });
    });
  });
}

/** Node cannot set a terminal to a mode that it has not chosen. Where there is no such program, nothing happens. */
function stty(wanted: string): string | undefined {
  const options = { encoding: 'utf8', timeout: GRACE, killSignal: 'SIGKILL' } as const;
  const { status, stdout } = spawnSync('stty', [wanted], { ...options, stdio: ['inherit', 'pipe', 'ignore'] });
  return status === 0 ? stdout.trim() : undefined;
}

function off(mode: number): string {
  return `\u001b[?${mode}l`;
}

/** A command as a shell would part it: `"C:/Program Files/edit.exe" --wait`. */
const parts = (command: string): readonly string[] =>
  [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');

/** Editors end the last line whether or not it was. */
function asTyped(edited: string, before: string): string {
  const lines = edited.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  return before.endsWith('\n') ? lines : lines.replace(/\n$/, '');
}
