import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../call/user-error.js';
import type { Files } from './context.js';

const MOST_BYTES = 16_000_000;

/** Files that are being written: whoever ends the process drops them, for they may hold customers' words. */
const drafts = new Set<string>();

function dropDraft(draft: string): void {
  rmSync(draft, { force: true });
  drafts.delete(draft);
}

export const dropDrafts = (): void => drafts.forEach(dropDraft);

/** The real files. */
export const files: Files = {
  exists: existsSync,
  read: (path) =>
    told(path, 'read', () => {
      const { size } = readable(path);
      if (size > MOST_BYTES) throw new UserError(`${path} has ${size} bytes; at most ${MOST_BYTES} are read`);
      return readFileSync(path);
    }),
  head: (path, bytes) => {
    const buffer = Buffer.alloc(bytes);
    let file: number | undefined;
    try {
      // A pipe would keep whoever opens it waiting.
      if (!isFile(path)) return new Uint8Array();
      file = openSync(path, 'r');
      return buffer.subarray(0, readSync(file, buffer, 0, bytes, 0));
    } catch {
      return new Uint8Array();
    } finally {
      if (file !== undefined) closeSync(file);
    }
  },
  makeFolder: (path) => told(path, 'made', () => void mkdirSync(path, { recursive: true, mode: 0o700 })),
  yaml: (path) =>
    told(path, 'read', () => {
      if (!statSync(path).isDirectory()) return [path];
      const names = readdirSync(path).filter(
        (name) => /\.ya?ml$/i.test(name) && !/(^|\.)(test|answers)\.ya?ml$/i.test(name),
      );
      return names
        .sort()
        .map((name) => join(path, name))
        .filter(isFile);
    }),
  create: (path, text) =>
    told(path, 'written', () => {
      const file = openSync(path, 'wx');
      try {
        writeFileSync(file, text);
      } catch (error) {
        rmSync(path, { force: true });
        throw error;
      } finally {
        closeSync(file);
      }
    }),
  replace: async (path, chunks, readers = 'owner') => {
    if (isDevice(path)) return pour(path, chunks);
    const draft = `${path}.${randomUUID()}.part`;
    drafts.add(draft);
    try {
      const file = await open(draft, 'wx', readers === 'owner' ? 0o600 : 0o666);
      try {
        for await (const chunk of chunks) await file.write(chunk);
        await file.sync();
      } finally {
        await file.close();
      }
      renameSync(draft, path);
    } catch (error) {
      throw explained(error, path, 'written');
    } finally {
      dropDraft(draft);
    }
  },
};

/** `/dev/stdout`, or a pipe: to put a file in its place would take it from everybody. */
function isDevice(path: string): boolean {
  const stats = existsSync(path) ? statSync(path) : undefined;
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}

async function pour(path: string, chunks: AsyncIterable<string> | Iterable<string>): Promise<void> {
  try {
    const file = await open(path, 'w');
    try {
      for await (const chunk of chunks) await file.write(chunk);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw explained(error, path, 'written');
  }
}

/** What the shell hands over, as in `--answers <(...)`: there somebody writes already. */
const HANDED_OVER = /^\/dev\/(stdin|fd\/\d+)$/;

function readable(path: string): Stats {
  const stats = statSync(path);
  if (stats.isDirectory()) throw new UserError(`${path} cannot be read: ${IS_FOLDER}`);
  // Whoever opens it waits until somebody writes to it.
  if (stats.isFIFO() && !HANDED_OVER.test(path))
    throw new UserError(`${path} cannot be read: it is a pipe`, 'name a file');
  return stats;
}

/** Not what cannot be looked at either: a link to nowhere, or to itself. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function told<T>(path: string, what: string, use: () => T): T {
  try {
    return use();
  } catch (error) {
    throw explained(error, path, what);
  }
}

function explained(error: unknown, path: string, what: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const why = typeof code === 'string' ? WHY.get(code) : undefined;
  return why === undefined ? error : new UserError(`${path} cannot be ${what}: ${why}`);
}

const IS_FOLDER = 'it is a folder';

const WHY = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['ENOTDIR', 'a part of its path is a file'],
  ['EISDIR', IS_FOLDER],
  ['EEXIST', 'there is a file of that name'],
  ['EACCES', 'you may not'],
  ['EPERM', 'you may not'],
  ['EROFS', 'the disk is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'you may use no more of the disk'],
  ['EIO', 'the disk is in trouble'],
  ['EBUSY', 'another program is using it'],
  ['ENXIO', 'nothing is at its other end'],
  ['ELOOP', 'its links lead in a circle'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['EMFILE', 'too many files are open'],
]);
