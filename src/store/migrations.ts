import type { Database } from 'better-sqlite3';
import { rebuild } from './projections.js';
import { APPLICATION_ID, TABLES } from './schema.js';

/**
 * What brings the truth from one version to the next; a log's `user_version` counts those it has had. What is derived
 * from the truth needs no steps of its own: after them it is dropped and folded anew, as the code now folds it.
 */
const MIGRATIONS: readonly ((db: Database) => void)[] = [
  (db) => db.exec(TABLES),
  // Cards, offers, follow-ups and corrections: new events, which the tables hold as they are.
  () => {},
];

export const LATEST = MIGRATIONS.length;

/** In one transaction, so that of two processes that open a log at once one finds it done. */
export function migrate(db: Database): void {
  if (versionOf(db) === LATEST) return;
  db.transaction(() => {
    const version = versionOf(db);
    if (version >= LATEST) return;
    for (const step of MIGRATIONS.slice(version)) step(db);
    rebuild(db);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${LATEST}`);
  }).immediate();
}

export function versionOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}
