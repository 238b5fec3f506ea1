import fc from 'fast-check';
import type { EventBody, OfferReply } from '../../src/call/event.js';
import type { Value } from '../../src/playbook/value.js';
import { account } from './scripted-call.js';

/** What a rep may do next, whatever came before; what does not fit there is left out. */
export type Move =
  | {
      readonly do: 'go on';
      readonly step: string;
      readonly value: Value | null;
      readonly asks: boolean;
      readonly overrides: readonly string[];
      readonly reply: OfferReply;
      /** Where the answer leads when a card is open. */
      readonly card: 'on' | 'returned' | 'jumped' | 'ended';
    }
  | { readonly do: 'look on'; readonly step: string }
  | { readonly do: 'open a card'; readonly card: string }
  | { readonly do: 'offer'; readonly offer: string; readonly label: string; readonly cost: Money | null }
  | { readonly do: 'use' | 'leave what is used'; readonly step: string }
  | { readonly do: 'go back'; readonly by: number }
  | { readonly do: 'leave and return' }
  | { readonly do: 'other'; readonly body: EventBody };

type Money = Extract<Value, { type: 'money' }>;

export const words = fc.string({ unit: 'grapheme', maxLength: 12 });
const step = fc.constantFrom('reason', 'promise', 'manager', 'scope');
const money: fc.Arbitrary<Money> = fc.record({
  type: fc.constant('money' as const),
  minor: fc.integer(),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
});
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
  money,
  fc.record({ type: fc.constant('date' as const), date: fc.constantFrom('2026-11-20', '2027-01-01') }),
);

export const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('go on' as const),
      step,
      value: fc.option(value),
      asks: fc.boolean(),
      overrides: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(words, { maxLength: 2 })),
      reply: fc.constantFrom('accepted' as const, 'considering' as const, 'declined' as const),
      card: fc.constantFrom('on' as const, 'returned' as const, 'jumped' as const, 'ended' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('look on' as const), step }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('open a card' as const), card: fc.constantFrom('competitor', 'boss') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('offer' as const),
      offer: fc.constantFrom('free_month', 'discount'),
      label: words,
      cost: fc.option(money),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('use' as const, 'leave what is used' as const), step }) },
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
        fc.record({
          type: fc.constant('rule_overridden' as const),
          rule: words,
          outcome: fc.constant('lost'),
          reason: fc.record({ words }),
        }),
        fc.constant({ type: 'insisted' as const }),
        fc.constant({
          type: 'draft_written' as const,
          id: 'letter',
          kind: 'letter' as const,
          to: { words: 'Ms Núñez' },
          subject: { words: 'What we agreed' },
          body: { words: 'Dear Ms Núñez' },
        }),
        words.map(account),
      ),
    }),
  },
);
