import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { End } from '../../src/call/command.js';
import { decide } from '../../src/call/decide.js';
import type { EventBody } from '../../src/call/event.js';
import { findOutcome } from '../../src/call/outcome.js';
import { position } from '../../src/call/position.js';
import { evolve, type State } from '../../src/call/state.js';
import { wrapUp } from '../../src/call/wrap-up.js';
import type { Flow } from '../../src/playbook/flow.js';
import { replay } from '../../src/rehearsal/replay.js';
import { TODAY } from '../call/given.js';
import { walk, walks } from '../call/random-walk.js';
import { pastCall } from './past-call.js';

/** How a walk is wrapped up: with which outcome, if any is picked by hand, and whether evidence is asked for first. */
const endings = fc.record({
  pick: fc.option(fc.nat(20), { freq: 2 }),
  asks: fc.boolean(),
  note: fc.boolean(),
  drops: fc.boolean(),
});
type Ending = typeof endings extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** Walks that come far: mostly answers, some of all else. */
const far = fc.record({
  playbook: fc.constantFrom('cancellation-request', 'cancellation-request', 'defend-cancellation', 'win-back'),
  moves: fc.array(
    fc.record({
      kind: fc.oneof(
        { weight: 30, arbitrary: fc.constant('answer' as const) },
        { weight: 3, arbitrary: fc.constantFrom('back', 'forward', 'jump', 'note', 'card') },
      ),
      pick: fc.nat(1000),
    }),
    { minLength: 20, maxLength: 90, size: 'max' },
  ),
});

describe('a call against the very playbook it was taken with', () => {
  const seen = new Map<string, number>();

  test('runs as it did, whatever the rep did in it', () => {
    fc.assert(
      fc.property(fc.oneof(walks, { weight: 2, arbitrary: far }), endings, (drawn, ending) => {
        const { flow, events, state } = walk(drawn);
        const all = [...events, ...ended(flow, state, ending)];
        count(all);
        expect(replay(flow, pastCall(all, TODAY))).toEqual({ kind: 'same', unasked: [], inserted: [] });
      }),
      { numRuns: 500 },
    );
  });

  test('and the walks were worth it: each of what can happen in a call did', () => {
    expect([...HAPPENS.keys()].filter((name) => (seen.get(name) ?? 0) < 3)).toEqual([]);
  });

  test('words that were erased change nothing of it where no route reads them', () => {
    fc.assert(
      fc.property(fc.oneof(walks, { weight: 2, arbitrary: far }), endings, (drawn, ending) => {
        const { flow, events, state } = walk(drawn);
        const all = [...events, ...ended(flow, state, ending)].map(erased);
        expect(replay(flow, pastCall(all, TODAY))).toEqual({ kind: 'same', unasked: [], inserted: [] });
      }),
      { numRuns: 150 },
    );
  });

  test('up to any event of it, it runs as far', () => {
    fc.assert(
      fc.property(walks, fc.nat(), (drawn, cut) => {
        const { flow, events, seen: moves } = walk(drawn);
        const whole = decisionsOf(events, moves.length);
        const upTo = events.slice(0, whole[cut % whole.length]);
        expect(replay(flow, pastCall(upTo, TODAY))).toEqual({ kind: 'same', unasked: [], inserted: [] });
      }),
      { numRuns: 150 },
    );
  });

  function count(events: readonly EventBody[]): void {
    for (const event of events) {
      for (const [name, is] of HAPPENS) if (is(event)) seen.set(name, (seen.get(name) ?? 0) + 1);
    }
  }
});

const HAPPENS = new Map<string, (event: EventBody) => boolean>([
  ['a card is opened', ({ type }) => type === 'card_opened'],
  ['an offer is answered', ({ type }) => type === 'offer_answered'],
  ['a used playbook comes to its outcome', ({ type }) => type === 'frame_left'],
  ['the rep goes back', ({ type }) => type === 'went_back'],
  ['and forward', (event) => event.type === 'answered' && event.kept === true],
  ['the customer insists', ({ type }) => type === 'insisted'],
  ['evidence is asked for', (event) => event.type === 'step_shown' && event.frame === 'wrap_up'],
  ['the call ends', ({ type }) => type === 'call_ended'],
  ['with an outcome picked by hand', (event) => event.type === 'call_ended' && event.insteadOf !== undefined],
]);

/** Where one command's events end, seen from outside: before what somebody must have done. */
function decisionsOf(events: readonly EventBody[], moves: number): readonly number[] {
  const starts = events.flatMap(({ type }, at) => (DONE.has(type) ? [at] : []));
  return moves === 0 ? [events.length] : [...starts.slice(1), events.length];
}

const DONE: ReadonlySet<EventBody['type']> = new Set(['answered', 'offer_answered', 'noted']);

function erased<T>(value: T): T {
  if (Array.isArray(value)) return value.map(erased) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [key, key === 'words' ? null : erased(held)]),
  ) as T;
}

function ended(flow: Flow, from: State, { pick, asks, note, drops }: Ending): readonly EventBody[] {
  const events: EventBody[] = [];
  let state = from;
  const perform = (command: Parameters<typeof decide>[2]): boolean => {
    const decision = decide(flow, state, command, TODAY);
    if (!decision.ok) return false;
    events.push(...decision.events);
    state = decision.events.reduce(evolve, state);
    return true;
  };
  const at = position(flow, state, TODAY);
  const outcomes = [...flow.outcomes.keys(), 'hung_up', 'wrong_number'];
  const picked = pick === null ? undefined : outcomes[pick % outcomes.length];
  if (picked === undefined && at.kind !== 'wrap_up') return [];
  const outcome = at.kind === 'wrap_up' && picked === undefined ? at.outcome : findOutcome(flow, picked ?? '');
  if (outcome === undefined) throw new Error('no outcome');
  const need = wrapUp(flow, state, outcome, TODAY).missing.find(({ kind }) => kind === 'step');
  if (asks && need !== undefined && at.kind === 'wrap_up') {
    perform({ type: 'ask_need', need: need.id, outcome: outcome.id });
    const question = state.path.at(-1);
    perform({ type: 'answer', raw: question?.options[0] ?? '+3', override: 'why not' });
  }
  const { missing, followUps } = wrapUp(flow, state, outcome, TODAY);
  const command: End = {
    type: 'end',
    override: 'why not',
    waive: new Map(missing.map(({ id }) => [id, 'would_not_say'] as const)),
    ...(picked === undefined ? {} : { outcome: picked }),
    ...(note ? { note: 'a note at the end' } : {}),
    ...(drops ? { drop: new Set(followUps.map(({ id }) => id)) } : {}),
  };
  perform(command);
  return events;
}
