import type { Database } from 'better-sqlite3';
import { occurrence } from '../call/period.js';
import type { Channel, Period, Role } from '../playbook/flow.js';
import type { StoredEvent } from './event-row.js';
import { insertInto } from './insert.js';
import { localTime } from './local-time.js';
import type { Schema } from './projection-tables.js';

/** A row of `follow_ups`: what was promised in a call, and how far it has been kept. */
export interface FollowUpRow {
  readonly call_id: string;
  /** Unique in its call. */
  readonly id: string;
  readonly seq: number;
  /** The text that says what. */
  readonly what_id: string | null;
  readonly by_role: Role;
  readonly channel: Channel | null;
  /** Days, YYYY-MM-DD: of the first occurrence, of the next or the last, and where that one was moved to. */
  readonly first_due: string;
  readonly due: string;
  readonly snoozed_to: string | null;
  readonly repeat_count: number | null;
  readonly repeat_unit: Period['unit'] | null;
  readonly times: number | null;
  /** Occurrences that are done or skipped. */
  readonly past: number;
  /** `stopped`: nobody waits for it any more, and it was not done to its end. */
  readonly status: 'open' | 'done' | 'stopped';
  /** Id of the playbook of the call it asks for. */
  readonly opens: string | null;
  readonly promised_at: string;
  readonly promised_local: string;
}

type Body<T> = Extract<StoredEvent['body'], { type: T }>;
/** What becomes of an occurrence. */
export type Kept = Body<'follow_up_done' | 'follow_up_snoozed' | 'follow_up_skipped'>;

export interface FollowUps {
  promise(event: StoredEvent, body: Body<'follow_up_promised'>): void;
  keep(call: string, body: Kept): void;
  /** Whether the occurrence has been dealt with already. */
  isPast(call: string, body: Kept): boolean;
}

export function followUpsIn(db: Database, schema: Schema): FollowUps {
  const add = insertInto<FollowUpRow>(db, 'follow_ups', { schema });
  const save = insertInto<FollowUpRow>(db, 'follow_ups', { schema, replace: 'call_id, id' });
  const find = db.prepare<[string, string], FollowUpRow>(
    `SELECT * FROM ${schema}.follow_ups WHERE call_id = ? AND id = ?`,
  );
  return {
    promise: (event, body) => add.run(promised(event, body)),
    keep(call, body) {
      const row = find.get(call, body.id);
      if (row === undefined || isPast(row, body)) {
        throw new Error(`call ${call} has no follow-up ${body.id} that is due on ${body.due}`);
      }
      save.run(keep(row, body));
    },
    isPast(call, body) {
      const row = find.get(call, body.id);
      return row !== undefined && isPast(row, body);
    },
  };
}

const isPast = ({ status, due }: FollowUpRow, body: Kept): boolean => status !== 'open' || due !== body.due;

function promised(event: StoredEvent, body: Body<'follow_up_promised'>): FollowUpRow {
  const { id, what, by, channel, due, repeat, times, call } = body;
  return {
    call_id: event.call,
    id,
    seq: event.seq,
    what_id: what.words?.text ?? null,
    by_role: by,
    channel: channel ?? null,
    first_due: due,
    due,
    snoozed_to: null,
    repeat_count: repeat?.count ?? null,
    repeat_unit: repeat?.unit ?? null,
    times: times ?? null,
    past: 0,
    status: 'open',
    opens: call ?? null,
    promised_at: event.at,
    promised_local: localTime(event),
  };
}

function keep(row: FollowUpRow, body: Kept): FollowUpRow {
  if (body.type === 'follow_up_snoozed') return { ...row, snoozed_to: body.until };
  const settled = { ...row, past: row.past + 1, snoozed_to: null };
  const skipped = body.type === 'follow_up_skipped';
  if (skipped && body.stops) return { ...settled, status: 'stopped' };
  const repeat = repeatOf(row);
  if (repeat === undefined) return { ...settled, status: skipped ? 'stopped' : 'done' };
  if (row.times !== null && settled.past >= row.times) return { ...settled, status: 'done' };
  return { ...settled, due: occurrence(row.first_due, repeat, settled.past) };
}

export function repeatOf({ repeat_count: count, repeat_unit: unit }: FollowUpRow): Period | undefined {
  return count === null || unit === null ? undefined : { count, unit };
}
