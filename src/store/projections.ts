import type { Database } from 'better-sqlite3';
import type { CallRow } from './call-row.js';
import { type EventRow, fromRow, hashOf } from './event-row.js';
import { projectionTables, type Schema } from './projection-tables.js';
import { projector } from './projector.js';
import { trouble } from './trouble.js';

export const PROJECTIONS = ['calls', 'visits', 'answers', 'notes', 'offers', 'follow_ups'] as const;

/**
 * Folds every event of the log anew, into its own projections or into temporary ones. In one transaction. A call that
 * cannot be folded is left out of them: it must not keep the others from being read.
 */
export function rebuild(db: Database, into: Schema = 'main'): void {
  const nextId = db.prepare<[string], string | null>('SELECT min(call_id) FROM events WHERE call_id > ?').pluck();
  const events = db.prepare<[string], EventRow>('SELECT * FROM events WHERE call_id = ? ORDER BY seq');
  const build = (): void => {
    for (const name of PROJECTIONS) db.exec(`DROP TABLE IF EXISTS ${into}.${name}`);
    db.exec(projectionTables(into));
    const calls = projector(db, into);
    const fold = db.transaction((id: string): void => {
      let call: CallRow | undefined;
      for (const row of events.all(id)) call = calls.project(call, fromRow(row), hashOf(row));
      if (call !== undefined) calls.save(call);
    });
    // One call at a time: a log may hold more than the memory.
    for (let id = nextId.get(''); typeof id === 'string'; id = nextId.get(id)) {
      try {
        // Inside the other transaction it is a savepoint: of a call that throws, nothing stays.
        fold(id);
      } catch (error) {
        if (trouble(error) !== undefined) throw error;
      }
    }
  };
  db.transaction(build).immediate();
}
