import { createHash } from 'node:crypto';
import type { Stamp } from '../call/event.js';
import type { StoredBody } from './words.js';

/** An event as it stands in the log: whole, but for its words. */
export type StoredEvent = Stamp & { readonly body: StoredBody };

/** A row of `events`. */
export interface EventRow {
  readonly call_id: string;
  readonly seq: number;
  readonly type: string;
  readonly version: number;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  /** Minutes east of UTC. */
  readonly offset_minutes: number;
  readonly session_id: string;
  readonly ms: number;
  /** JSON of the event's body without its `type`, words held apart. */
  readonly body: string;
  /** Hash of the event before it in the call; empty for the first. */
  readonly prev_hash: string;
}

export function toRow(event: StoredEvent, version: number, prevHash: string): EventRow {
  const { type, ...body } = event.body;
  return {
    call_id: event.call,
    seq: event.seq,
    type,
    version,
    at: event.at,
    offset_minutes: event.offset,
    session_id: event.session,
    ms: event.ms,
    body: JSON.stringify(body),
    prev_hash: prevHash,
  };
}

export function fromRow(row: EventRow): StoredEvent {
  return {
    call: row.call_id,
    seq: row.seq,
    at: row.at,
    offset: row.offset_minutes,
    session: row.session_id,
    ms: row.ms,
    body: { type: row.type, ...JSON.parse(row.body) } as StoredBody,
  };
}

/**
 * The hash an event has in the chain of its call: SHA-256, in lower-case hexadecimal, of the UTF-8 of these columns of
 * `events`, joined with a line feed (U+000A), in this order:
 *
 *     prev_hash call_id seq type version at offset_minutes session_id ms body
 *
 * Integers are in decimal; `body` is the stored text, byte for byte. No column can hold a line feed, so no two
 * events give the same input. `prev_hash` of the next event is this hash, and `calls.last_hash` is that of the last one.
 */
export function hashOf(row: EventRow): string {
  const { prev_hash, call_id, seq, type, version, at, offset_minutes, session_id, ms, body } = row;
  const columns = [prev_hash, call_id, seq, type, version, at, offset_minutes, session_id, ms, body];
  return createHash('sha256').update(columns.join('\n'), 'utf8').digest('hex');
}
