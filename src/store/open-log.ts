import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { UserError } from '../call/user-error.js';
import { makeDurable } from './durability.js';
import { look, makeFile, refuseNewer } from './look.js';
import { migrate, versionOf } from './migrations.js';
import { SqliteLog } from './sqlite-log.js';
import { codeOf, trouble } from './trouble.js';

export interface LogOptions {
  /** How long an append waits for another writer, in milliseconds; the rep waits with it. */
  readonly busyTimeout?: number;
}

/** How long opening waits for other processes, in milliseconds. */
const OPENING = 5_000;

/**
 * Opens a log, or begins one where there is no file or an empty one. Throws a UserError for what is not a log, a newer
 * log, and a place that cannot be written.
 */
export function openLog(path: string, { busyTimeout = 500 }: LogOptions = {}): SqliteLog {
  const file = resolve(path);
  try {
    look(file);
    makeFile(file);
    return open(file, busyTimeout);
  } catch (error) {
    throw explained(error, file);
  }
}

function open(file: string, busyTimeout: number): SqliteLog {
  for (const deadline = Date.now() + OPENING; ; sleep(10)) {
    const db = new Database(file, { timeout: OPENING });
    try {
      refuseNewer(file, versionOf(db));
      migrate(db);
      makeDurable(db);
      db.pragma(`busy_timeout = ${busyTimeout}`);
      return new SqliteLog(db);
    } catch (error) {
      db.close();
      // Going over to WAL does not wait for others, whatever the timeout: two that make a log at once must try again.
      if (!codeOf(error).startsWith('SQLITE_BUSY') || Date.now() > deadline) throw error;
    }
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

const REFUSED = new Map([
  ['EACCES', 'it may not be opened'],
  ['EPERM', 'it may not be opened'],
  ['EROFS', 'its disk is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['ENOTDIR', 'a part of the path is a file'],
  ['EEXIST', 'a part of the path is a file'],
  ['ENAMETOOLONG', 'the path is too long'],
]);

function explained(error: unknown, file: string): unknown {
  const why = REFUSED.get(codeOf(error)) ?? trouble(error);
  if (why === undefined) return error;
  return new UserError(`the log "${file}" cannot be opened: ${why}`, 'another place is given with --db or HOLDFAST_DB');
}
