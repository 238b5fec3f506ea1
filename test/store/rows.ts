import { PROJECTIONS, rebuild } from '../../src/store/projections.js';
import type { SqliteLog } from '../../src/store/sqlite-log.js';

export interface AnswerSeen {
  readonly visit: number;
  readonly step: string;
  readonly on_path: 0 | 1;
}

export interface FactSeen {
  readonly seq: number;
  readonly visit: number;
  readonly fact: string;
  readonly type: string;
  readonly on_path: 0 | 1;
}

/** The answers of steps. */
export const answersOf = (log: SqliteLog, id: string): AnswerSeen[] =>
  log.db
    .prepare<[string], AnswerSeen>(
      `SELECT visit, step, on_path FROM answers WHERE call_id = ? AND frame IS NOT 'facts' ORDER BY seq`,
    )
    .all(id);

/** Every row of a fact, superseded or not. */
export const factsOf = (log: SqliteLog, id: string): FactSeen[] =>
  log.db
    .prepare<[string], FactSeen>(
      `SELECT seq, visit, step AS fact, type, on_path FROM answers WHERE call_id = ? AND frame = 'facts' ORDER BY seq`,
    )
    .all(id);

/** The reason with which each answer or fact was passed, by the number of its event. */
export const overridesOf = (log: SqliteLog, id: string): unknown[] =>
  log.db
    .prepare(
      `SELECT seq, text FROM answers JOIN texts ON texts.call_id = answers.call_id AND id = override_id
       WHERE answers.call_id = ? ORDER BY seq`,
    )
    .all(id);

export const notesOf = (log: SqliteLog, id: string): unknown[] =>
  log.db
    .prepare(
      `SELECT text FROM notes JOIN texts ON texts.call_id = notes.call_id AND id = words_id
       WHERE notes.call_id = ? ORDER BY seq`,
    )
    .pluck()
    .all(id);

export const callOf = (log: SqliteLog, id: string): Record<string, unknown> =>
  log.db.prepare<[string], Record<string, unknown>>('SELECT * FROM calls WHERE id = ?').get(id) ?? {};

/** Rows that only the kept or only the rebuilt projection has. */
export function differences(log: SqliteLog): unknown[] {
  rebuild(log.db, 'temp');
  return PROJECTIONS.flatMap((name) => [
    ...log.db.prepare(`SELECT * FROM main.${name} EXCEPT SELECT * FROM temp.${name}`).all(),
    ...log.db.prepare(`SELECT * FROM temp.${name} EXCEPT SELECT * FROM main.${name}`).all(),
  ]);
}
