import fc from 'fast-check';
import type { CallEvent, EventBody } from '../../src/call/event.js';
import { nextDue } from '../../src/call/follow-up.js';
import { fold } from '../../src/call/state.js';
import { words } from './random-move.js';
import { ENDED } from './scripted-call.js';

/** How a call ends, and what becomes of it later. */
export interface End {
  readonly promises: readonly Promise[];
  readonly insteadOf: boolean;
  readonly later: readonly Later[];
}

type Promise = Omit<Extract<EventBody, { type: 'follow_up_promised' }>, 'id'>;

type Later =
  | { readonly do: 'done' | 'skip' | 'stop'; readonly which: number }
  | { readonly do: 'snooze'; readonly which: number; readonly until: string }
  | { readonly do: 'correct'; readonly outcome: 'lost' | 'thinking'; readonly why: string };

const day = fc.constantFrom('2026-11-23', '2026-11-21', '2026-12-31', '2027-01-31');
const which = fc.nat(3);

export const end: fc.Arbitrary<End> = fc.record({
  promises: fc.array(
    fc
      .record({
        type: fc.constant('follow_up_promised' as const),
        what: fc.record({ words }),
        by: fc.constantFrom('rep' as const, 'team_lead' as const, 'manager' as const),
        due: day,
        channel: fc.option(fc.constantFrom('phone' as const, 'visit' as const)),
        repeat: fc.option(
          fc.record({
            count: fc.integer({ min: 1, max: 6 }),
            unit: fc.constantFrom('day', 'business_day', 'week', 'month'),
          }),
        ),
        times: fc.option(fc.integer({ min: 1, max: 4 })),
        call: fc.option(fc.constant('win-back')),
      })
      .map((promise) => present(promise)),
    { maxLength: 3 },
  ),
  insteadOf: fc.boolean(),
  later: fc.array(
    fc.oneof(
      fc.record({ do: fc.constantFrom('done' as const, 'skip' as const, 'stop' as const), which }),
      fc.record({ do: fc.constant('snooze' as const), which, until: day }),
      fc.record({
        do: fc.constant('correct' as const),
        outcome: fc.constantFrom('lost' as const, 'thinking' as const),
        why: words,
      }),
    ),
    { maxLength: 8, size: 'max' },
  ),
});

/** As events have it: what is not there is left out. */
const present = (promise: object): Promise =>
  Object.fromEntries(Object.entries(promise).filter(([, value]) => value !== null)) as Promise;

export function endingOf({ promises, insteadOf }: End): EventBody[] {
  const led = insteadOf ? { insteadOf: 'thinking' } : {};
  return [...promises.map((promise, at) => ({ ...promise, id: `promise_${at}` })), { ...ENDED, ...led }];
}

/** What is done next, if it can be: a follow-up must be promised and still to come. */
export function laterBody(events: readonly CallEvent[], later: Later): EventBody | undefined {
  const by = 'bo';
  if (later.do === 'correct') {
    const { outcome, why } = later;
    return { type: 'outcome_corrected', outcome, label: outcome, group: 'lost', by, why: { words: why } };
  }
  const all = [...fold(events).followUps.values()];
  const promised = all[later.which % Math.max(1, all.length)];
  const due = promised && nextDue(promised);
  if (promised === undefined || due === undefined) return undefined;
  const { id } = promised.promise;
  switch (later.do) {
    case 'done':
      return { type: 'follow_up_done', id, due, by };
    case 'skip':
      return { type: 'follow_up_skipped', id, due, by };
    case 'stop':
      return { type: 'follow_up_skipped', id, due, stops: true, by };
    case 'snooze':
      return { type: 'follow_up_snoozed', id, due, until: later.until, by };
  }
}
