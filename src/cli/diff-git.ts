import { spawnSync } from 'node:child_process';
import { posix } from 'node:path';
import { UserError } from '../call/user-error.js';
import type { Git } from './context.js';

const MOST_BYTES = 16_000_000;
/** A repository that gets its files from elsewhere may be slow; one that asks for a password is not waited for. */
const PATIENCE = 60_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** The real git, started without a shell. */
export function gitOf(env: Environment): Git {
  // What it says is understood in English; a password is nothing to ask for here.
  const quiet = { ...env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
  return {
    read: (name) => {
      const { revision, path } = parted(name);
      return told(name, ['cat-file', 'blob', `${revision}:${path}`], quiet);
    },
    beside: (name) => {
      const { revision, path } = parted(name);
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      const args = ['ls-tree', '--full-tree', '-z', '--name-only', `${revision}:${folder}`];
      const names = told(name, args, quiet).toString('utf8').split('\0');
      return names
        .filter((file) => /\.ya?ml$/i.test(file) && !/(^|\.)(test|answers)\.ya?ml$/i.test(file))
        .map((file) => `${revision}:${folder}${file}`);
    },
  };
}

function parted(name: string): { readonly revision: string; readonly path: string } {
  const colon = name.indexOf(':');
  const [revision, path] = [name.slice(0, colon), name.slice(colon + 1)];
  if (revision.startsWith('-')) {
    throw new UserError(`"${revision}" is no revision: those do not begin with a dash`, EXAMPLE, 2);
  }
  if (path === '') throw new UserError(`"${name}" names no file after the colon`, EXAMPLE, 2);
  return { revision, path };
}

const EXAMPLE = 'for example: holdfast diff HEAD~1:playbooks/mine.yaml playbooks/mine.yaml';

function told(name: string, args: readonly string[], env: Environment): Buffer {
  const { error, status, stdout, stderr } = spawnSync('git', ['--no-pager', '--no-optional-locks', ...args], {
    env,
    maxBuffer: MOST_BYTES,
    timeout: PATIENCE,
    shell: false,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = error !== undefined && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT')
    throw new UserError('there is no git on this machine, and a revision is read by it', EXAMPLE, 2);
  if (code === 'ENOBUFS')
    throw new UserError(`${name} is too large; at most ${MOST_BYTES} bytes are read`, undefined, 2);
  if (code === 'ETIMEDOUT') throw new UserError(`git did not give ${name} in ${PATIENCE / 1000} seconds`, undefined, 2);
  if (error !== undefined) throw error;
  if (status !== 0) throw explained(name, stderr.toString('utf8'));
  return stdout;
}

/** What git says, in the words of who typed the name. */
function explained(name: string, said: string): UserError {
  const { revision, path } = parted(name);
  const [line = ''] = said.split('\n');
  if (/not a git repository/i.test(said)) {
    return new UserError(
      `this folder is in no git repository, so that there is no revision "${revision}"`,
      'go to the folder of the repository, or name two files',
      2,
    );
  }
  if (/does not exist in|exists on disk, but not in|outside repository/i.test(said)) {
    const hint = `paths begin at the top of the repository; from the folder you are in: ${revision}:./${posix.basename(path)}`;
    return new UserError(`there is no file "${path}" in revision "${revision}"`, hint, 2);
  }
  if (/invalid object name|unknown revision|not a valid object name|ambiguous argument/i.test(said)) {
    const hint = 'a branch, a tag, HEAD, HEAD~1 or the beginning of a commit: git log --oneline shows them';
    return new UserError(`there is no revision "${revision}"`, hint, 2);
  }
  if (/bad file/i.test(said)) return new UserError(`"${path}" in revision "${revision}" is a folder`, EXAMPLE, 2);
  return new UserError(`git cannot give ${name}: ${line.replace(/^fatal: /, '')}`, undefined, 2);
}
