import fc from 'fast-check';
import type { CallEvent, EventBody, Frame } from '../../src/call/event.js';
import type { Value } from '../../src/playbook/value.js';
import { account, ENDED, overridden, scriptedCall, shown } from './scripted-call.js';

/** What a rep may do next, whatever came before. */
type Move =
  | {
      readonly do: 'go on';
      readonly step: string;
      readonly value: Value | null;
      readonly asks: boolean;
      readonly overrides: readonly string[];
    }
  | { readonly do: 'look on'; readonly step: string }
  | { readonly do: 'go back'; readonly by: number }
  | { readonly do: 'leave and return' }
  | { readonly do: 'other'; readonly body: EventBody };

const words = fc.string({ unit: 'grapheme', maxLength: 12 });
const step = fc.constantFrom('reason', 'promise', 'manager', 'scope');
const value: fc.Arbitrary<Value> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), words }),
  fc.record({ type: fc.constant('choice' as const), id: step, label: words, words }),
  fc.record({ type: fc.constant('choice' as const), id: step, label: words }),
  fc.record({
    type: fc.constant('choices' as const),
    chosen: fc.array(fc.record({ id: step, label: words }), { maxLength: 3 }),
  }),
  fc.record({ type: fc.constant('yes_no' as const), yes: fc.boolean(), label: words }),
  fc.record({ type: fc.constant('number' as const), number: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
  fc.record({ type: fc.constant('scale' as const), number: fc.nat(10) }),
  fc.record({
    type: fc.constant('money' as const),
    minor: fc.integer(),
    currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
  }),
  fc.record({ type: fc.constant('date' as const), date: fc.constantFrom('2026-11-20', '2027-01-01') }),
);

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('go on' as const),
      step,
      value: fc.option(value),
      asks: fc.boolean(),
      overrides: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(words, { maxLength: 2 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('look on' as const), step }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('go back' as const), by: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'leave and return' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('other' as const),
      body: fc.oneof(
        fc.record({ type: fc.constant('noted' as const), note: fc.record({ words }) }),
        fc.record({
          type: fc.constant('evidence_waived' as const),
          need: step,
          mark: fc.constantFrom('would_not_say' as const, 'not_asked' as const),
        }),
        fc.record({
          type: fc.constant('check_overridden' as const),
          visit: fc.constant(1),
          step,
          message: words,
          reason: fc.record({ words }),
        }),
        fc.constant({ type: 'insisted' as const }),
        words.map(account),
      ),
    }),
  },
);

export interface Recorded {
  readonly id: string;
  /** As they were appended: one element an append. */
  readonly appends: readonly (readonly CallEvent[])[];
}

interface Seen {
  readonly visit: number;
  readonly step: string;
  readonly frame: Frame;
}

/**
 * A call as the engine could have recorded it: visits grow along the path, no number is used twice, and facts are asked
 * for before the first step.
 */
export const randomCall: fc.Arbitrary<Recorded> = fc
  .tuple(
    fc.array(move, { maxLength: 40 }),
    fc.subarray(['customer', 'monthly_value']),
    fc.boolean(),
    fc.integer({ min: -720, max: 840 }),
  )
  .map(([moves, facts, ends, offset]) => {
    let call = scriptedCall({ offset });
    const { id } = call;
    const path: Seen[] = [];
    const set = new Set<string>();
    let last = 0;
    const look = (step: string, frame: Frame = 'playbook'): EventBody => {
      last += 1;
      path.push({ visit: last, step, frame });
      return shown(last, step, frame);
    };
    const lookOn = (step: string): EventBody => {
      const fact = path.some(({ frame }) => frame === 'playbook') ? undefined : facts.find((id) => !set.has(id));
      return fact === undefined ? look(step) : look(fact, 'facts');
    };
    const appends: CallEvent[][] = [call.start(lookOn('reason'))];
    for (const next of moves) {
      if (next.do === 'leave and return') {
        appends.push(call.events({ type: 'paused' }));
        call = call.elsewhere();
      }
      appends.push(call.events(...bodies(next)));
    }
    if (ends) appends.push(call.events(ENDED));
    return { id, appends };

    function bodies(next: Move): EventBody[] {
      const { visit, step, frame } = path.at(-1) ?? { visit: 0, step: '' };
      switch (next.do) {
        case 'go on': {
          const { value } = next;
          const overrides = next.overrides.map((reason) => overridden(visit, step, reason));
          if (frame === 'facts') {
            set.add(step);
            return [
              ...overrides,
              { type: 'fact_set', fact: step, label: step, question: value?.type ?? 'text', value },
              lookOn(next.step),
            ];
          }
          const question = next.asks || value !== null ? { question: value?.type ?? ('text' as const) } : {};
          return [...overrides, { type: 'answered', visit, step, ...question, value }, look(next.step)];
        }
        case 'look on':
          return [look(next.step)];
        case 'go back': {
          path.splice(Math.max(1, path.length - next.by));
          return [{ type: 'went_back', visit: path.at(-1)?.visit ?? 0 }];
        }
        case 'leave and return':
          return [{ type: 'resumed' }];
        case 'other':
          return [next.body];
      }
    }
  });
