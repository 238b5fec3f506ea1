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
  /** Absent in calls from before there were roles. */
  readonly role: string | null;
  readonly team: string | null;
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
  /** As corrected last. */
  readonly outcome: string | null;
  readonly outcome_label: string | null;
  readonly outcome_group: string | null;
  /** As the call ended. */
  readonly outcome_first: string | null;
  readonly outcome_first_group: string | null;
  /** The outcome the path led to, when the rep picked another. */
  readonly instead_of: string | null;
  /** How often the outcome was corrected, by whom last, and the text that says why. */
  readonly corrected: number;
  readonly corrected_by: string | null;
  readonly corrected_text: string | null;
  readonly reason: string | null;
  readonly reason_label: string | null;
  /** The text that holds the words of the reason. */
  readonly reason_text: string | null;
  /** The visit that gave the reason. */
  readonly reason_visit: number | null;
  /** The step that is on the screen; and, while a card is open, the one it was opened over. */
  readonly step: string | null;
  readonly card_over: string | null;
  /** Screens on the path, and answers of steps on it: facts have rows in `answers`, and are not counted. */
  readonly visits: number;
  readonly answers: number;
  /** Evidence marked as missing since the rep last went back: how much, and `need:mark` joined with `|`. */
  readonly waived: number;
  readonly waived_needs: string;
  /** Checks and rules passed over; going back undoes none. */
  readonly overridden: number;
  /** The event that passed the latest one, the visit it was for, and the text of its reason. */
  readonly override_seq: number | null;
  readonly override_visit: number | null;
  readonly override_text: string | null;
  /** Going back does not undo it. */
  readonly insisted: 0 | 1;
  /** How often cards were opened, and which, joined with `|`. */
  readonly cards: number;
  readonly cards_opened: string;
  /** Of all offers, whatever the rep went back over. */
  readonly offers_shown: number;
  readonly offers_accepted: number;
  readonly offers_after_insist: number;
  /** How many were promised. */
  readonly follow_ups: number;
  /** How often it was opened, until it ended. */
  readonly sessions: number;
  /** The length of all those sessions together. */
  readonly handle_ms: number;
  /** The latest session, and how long it has lasted. */
  readonly session_id: string;
  readonly session_ms: number;
  readonly last_seq: number;
  readonly last_hash: string;
}

/** A call as its first event makes it. */
export function beginCall(event: StoredEvent, hash: string): CallRow {
  if (event.body.type !== 'call_started') throw new Error(`call ${event.call} does not begin with call_started`);
  const { playbook, rep, role, team, currency, locale } = event.body;
  return {
    id: event.call,
    playbook: playbook.id,
    playbook_title: playbook.title,
    playbook_version: playbook.version,
    playbook_hash: playbook.hash,
    about: playbook.about,
    reason_step: playbook.reason ?? null,
    rep,
    role: role ?? null,
    team: team ?? null,
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
    outcome_first: null,
    outcome_first_group: null,
    instead_of: null,
    corrected: 0,
    corrected_by: null,
    corrected_text: null,
    reason: null,
    reason_label: null,
    reason_text: null,
    reason_visit: null,
    step: null,
    card_over: null,
    visits: 0,
    answers: 0,
    waived: 0,
    waived_needs: '',
    overridden: 0,
    override_seq: null,
    override_visit: null,
    override_text: null,
    insisted: 0,
    cards: 0,
    cards_opened: '',
    offers_shown: 0,
    offers_accepted: 0,
    offers_after_insist: 0,
    follow_ups: 0,
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
  // Whoever keeps a promise or corrects an outcome later does not open the call again.
  if (call.status === 'closed') return { ...call, last_at: event.at, last_seq: event.seq, last_hash: hash };
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
