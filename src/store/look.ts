import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../call/user-error.js';
import { LATEST } from './migrations.js';
import { APPLICATION_ID } from './schema.js';

/** Refuses what is not a log, or a newer one, by its first hundred bytes: nothing is opened for writing. */
export function look(path: string): void {
  if (!existsSync(path)) return;
  if (!statSync(path).isFile()) {
    throw new UserError(`"${path}" is not a file`, 'give the path of a log, such as calls.db in that folder', 2);
  }
  const header = firstBytes(path, 100);
  if (header.length === 0) return;
  const sqlite = header.length === 100 && header.toString('latin1', 0, 16) === 'SQLite format 3\0';
  if (!sqlite || header.readUInt32BE(68) !== APPLICATION_ID) {
    throw new UserError(
      `"${path}" is ${sqlite ? 'a database of another program' : 'not a call log'}; it was left as it is`,
      'give another path: a file that does not exist yet becomes a new log',
      2,
    );
  }
  refuseNewer(path, header.readUInt32BE(60));
}

export function refuseNewer(path: string, version: number): void {
  if (version <= LATEST) return;
  throw new UserError(
    `"${path}" was written by a newer Holdfast (log version ${version}, this one knows ${LATEST}); it was left as it is`,
    'update Holdfast',
  );
}

/**
 * Makes the file, and the folders that lead to it, for their owner alone; SQLite gives `-wal` and `-shm` the mode of the
 * file. Windows keeps no such modes: there the user's profile folder protects it.
 */
export function makeFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
}

function firstBytes(path: string, count: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(count);
    return bytes.subarray(0, readSync(file, bytes, 0, count, 0));
  } finally {
    closeSync(file);
  }
}
