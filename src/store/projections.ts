import type { Database } from 'better-sqlite3';
import type { CallRow } from './call-row.js';
import { type EventRow, fromRow, hashOf } from './event-row.js';
import { projector } from './projector.js';

/** `temp` holds a second set beside the log's own, to compare them. */
export type Schema = 'main' | 'temp';

/** What the events fold to: written with them, droppable, rebuilt by folding. */
export const projectionTables = (schema: Schema): string => `
  CREATE TABLE ${schema}.calls (
    id TEXT PRIMARY KEY,
    playbook TEXT NOT NULL,
    playbook_title TEXT NOT NULL,
    playbook_version INTEGER NOT NULL,
    playbook_hash TEXT NOT NULL,
    about TEXT NOT NULL,
    reason_step TEXT,
    rep TEXT NOT NULL,
    currency TEXT NOT NULL,
    locale TEXT NOT NULL,
    customer_id TEXT,
    customer_text TEXT,
    status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
    started_at TEXT NOT NULL,
    started_local TEXT NOT NULL,
    last_at TEXT NOT NULL,
    ended_at TEXT,
    ended_local TEXT,
    outcome TEXT,
    outcome_label TEXT,
    outcome_group TEXT,
    reason TEXT,
    reason_label TEXT,
    reason_text TEXT,
    reason_visit INTEGER,
    step TEXT,
    visits INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    waived INTEGER NOT NULL,
    waived_needs TEXT NOT NULL,
    overridden INTEGER NOT NULL,
    override_seq INTEGER,
    override_visit INTEGER,
    override_text TEXT,
    insisted INTEGER NOT NULL,
    sessions INTEGER NOT NULL,
    handle_ms INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    session_ms INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    last_hash TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX ${schema}.open_calls ON calls (id) WHERE status = 'open';

  CREATE TABLE ${schema}.visits (
    call_id TEXT NOT NULL,
    visit INTEGER NOT NULL,
    frame TEXT NOT NULL,
    step TEXT NOT NULL,
    on_path INTEGER NOT NULL,
    PRIMARY KEY (call_id, visit)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE ${schema}.answers (
    call_id TEXT NOT NULL,
    visit INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    frame TEXT,
    step TEXT NOT NULL,
    type TEXT NOT NULL,
    at TEXT NOT NULL,
    at_local TEXT NOT NULL,
    value TEXT,
    label TEXT,
    number REAL,
    currency TEXT,
    words_id TEXT,
    jot_id TEXT,
    override_id TEXT,
    personal INTEGER,
    kept INTEGER,
    on_path INTEGER NOT NULL,
    PRIMARY KEY (call_id, visit, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE ${schema}.notes (
    call_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    words_id TEXT,
    PRIMARY KEY (call_id, seq)
  ) STRICT, WITHOUT ROWID;
`;

export const PROJECTIONS = ['calls', 'visits', 'answers', 'notes'] as const;

/** Folds every event of the log anew, into its own projections or into temporary ones. In one transaction. */
export function rebuild(db: Database, into: Schema = 'main'): void {
  const ids = db.prepare<[], string>('SELECT DISTINCT call_id FROM events').pluck();
  const events = db.prepare<[string], EventRow>('SELECT * FROM events WHERE call_id = ? ORDER BY seq');
  const build = (): void => {
    for (const name of PROJECTIONS) db.exec(`DROP TABLE IF EXISTS ${into}.${name}`);
    db.exec(projectionTables(into));
    const calls = projector(db, into);
    for (const id of ids.all()) {
      let call: CallRow | undefined;
      for (const row of events.all(id)) call = calls.project(call, fromRow(row), hashOf(row));
      if (call !== undefined) calls.save(call);
    }
  };
  db.transaction(build).immediate();
}
