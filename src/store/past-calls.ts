import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { CallEvent } from '../call/event.js';
import { UserError } from '../call/user-error.js';
import { type EventRow, fromRow } from './event-row.js';
import { look } from './look.js';
import { versionOf } from './migrations.js';
import { trouble } from './trouble.js';
import { putWords } from './words.js';
import type { TextRow } from './writer.js';

/** Which calls: `playbook` is the id of the one they were taken with, or of one that it used in them. */
export interface PastWanted {
  readonly playbook: string;
  /** The first day, local to the call, YYYY-MM-DD. */
  readonly since?: string | undefined;
}

/** A log that is only read, of this version or an older one: no byte of its file changes, whoever else writes to it. */
export interface PastCalls {
  /** Ids of the calls that have ended, the oldest first. */
  ids(wanted: PastWanted): Iterable<string>;
  /** The events of a call in order, words included. */
  read(call: string): CallEvent[];
  /** The text of a playbook a call was begun with. */
  playbook(hash: string): string | undefined;
  close(): void;
}

/** How many ids are read at a time: a reader that stays keeps the log from being tidied up. */
const PAGE = 500;

/** Throws a UserError for what is no log, and for a newer one. */
export function openPastCalls(path: string): PastCalls {
  const file = resolve(path);
  look(file);
  const db = told(file, () => new Database(file, { readonly: true, fileMustExist: true }));
  try {
    return told(file, () => reader(db));
  } catch (error) {
    db.close();
    throw error;
  }
}

function reader(db: Database.Database): PastCalls {
  if (versionOf(db) === 0) return { ids: () => [], read: () => [], playbook: () => undefined, close: () => db.close() };
  const page = db
    .prepare<[{ readonly playbook: string; readonly since: string; readonly after: string }], string>(
      `SELECT id FROM calls WHERE id > @after AND status = 'closed' AND substr(started_local, 1, 10) >= @since
       AND (playbook = @playbook OR EXISTS (
         SELECT 1 FROM events WHERE call_id = calls.id AND type = 'frame_entered'
         AND json_extract(body, '$.playbook.id') = @playbook))
       ORDER BY id LIMIT ${PAGE}`,
    )
    .pluck();
  const events = db.prepare<[string], EventRow>('SELECT * FROM events WHERE call_id = ? ORDER BY seq');
  const texts = db.prepare<[string], TextRow>('SELECT * FROM texts WHERE call_id = ?');
  const playbook = db.prepare<[string], string>('SELECT text FROM playbooks WHERE hash = ?').pluck();
  return {
    *ids({ playbook, since = '' }) {
      for (let after = ''; ; ) {
        const ids = page.all({ playbook, since, after });
        yield* ids;
        const last = ids.at(-1);
        if (last === undefined || ids.length < PAGE) return;
        after = last;
      }
    },
    read(call) {
      const rows = events.all(call);
      const words = new Map(texts.all(call).map(({ id, text }) => [id, text]));
      return rows.map(fromRow).map((event) => ({
        ...event,
        body: putWords(event.body, (id) => words.get(id) ?? null),
      }));
    },
    playbook: (hash) => playbook.get(hash),
    close: () => db.close(),
  };
}

function told<T>(file: string, use: () => T): T {
  try {
    return use();
  } catch (error) {
    const why = trouble(error);
    if (why === undefined) throw error;
    throw new UserError(`the log "${file}" cannot be read: ${why}`, 'another place is given with --db or HOLDFAST_DB');
  }
}
