import { platform } from 'node:os';
import type { Database } from 'better-sqlite3';
import { UserError } from '../call/user-error.js';

const FULL = 2;
const EXTRA = 3;

/**
 * Sets what makes a commit outlive a power cut, and reads it back: SQLite forgets most of it from one opening to the
 * next, and passes over in silence what it cannot do. Where there is no WAL, as on a network drive, the older journal
 * serves as well, but an export then makes writers wait.
 */
export function makeDurable(db: Database): void {
  const journal = db.pragma('journal_mode = WAL', { simple: true });
  if (journal === 'memory' || journal === 'off') {
    throw new UserError(
      `the log ${db.name} cannot be kept safe: its journal is "${journal}"`,
      'move it to a local disk',
    );
  }
  // Without WAL, FULL does not wait for the folder, and the last commit may come undone.
  set(db, 'synchronous', journal === 'wal' ? FULL : EXTRA);
  // Four times the usual: a checkpoint is for the end of a call rather than for the middle of one.
  set(db, 'wal_autocheckpoint', 4_000);
  set(db, 'foreign_keys', 1);
  set(db, 'secure_delete', 1);
  if (platform() === 'darwin') {
    set(db, 'fullfsync', 1);
    set(db, 'checkpoint_fullfsync', 1);
  }
}

function set(db: Database, pragma: string, value: number): void {
  db.pragma(`${pragma} = ${value}`);
  const held = db.pragma(pragma, { simple: true });
  if (held !== value) throw new Error(`${pragma} is ${held} after it was set to ${value}`);
}
