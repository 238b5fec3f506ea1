import type { Database } from 'better-sqlite3';
import type { OfferReply } from '../call/event.js';
import { decimals, toMajor } from '../call/money.js';
import type { StoredEvent } from './event-row.js';
import { insertInto } from './insert.js';
import { localTime } from './local-time.js';
import type { Schema } from './projection-tables.js';

/** A row of `offers`: one that was shown. It stands, whatever the rep goes back over. */
export interface OfferRow {
  readonly call_id: string;
  readonly visit: number;
  readonly seq: number;
  readonly step: string;
  readonly offer: string;
  readonly label: string;
  /** In whole units, with the decimals of the currency; and in its smallest unit. NULL when it is not known. */
  readonly cost: string | null;
  readonly cost_minor: number | null;
  readonly currency: string | null;
  readonly at: string;
  readonly at_local: string;
  /** Shown after the customer had insisted. */
  readonly after_insist: 0 | 1;
  /** The latest reply, and its event. */
  readonly reply: OfferReply | null;
  readonly reply_seq: number | null;
}

type Body<T> = Extract<StoredEvent['body'], { type: T }>;

export interface Offers {
  /** Whether it is shown for the first time. */
  show(event: StoredEvent, body: Body<'offer_shown'>, afterInsist: 0 | 1): boolean;
  /** The reply that was there before. */
  answer(event: StoredEvent, body: Body<'offer_answered'>): OfferReply | null;
}

export function offersIn(db: Database, schema: Schema): Offers {
  const add = insertInto<OfferRow>(db, 'offers', { schema });
  const replyAt = db
    .prepare<[string, number], OfferReply | null>(`SELECT reply FROM ${schema}.offers WHERE call_id = ? AND visit = ?`)
    .pluck();
  const reply = db.prepare<[OfferReply, number, string, number]>(
    `UPDATE ${schema}.offers SET reply = ?, reply_seq = ? WHERE call_id = ? AND visit = ?`,
  );
  // The rep went back over it, and takes it up again: it is the same showing.
  const move = db.prepare<[number, string, number]>(
    `UPDATE ${schema}.offers SET visit = ? WHERE call_id = ? AND visit = ?`,
  );
  return {
    show(event, { visit, step, offer, label, cost, again }, afterInsist) {
      if (again !== undefined) {
        move.run(visit, event.call, again);
        return false;
      }
      add.run({
        call_id: event.call,
        visit,
        seq: event.seq,
        step,
        offer,
        label,
        cost: cost === undefined ? null : toMajor(cost.minor, cost.currency).toFixed(decimals(cost.currency)),
        cost_minor: cost?.minor ?? null,
        currency: cost?.currency ?? null,
        at: event.at,
        at_local: localTime(event),
        after_insist: afterInsist,
        reply: null,
        reply_seq: null,
      });
      return true;
    },
    answer(event, body) {
      const before = replyAt.get(event.call, body.visit);
      if (before === undefined) throw new Error(`call ${event.call} has no offer at visit ${body.visit}`);
      reply.run(body.reply, event.seq, event.call, body.visit);
      return before;
    },
  };
}
