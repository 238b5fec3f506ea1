import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { CallEvent, EventBody } from '../../src/call/event.js';
import type { Value } from '../../src/playbook/value.js';
import { openLog } from '../../src/store/open-log.js';
import { tempFolder } from '../temp-folder.js';

/** A path for a log that is not there yet. */
export const freshLog = (): string => join(tempFolder(), 'calls.db');

/** All events of the only call in a log. */
export function eventsIn(path: string): readonly CallEvent[] {
  const log = openLog(path);
  try {
    const [call, ...others] = log.db.prepare<[], string>('SELECT id FROM calls').pluck().all();
    if (call === undefined || others.length > 0)
      throw new Error(`${others.length + 1} calls in the log, instead of one`);
    return log.read(call);
  } finally {
    log.close();
  }
}

export const bodies = (path: string): readonly EventBody[] => eventsIn(path).map(({ body }) => body);

/** What was answered, by step, in order: options by id, the rest by its words or number. */
export function answersIn(path: string): readonly (readonly [step: string, value: unknown])[] {
  return bodies(path).flatMap((body): (readonly [string, unknown])[] =>
    body.type === 'answered' && body.question !== undefined ? [[body.step, bare(body.value)]] : [],
  );
}

/** A value without what was shown beside it; words beside an option come with it. */
export function bare(value: Value | null): unknown {
  if (value === null) return null;
  switch (value.type) {
    case 'choice':
      return value.words === undefined ? value.id : [value.id, value.words];
    case 'choices':
      return value.chosen.map(({ id }) => id);
    case 'yes_no':
      return value.words === undefined ? value.yes : [value.yes, value.words];
    case 'text':
      return value.words;
    case 'money':
      return value.minor;
    case 'date':
      return value.date;
    case 'number':
    case 'scale':
      return value.number;
  }
}

/** Whether SQLite finds the file whole. */
export function intact(path: string): boolean {
  const db = new Database(path, { readonly: true });
  try {
    return db.pragma('integrity_check', { simple: true }) === 'ok';
  } finally {
    db.close();
  }
}
