import { basename } from 'node:path';
import { UserError } from '../call/user-error.js';
import type { Find } from '../playbook/compile.js';
import type { Flow } from '../playbook/flow.js';
import { decode } from '../playbook/read/decode.js';
import type { Context, Git } from './context.js';
import { compiled, flowOf, textOf } from './find-playbook.js';
import { idIn } from './playbook-folder.js';

/** How many files of a revision are looked into for a playbook that is used. */
const MOST_FILES = 200;

/** A version of a playbook: a file, an id, or `REVISION:PATH` of git. */
export async function versionOf(context: Context, name: string): Promise<Flow> {
  if (!isRevision(context, name)) return flowOf(context, name);
  const git = await context.openGit();
  const decoded = decode(git.read(name));
  if (typeof decoded !== 'string') throw new UserError(`${name}: ${decoded.message}`, decoded.hint);
  return compiled(context, decoded, name, playbooksBeside(context, git, name));
}

/** A file may have a colon in its name, and begins with one on a drive of Windows. */
const isRevision = ({ files }: Context, name: string): boolean =>
  name.indexOf(':') > 0 && !/^[a-z]:[\\/]/i.test(name) && !files.exists(name);

/** Finds the playbooks that one uses as they were in the same revision, else among the firm's own and the bundled ones. */
function playbooksBeside(context: Context, git: Git, name: string): Find {
  let beside: readonly string[] | undefined;
  return (id) => {
    beside ??= git.beside(name).slice(0, MOST_FILES);
    const named = (file: string) => basename(file.slice(file.indexOf(':') + 1)) === `${id}.yaml`;
    // The one that is called so is the one in most folders: the others need not be read then.
    for (const file of [...beside.filter(named), ...beside.filter((each) => !named(each))]) {
      const text = decode(git.read(file));
      if (typeof text === 'string' && idIn(text) === id) return text;
    }
    return textOf(context, id);
  };
}
