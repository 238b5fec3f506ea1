import { randomBytes, randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { v7 } from 'uuid';
import { AFTER_THE_END, type CallEvent, EVENT_VERSION, type EventBody } from '../call/event.js';
import type { Appended, PinnedText } from '../call/log.js';
import type { CallRow } from './call-row.js';
import { customerKey } from './customer-key.js';
import { type EventRow, hashOf, type StoredEvent, toRow } from './event-row.js';
import { insertInto } from './insert.js';
import { projector } from './projector.js';
import { hashWords, type TextRef, takeWords } from './words.js';

type Write = (events: readonly CallEvent[], playbooks: readonly PinnedText[]) => Appended;

/** A row of `texts`. */
export interface TextRow {
  readonly call_id: string;
  readonly id: string;
  /** NULL, as the text, once it has been erased. */
  readonly salt: Uint8Array | null;
  readonly text: string | null;
}

/** Prepares its statements once. What it returns throws whatever SQLite throws. */
export function writer(db: Database): Write {
  const calls = projector(db);
  const addEvent = insertInto<EventRow>(db, 'events');
  const addText = insertInto<TextRow>(db, 'texts');
  const addPlaybook = db.prepare<[PinnedText & { readonly at: string }]>(
    `INSERT INTO playbooks (hash, id, version, text, first_used_at) VALUES (@hash, @id, @version, @text, @at)
     ON CONFLICT (hash) DO NOTHING`,
  );
  const pinned = db.prepare<[string], 1>('SELECT 1 FROM playbooks WHERE hash = ?').pluck();
  const customerOf = db.prepare<[string], string>('SELECT id FROM customers WHERE key = ?').pluck();
  const addCustomer = db.prepare<[string, string]>('INSERT INTO customers (id, key) VALUES (?, ?)');

  // Immediate: a transaction that reads first and then writes fails at once when somebody else wrote in between.
  return db.transaction(write).immediate;

  function write(events: readonly CallEvent[], playbooks: readonly PinnedText[]): Appended {
    const first = events[0];
    if (first === undefined) return { kind: 'saved' };
    checkBatch(events, first);
    let call = calls.load(first.call);
    if (call !== undefined && (isSuperseded(call, first) || isPast(first))) return { kind: 'superseded' };
    for (const playbook of playbooks) addPlaybook.run({ ...playbook, at: first.at });
    for (const event of events) call = add(call, event);
    if (call !== undefined) calls.save(call);
    return { kind: 'saved' };
  }

  function add(call: CallRow | undefined, event: CallEvent): CallRow {
    checkPlace(call, event);
    if (event.body.type === 'call_started') checkPinned(event.call, event.body);
    const stored = store(event);
    const row = toRow(stored, EVENT_VERSION, call?.last_hash ?? '');
    addEvent.run(row);
    return calls.project(call, stored, hashOf(row));
  }

  /** Whoever reads the call later must be able to read what it was begun with, and all that uses. */
  function checkPinned(call: string, { playbook }: Extract<EventBody, { type: 'call_started' }>): void {
    for (const { id, hash } of [playbook, ...(playbook.uses ?? [])]) {
      if (pinned.get(hash) === undefined) throw new Error(`call ${call} begins without the text of its playbook ${id}`);
    }
  }

  /** Somebody else has dealt with the occurrence since the rep was shown it. */
  function isPast({ call, body }: CallEvent): boolean {
    switch (body.type) {
      case 'follow_up_done':
      case 'follow_up_snoozed':
      case 'follow_up_skipped':
        return calls.followUps.isPast(call, body);
      default:
        return false;
    }
  }

  function store(event: CallEvent): StoredEvent {
    const { body, ms } = event;
    const stored = takeWords(body, (words) => keep(event.call, words));
    return { ...event, ms: Math.round(ms), body: { ...stored, ...customerIn(body) } };
  }

  function customerIn(body: EventBody): { readonly customer?: string } {
    if (body.type !== 'fact_set' || body.identifies === undefined) return {};
    const key = customerKey(body.value);
    return key === '' ? {} : { customer: customer(key) };
  }

  function keep(call: string, words: string): TextRef {
    const id = v7();
    const salt = randomBytes(16);
    addText.run({ call_id: call, id, salt, text: words });
    return { text: id, sha256: hashWords(salt, words) };
  }

  function customer(key: string): string {
    const known = customerOf.get(key);
    if (known !== undefined) return known;
    // Random: an id that grew with time would tell when a customer was first heard of.
    const id = randomUUID();
    addCustomer.run(id, key);
    return id;
  }
}

/** Another session has taken the call over, or wrote before this one could. */
function isSuperseded(call: CallRow, first: CallEvent): boolean {
  const next = first.seq === call.last_seq + 1;
  // Nobody holds a call that has ended: whoever has read all of it may add to it.
  if (call.status === 'closed') return !next;
  if (first.session === call.session_id) return false;
  return first.body.type !== 'resumed' || !next;
}

function checkBatch(events: readonly CallEvent[], { call, session, seq }: CallEvent): void {
  const mixed = events.some((event, at) => event.call !== call || event.session !== session || event.seq !== seq + at);
  if (mixed) throw new Error(`events of call ${call} from ${seq} on are not one session's, or have gaps`);
}

function checkPlace(call: CallRow | undefined, { call: id, seq, body }: CallEvent): void {
  const closed = call?.status === 'closed';
  if (closed && !AFTER_THE_END.has(body.type)) throw new Error(`call ${id} has ended: ${body.type} comes too late`);
  if (!closed && body.type === 'outcome_corrected') throw new Error(`call ${id} has no outcome yet to correct`);
  const expected = (call?.last_seq ?? 0) + 1;
  if (seq !== expected) throw new Error(`call ${id} expects event ${expected}, not ${seq}`);
  if ((seq === 1) !== (body.type === 'call_started'))
    throw new Error(`call ${id} cannot have ${body.type} as event ${seq}`);
}
