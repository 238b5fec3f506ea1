import { basename, dirname, join } from 'node:path';
import { UserError } from '../call/user-error.js';
import { compile, type Find } from '../playbook/compile.js';
import type { Flow } from '../playbook/flow.js';
import { formatDiagnostic } from '../playbook/frame.js';
import { decode } from '../playbook/read/decode.js';
import { suggestion } from '../playbook/suggest.js';
import type { Context } from './context.js';

/**
 * The flow of a bundled playbook by its id, else of the file of that name in the folder one is in; or of a file by its
 * path. Errors in it are shown, and end the command.
 */
export function flowOf(context: Context, name: string): Flow {
  const bundled = bundledFile(context, name);
  const here = `./${name}.yaml`;
  const named = /[\\/]|\.ya?ml$/i.test(name);
  const file = named ? name : [bundled, here].find(context.files.exists);
  if (file === undefined) {
    throw new UserError(
      `there is no playbook "${name}"`,
      `${suggestion(name, bundledIds(context), '')}; a playbook of your own is named by its file: ${here}`,
      2,
    );
  }
  const decoded = decode(context.files.read(file));
  if (typeof decoded !== 'string') throw new UserError(`${file}: ${decoded.message}`, decoded.hint);
  return compiled(context, decoded, file, playbooksNear(context, dirname(file)));
}

/** The flow of a bundled playbook, else of one in the folder one is in, by its id; `undefined` when there is none. */
export function flowNamed(context: Context, id: string): Flow | undefined {
  if (bundledIds(context).includes(id)) return flowOf(context, id);
  const find = playbooksNear(context, '.');
  const text = find(id);
  return text === undefined ? undefined : compiled(context, text, `the playbook "${id}"`, find);
}

/** The ids of the bundled playbooks. */
export const bundledIds = ({ files, playbooks }: Context): readonly string[] =>
  files.yaml(playbooks).map((file) => basename(file, '.yaml'));

/** The title of a bundled playbook, from its line where that is plain: a menu of many opens before they are compiled. */
export function titleOf(context: Context, id: string): string {
  const top = new TextDecoder().decode(context.files.head(bundledFile(context, id), MOST_BYTES));
  return /^title: *([\p{L}\d][^#:"'{}\r\n]*)\r?$/mu.exec(top)?.[1]?.trim() ?? flowOf(context, id).title;
}

export function compiled(context: Context, text: string, file: string, find: Find): Flow {
  const { flow, diagnostics } = compile(text, find);
  if (flow !== undefined) return flow;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  for (const diagnostic of errors) context.say(formatDiagnostic(file, text, diagnostic));
  throw new UserError(
    `this playbook cannot be used: ${errors.length} error${errors.length === 1 ? '' : 's'}`,
    `mend them, then: holdfast check ${file}`,
  );
}

/** How many files of a folder are looked into, and how far: the `playbook:` line stands near the top. */
const MOST_FILES = 500;
const MOST_BYTES = 4096;

/**
 * Finds playbooks in a folder by the id in their `playbook:` line, whatever their files are called, else among the
 * bundled ones. In a folder of many files, those beyond the first are found by their name alone: `<id>.yaml`.
 */
export function playbooksNear(context: Context, folder: string): Find {
  const { files } = context;
  const idOf = (file: string): string | undefined => idIn(new TextDecoder().decode(files.head(file, MOST_BYTES)));
  const index = (): ReadonlyMap<string, string> => {
    const found = new Map<string, string>();
    for (const file of files.yaml(folder).slice(0, MOST_FILES)) {
      const id = idOf(file);
      if (id !== undefined && !found.has(id)) found.set(id, file);
    }
    return found;
  };
  let byId: ReadonlyMap<string, string> | undefined;
  const inFolder = (id: string): string | undefined => {
    const named = join(folder, `${id}.yaml`);
    if (files.exists(named) && idOf(named) === id) return named;
    byId ??= index();
    return byId.get(id);
  };
  return (id) => textAt(context, inFolder(id) ?? bundledFile(context, id));
}

/** The id in the `playbook:` line of a text, or of its beginning. */
export const idIn = (text: string): string | undefined =>
  /^playbook: *(["']?)([\w-]+)\1 *(?:#.*)?\r?$/m.exec(text.replace(/^\uFEFF/, ''))?.[2];

/** The text of a bundled playbook, by its id. */
export const bundledText = (context: Context, id: string): string | undefined =>
  textAt(context, bundledFile(context, id));

function textAt({ files }: Context, file: string): string | undefined {
  if (!files.exists(file)) return undefined;
  const decoded = decode(files.read(file));
  // What cannot be read is there all the same: compiled, it has errors, which is what the author is told.
  return typeof decoded === 'string' ? decoded : '';
}

const bundledFile = ({ playbooks }: Context, id: string): string => join(playbooks, `${id}.yaml`);
