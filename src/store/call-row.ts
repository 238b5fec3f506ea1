import type { Waiver } from '../call/event.js';
import type { StoredEvent } from './event-row.js';
import { localTime } from './local-time.js';

/** A row of `calls`. */
export interface CallRow {
  readonly id: string;
  readonly playbook: string;
  readonly playbook_title: string;
  readonly playbook_version: number;
  readonly playbook_hash: string;
  readonly about: string;
  /** The step whose answer is the reason. */
  readonly reason_step: string | null;
  readonly rep: string;
  readonly currency: string;
  readonly locale: string;
  readonly customer_id: string | null;
  /** The text that holds the identifying fact as typed. */
  readonly customer_text: string | null;
  readonly status: 'open' | 'closed';
  readonly started_at: string;
  readonly started_local: string;
  readonly last_at: string;
  readonly ended_at: string | null;
  readonly ended_local: string | null;
  readonly outcome: string | null;
  readonly outcome_label: string | null;
  readonly outcome_group: string | null;
  readonly reason: string | null;
  readonly reason_label: string | null;
  /** The text that holds the words of the reason. */
  readonly reason_text: string | null;
  /** The visit that gave the reason. */
  readonly reason_visit: number | null;
  /** The step that is on the screen. */
  readonly step: string | null;
  /** Screens on the path, and answers of steps on it: facts have rows in `answers`, and are not counted. */
  readonly visits: number;
  readonly answers: number;
  /** Evidence marked as missing since the rep last went back: how much, and `need:mark` joined with `|`. */
  readonly waived: number;
  readonly waived_needs: string;
  /** Checks passed over; going back undoes none. */
  readonly overridden: number;
  /** The event that passed the latest one, the visit it was for, and the text of its reason. */
  readonly override_seq: number | null;
  readonly override_visit: number | null;
  readonly override_text: string | null;
  /** Going back does not undo it. */
  readonly insisted: 0 | 1;
  readonly sessions: number;
  /** The length of all sessions together. */
  readonly handle_ms: number;
  /** The latest session, and how long it has lasted. */
  readonly session_id: string;
  readonly session_ms: number;
  readonly last_seq: number;
  readonly last_hash: string;
}

type Waived = Pick<CallRow, 'waived' | 'waived_needs'>;

export const NONE_WAIVED: Waived = { waived: 0, waived_needs: '' };

export function waive(call: CallRow, need: string, mark: Waiver): Waived {
  const others = call.waived_needs.split('|').filter((each) => each !== '' && !each.startsWith(`${need}:`));
  const needs = [...others, `${need}:${mark}`];
  return { waived: needs.length, waived_needs: needs.join('|') };
}

/** The text of the reason for which a check was passed just before the event, on the same screen. */
export function overrideFor(call: CallRow, event: StoredEvent, visit: number): string | null {
  return call.override_seq === event.seq - 1 && call.override_visit === visit ? call.override_text : null;
}

/** A call as its first event makes it. */
export function beginCall(event: StoredEvent, hash: string): CallRow {
  if (event.body.type !== 'call_started') throw new Error(`call ${event.call} does not begin with call_started`);
  const { playbook, rep, currency, locale } = event.body;
  return {
    id: event.call,
    playbook: playbook.id,
    playbook_title: playbook.title,
    playbook_version: playbook.version,
    playbook_hash: playbook.hash,
    about: playbook.about,
    reason_step: playbook.reason ?? null,
    rep,
    currency,
    locale,
    customer_id: null,
    customer_text: null,
    status: 'open',
    started_at: event.at,
    started_local: localTime(event),
    last_at: event.at,
    ended_at: null,
    ended_local: null,
    outcome: null,
    outcome_label: null,
    outcome_group: null,
    reason: null,
    reason_label: null,
    reason_text: null,
    reason_visit: null,
    step: null,
    visits: 0,
    answers: 0,
    ...NONE_WAIVED,
    overridden: 0,
    override_seq: null,
    override_visit: null,
    override_text: null,
    insisted: 0,
    sessions: 1,
    handle_ms: event.ms,
    session_id: event.session,
    session_ms: event.ms,
    last_seq: event.seq,
    last_hash: hash,
  };
}

/** What every event tells, whatever its type. */
export function stampCall(call: CallRow, event: StoredEvent, hash: string): CallRow {
  const again = event.session !== call.session_id;
  const before = again ? 0 : call.session_ms;
  return {
    ...call,
    last_at: event.at,
    sessions: call.sessions + (again ? 1 : 0),
    handle_ms: call.handle_ms - before + event.ms,
    session_id: event.session,
    session_ms: event.ms,
    last_seq: event.seq,
    last_hash: hash,
  };
}
