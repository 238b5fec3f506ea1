import { v7 } from 'uuid';
import type { CallEvent, EventBody, Frame, Waiver } from '../../src/call/event.js';
import type { PinnedText } from '../../src/call/log.js';
import type { Value } from '../../src/playbook/value.js';

export const PLAYBOOK: PinnedText = {
  hash: 'c0ffee'.padEnd(64, '0'),
  id: 'defend-cancellation',
  version: 3,
  text: 'title: Défense 🛡\n',
};

export interface Started {
  readonly rep?: string;
  readonly playbook?: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at?: string;
  readonly offset?: number;
}

export interface ScriptedCall {
  readonly id: string;
  /** The next events of the call, one second apart. */
  readonly events: (...bodies: readonly EventBody[]) => CallEvent[];
  /** The same, after `call_started`. */
  readonly start: (...bodies: readonly EventBody[]) => CallEvent[];
  /** The same call in another session, which goes on from where this one is now. */
  readonly elsewhere: () => ScriptedCall;
}

/** Stamps the bodies of one call as a running session does. */
export function scriptedCall(started: Started = {}, from = { id: v7(), seq: 0 }): ScriptedCall {
  const { rep = 'ann', playbook: id = PLAYBOOK.id, at = '2026-11-20T09:00:00.000Z', offset = 60 } = started;
  const { version, hash } = PLAYBOOK;
  const playbook = { id, title: 'Defend, with care', version, hash, about: 'cancellation', reason: 'reason' } as const;
  const session = v7();
  let { seq } = from;
  let ms = 0;

  const stamp = (body: EventBody): CallEvent => {
    const when = new Date(Date.parse(at) + seq * 1000).toISOString();
    seq += 1;
    ms += 1000;
    return { call: from.id, seq, at: when, offset, session, ms, body };
  };
  return {
    id: from.id,
    events: (...bodies) => bodies.map(stamp),
    start: (...bodies) => {
      const first: EventBody = { type: 'call_started', playbook, rep, currency: 'EUR', locale: 'en-GB' };
      return [first, ...bodies].map(stamp);
    },
    elsewhere: () => scriptedCall(started, { id: from.id, seq }),
  };
}

type Answered = Extract<EventBody, { type: 'answered' }>;

export const shown = (visit: number, step: string, frame: Frame = 'playbook'): EventBody => ({
  type: 'step_shown',
  visit,
  frame,
  step,
  options: ['price', 'closing'],
});

export const answered = (visit: number, step: string, value: Value, jot?: string): Answered => ({
  type: 'answered',
  visit,
  step,
  question: value.type,
  value,
  ...(jot === undefined ? {} : { jot: { words: jot } }),
});

export const overridden = (visit: number, step: string, reason: string): EventBody => ({
  type: 'check_overridden',
  visit,
  step,
  message: 'That is much.',
  reason: { words: reason },
});

export const waived = (need: string, mark: Waiver): EventBody => ({ type: 'evidence_waived', need, mark });

export const noted = (words: string): EventBody => ({ type: 'noted', note: { words } });

type Promised = Extract<EventBody, { type: 'follow_up_promised' }>;

export const promised = (id: string, due: string, more: Partial<Promised> = {}): Promised => ({
  type: 'follow_up_promised',
  id,
  what: { words: `Call about ${id}` },
  by: 'rep',
  due,
  ...more,
});

export const done = (id: string, due: string): EventBody => ({ type: 'follow_up_done', id, due, by: 'bo' });

export const corrected = (outcome: string, why = 'she called back'): EventBody => ({
  type: 'outcome_corrected',
  outcome,
  label: `It was ${outcome}`,
  group: 'lost',
  by: 'manager Mo',
  why: { words: why },
});

export const PRICE = { type: 'choice', id: 'price', label: 'Found it cheaper' } as const;

export const text = (words: string): Value => ({ type: 'text', words });

export const account = (words: string): EventBody => ({
  type: 'fact_set',
  fact: 'account',
  label: 'Account number',
  question: 'text',
  value: text(words),
  identifies: 'customer',
});

export const ENDED: EventBody = { type: 'call_ended', outcome: 'saved', label: 'Stays', group: 'saved', computed: [] };
