import type { Database } from 'better-sqlite3';
import type { LastContact, PromisedFollowUp } from '../call/log.js';
import type { CallRow } from './call-row.js';
import { type FollowUpRow, repeatOf } from './follow-up-row.js';

type Promised = FollowUpRow & {
  readonly what: string | null;
  readonly rep: string;
  readonly title: string;
  readonly customer: string | null;
};

type Contact = Pick<CallRow, 'id' | 'started_local' | 'playbook_title' | 'rep' | 'outcome_label'>;

/** What is still promised, to everybody or to the customer of a call. */
export interface Promises {
  all(): PromisedFollowUp[];
  lastContact(call: string): LastContact | undefined;
}

const PROMISED = `
  SELECT follow_ups.*, what.text AS what, calls.rep, calls.playbook_title AS title, customer.text AS customer
  FROM follow_ups JOIN calls ON calls.id = follow_ups.call_id
  LEFT JOIN texts AS what ON what.call_id = follow_ups.call_id AND what.id = follow_ups.what_id
  LEFT JOIN texts AS customer ON customer.call_id = calls.id AND customer.id = calls.customer_text
  WHERE follow_ups.status = 'open'`;
const EARLIEST_FIRST = 'ORDER BY coalesce(follow_ups.snoozed_to, follow_ups.due), follow_ups.call_id, follow_ups.seq';
/** Ids of calls sort by when they began. */
const EARLIER = `
  FROM calls WHERE customer_id = (SELECT customer_id FROM calls WHERE id = @call) AND id < @call`;

export function promisesIn(db: Database): Promises {
  const all = db.prepare<[], Promised>(`${PROMISED} ${EARLIEST_FIRST}`);
  const toCustomer = db.prepare<[{ call: string }], Promised>(
    `${PROMISED} AND follow_ups.call_id IN (SELECT id ${EARLIER}) ${EARLIEST_FIRST}`,
  );
  const latest = db.prepare<[{ call: string }], Contact>(
    `SELECT id, started_local, playbook_title, rep, outcome_label ${EARLIER} ORDER BY id DESC LIMIT 1`,
  );
  return {
    all: () => all.all().map(followUp),
    lastContact(call) {
      const contact = latest.get({ call });
      if (contact === undefined) return undefined;
      return {
        day: contact.started_local.slice(0, 10),
        title: contact.playbook_title,
        rep: contact.rep,
        ...(contact.outcome_label === null ? {} : { outcome: contact.outcome_label }),
        promised: toCustomer.all({ call }).map(followUp),
      };
    },
  };
}

function followUp(row: Promised): PromisedFollowUp {
  const repeat = repeatOf(row);
  return {
    call: row.call_id,
    id: row.id,
    what: row.what,
    by: row.by_role,
    ...(row.channel === null ? {} : { channel: row.channel }),
    due: row.due,
    ...(row.snoozed_to === null ? {} : { snoozedTo: row.snoozed_to }),
    first: row.first_due,
    ...(repeat === undefined ? {} : { repeat }),
    ...(row.times === null ? {} : { times: row.times }),
    past: row.past,
    ...(row.opens === null ? {} : { opens: row.opens }),
    rep: row.rep,
    title: row.title,
    ...(row.customer === null ? {} : { customer: row.customer }),
    promisedAt: row.promised_at,
  };
}
