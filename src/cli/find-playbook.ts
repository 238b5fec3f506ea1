import { basename, dirname, join } from 'node:path';
import { UserError } from '../call/user-error.js';
import { compile, type Find } from '../playbook/compile.js';
import type { Flow } from '../playbook/flow.js';
import { formatDiagnostic } from '../playbook/frame.js';
import { decode } from '../playbook/read/decode.js';
import { suggestion } from '../playbook/suggest.js';
import type { Context } from './context.js';
import { type PlaybookFolder, playbookFolder, titleIn } from './playbook-folder.js';
import { playbooksFolder } from './settings.js';

/**
 * The flow of a file by its path; or of a playbook by its id: one of the firm's own, else a bundled one, else the file of
 * that name in the folder one is in. Errors in it are shown, and end the command.
 */
export function flowOf(context: Context, name: string): Flow {
  const here = `./${name}.yaml`;
  const file = isPath(name) ? name : (library(context, context.say).file(name) ?? here);
  if (file === here && !context.files.exists(here)) throw unknownPlaybook(context, name, '');
  return flowAt(context, file);
}

/** The flow of a playbook by its id alone: as above, but in the folder one is in by its id as well; `undefined` when there is none. */
export function flowNamed(context: Context, id: string): Flow | undefined {
  const file = library(context, context.say).file(id) ?? playbookFolder(context, '.').file(id);
  return file === undefined ? undefined : flowAt(context, file);
}

/**
 * What was named to be proved: a path as it is; else the file of that name in the folder one is in, since that is the one
 * being written; else a playbook by its id.
 */
export function placeOf(context: Context, name: string): string {
  if (isPath(name) || context.files.exists(name)) return name;
  const here = [`${name}.yaml`, `${name}.yml`].find(context.files.exists);
  const file = here ?? library(context, context.say).file(name);
  if (file === undefined) throw unknownPlaybook(context, name, ', and no file or folder');
  return file;
}

const isPath = (name: string): boolean => /[\\/]|^\.+$|\.ya?ml$/i.test(name);

function unknownPlaybook(context: Context, name: string, nor: string): UserError {
  const own = playbooksFolder(context) === undefined ? '' : ', nor is it in your folder of playbooks';
  return new UserError(
    `there is no playbook "${name}"${nor}${own}`,
    `${suggestion(name, playbookIds(context), '')}; a file is named by its path: ./${name}.yaml`,
    2,
  );
}

/** For a command that was given none. */
export function whichPlaybook(context: Context, command: string): UserError {
  const ids = playbookIds(context);
  const some = ids.slice(0, MOST_NAMED).join(', ');
  const more = ids.length > MOST_NAMED ? ' and others' : '';
  return new UserError(
    'which playbook?',
    `name one: holdfast ${command} ${ids[0] ?? 'playbook.yaml'}; there are ${some}${more}`,
    2,
  );
}

const MOST_NAMED = 12;

/** The ids of the firm's own playbooks, and after them of those that are bundled. */
const playbookIds = (context: Context): readonly string[] => library(context).ids();

/** The ids of the bundled playbooks. */
export const bundledIds = ({ files, playbooks }: Context): readonly string[] =>
  files.yaml(playbooks).map((file) => basename(file, '.yaml'));

/** The firm's own playbooks; none where its folder cannot be looked into, and then `trouble` hears why. */
export function ownPlaybooks(context: Context, trouble: (why: string) => void = () => {}): PlaybookFolder {
  const folder = playbooksFolder(context);
  if (folder === undefined) return { file: () => undefined, ids: () => [] };
  return playbookFolder(context, folder, () => {
    try {
      return context.files.yaml(folder);
    } catch (error) {
      // The others are there all the same: a customer may be on the line.
      if (!(error instanceof UserError)) throw error;
      trouble(`your folder of playbooks: ${error.message}; see holdfast config playbooks`);
      return [];
    }
  });
}

/** What is found by its id wherever one is. A firm replaces a bundled playbook by one of its own with the id. */
export function library(context: Context, trouble?: (why: string) => void): PlaybookFolder {
  const own = ownPlaybooks(context, trouble);
  const bundled = (id: string): string | undefined =>
    [join(context.playbooks, `${id}.yaml`)].find(context.files.exists);
  return {
    file: (id) => own.file(id) ?? bundled(id),
    ids: () => [...new Set([...own.ids(), ...bundledIds(context)])],
  };
}

/** Each with its title, for whoever picks one. One whose title cannot be read goes by its id. */
export function titles(
  context: Context,
  trouble: (why: string) => void,
): readonly { readonly id: string; readonly title: string }[] {
  const all = library(context, trouble);
  return all.ids().map((id) => {
    const file = all.file(id);
    return { id, title: (file === undefined ? undefined : titleIn(context, file)) ?? id.replaceAll(/[-_]/g, ' ') };
  });
}

function flowAt(context: Context, file: string): Flow {
  const decoded = decode(context.files.read(file));
  if (typeof decoded !== 'string') throw new UserError(`${file}: ${decoded.message}`, decoded.hint);
  return compiled(context, decoded, file, playbooksNear(context, dirname(file)));
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

/** Finds the playbooks that one uses: in its folder, else among the firm's own, else among the bundled ones. */
export function playbooksNear(context: Context, folder: string): Find {
  const near = playbookFolder(context, folder);
  let others: PlaybookFolder | undefined;
  return (id) => {
    let file = near.file(id);
    if (file === undefined) {
      others ??= library(context);
      file = others.file(id);
    }
    return file === undefined ? undefined : textAt(context, file);
  };
}

/** The text of one of the firm's own playbooks, else of a bundled one, by its id. */
export function textOf(context: Context, id: string): string | undefined {
  const file = library(context).file(id);
  return file === undefined ? undefined : textAt(context, file);
}

function textAt({ files }: Context, file: string): string {
  const decoded = decode(files.read(file));
  // What cannot be read is there all the same: compiled, it has errors, which is what the author is told.
  return typeof decoded === 'string' ? decoded : '';
}
