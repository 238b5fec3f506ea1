import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromMajor, toMajor } from '../../../src/call/money.js';
import { compile } from '../../../src/playbook/compile.js';
import { compileExpression } from '../../../src/playbook/expression/compile-expression.js';
import { type Type, typeOf } from '../../../src/playbook/expression/type.js';
import type { Expression, Scope } from '../../../src/playbook/expression.js';
import type { Flow } from '../../../src/playbook/flow.js';
import { outcomesOf } from '../../../src/playbook/lint/conditions/outcomes.js';
import type { Scalar } from '../../../src/playbook/value.js';

const flow = flowOf(`playbook: conditions
title: Conditions
version: 1
language: en
about: loss
facts:
  monthly: {type: money, label: Monthly, min: 0, max: 5000}
  seats: {type: number, label: Seats, min: -3}
  mark: {type: scale, label: Mark, min: 1, max: 5}
  since: {type: date, label: Since, min: 2020-01-01, max: 2026-12-31}
  vip: {type: yes_no, label: Important}
  name: {type: text, label: Name}
computed:
  yearly: {type: money, value: monthly * 12}
  a_seat: {type: number, value: monthly / seats}
  rounded: {type: number, value: "round(seats, 1) + min(mark, 3)"}
  warmth: {type: text, value: 'mark > 3 ? "warm" : "cold"'}
outcomes:
  done: {label: Done, group: done}
offers:
  gift: {label: A gift}
steps:
  - id: reason
    ask: {type: choice, options: {price: Price, service: Service, other: Other}}
  - id: wishes
    ask: {type: choices, min: 1, max: 2, options: {fast: Fast, cheap: Cheap, kind: Kind}}
  - id: deal
    offer: [gift]
    end: done
`);

function flowOf(text: string): Flow {
  const { flow: found, diagnostics } = compile(text);
  if (found === undefined) throw new Error(JSON.stringify(diagnostics));
  return found;
}

const REASONS = ['price', 'service', 'other'];
const WISHES = ['fast', 'cheap', 'kind'];
const types = new Map<string, Type>([
  ...[...flow.facts.values()].map(({ id, question }) => [id, typeOf(question.type, [])] as const),
  ...[...flow.computed.values()].map(({ id, type }) => [id, typeOf(type, [])] as const),
  ['reason', typeOf('choice', REASONS)],
  ['wishes', typeOf('choices', WISHES)],
]);
const names = { types, steps: new Set(['reason', 'wishes', 'deal']), offers: new Set(['gift']) };

function expression(source: string): Expression {
  const compiled = compileExpression(source, names);
  if ('code' in compiled) throw new Error(`${source}: ${compiled.message}`);
  return compiled;
}

const outcomes = (source: string, ...before: readonly string[]) =>
  outcomesOf(expression(source).term, flow, { before: before.map((each) => expression(each).term) });

const present = (source: string, ...there: readonly string[]) =>
  outcomesOf(expression(source).term, flow, { present: new Set(there) });

describe('never holds', () => {
  test.each([
    'mark > 5',
    'mark < 1',
    'mark > 3 and mark < 4',
    'mark == 2.5',
    'monthly < 0',
    'monthly > 1000 and monthly < 500',
    'yearly > 60000',
    'yearly < 0 or yearly > 70000',
    'monthly < 10 and yearly > 200',
    'seats < -3',
    'reason == "price" and reason == "other"',
    'reason == "price" and not (reason in ["price", "other"])',
    'reason != "price" and reason != "service" and reason != "other"',
    'not answered(reason) and reason == "price"',
    'default(reason, "other") == "price" and not answered(reason)',
    'vip and not vip',
    'visited(reason) and not visited(reason)',
    'since < "2020-01-01"',
    'since > "2026-12-31"',
    'since > "2024-01-01" and since < "2024-01-02"',
    'name == "a" and name == "b"',
    'size(wishes) > 2',
    '"fast" in wishes and "cheap" in wishes and "kind" in wishes',
    'not ("fast" in wishes) and not ("cheap" in wishes) and size(wishes) > 1',
    'offers_made < 0',
    'accepted(gift) and not accepted(gift)',
    'warmth == "hot"',
    'warmth == "warm" and mark < 3',
    'rounded > 2 and seats < -1.1',
    'days_between(since, since) > 4000',
    '1 > 2',
  ])('%s', (source) => expect(outcomes(source)).toMatchObject({ holds: false, fails: true }));
});

describe('always holds', () => {
  test.each([
    'default(mark, 1) >= 1',
    'default(monthly, 0) >= 0',
    'default(yearly, 0) <= 60000',
    'not answered(reason) or reason in ["price", "service", "other"]',
    'default(reason, "price") != "price" or default(reason, "price") == "price"',
    'visited(deal) or not visited(deal)',
    'offers_made >= 0',
    'answered(name) or not answered(name)',
  ])('%s', (source) => expect(outcomes(source)).toMatchObject({ holds: true, fails: false }));

  test('where what it reads is certainly there', () => {
    expect(present('mark >= 1', 'mark')).toMatchObject({ holds: true, fails: false });
    expect(present('yearly >= 0', 'monthly')).toMatchObject({ holds: true, fails: false });
    expect(present('answered(vip)', 'vip')).toMatchObject({ holds: true, fails: false });
    expect(present('mark >= 1')).toMatchObject({ holds: true, fails: true });
    expect(present('a_seat > 0 or a_seat <= 0', 'monthly', 'seats')).toMatchObject({ holds: true, fails: true });
  });
});

describe('may go either way', () => {
  test.each([
    'mark > 4',
    'mark >= 5',
    'seats < -2.9',
    'seats > 1 and seats < 2',
    'yearly == 60000',
    'reason == "price"',
    'since == "2020-01-01"',
    'since < today',
    'contains(name, "x") and name != "x"',
    'size(wishes) == 2 and "fast" in wishes',
    'a_seat > 0',
    'rounded > 2 and seats < 0',
    'matches(name, "^a")',
    'days_between(today, since) > 3',
    'name == warmth',
  ])('%s', (source) => expect(outcomes(source)).toMatchObject({ holds: true, fails: true }));
});

test('what stands above decides', () => {
  expect(outcomes('mark > 4', 'mark > 3').holds).toBe(false);
  expect(outcomes('mark > 2', 'mark > 3').holds).toBe(true);
  expect(outcomes('reason == "other"', 'reason == "price"', 'reason in ["other", "service"]').holds).toBe(false);
  expect(outcomes('not answered(mark)', 'mark > 0').holds).toBe(true);
});

/** A call in which these things are so. */
function scopeOf(given: ReadonlyMap<string, Scalar>, truths: readonly boolean[], count: number): Scope {
  const scope: Scope = {
    today: '2026-03-02',
    visited: (step) => truths[step.length % truths.length] ?? false,
    offers: (_, offer) => (offer === undefined ? count : count % 2),
    value: (name) => {
      const computed = flow.computed.get(name);
      if (computed === undefined) return given.get(name);
      const value = computed.value.evaluate(scope);
      return computed.type === 'money' && typeof value === 'number' ? toMajor(fromMajor(value, 'JPY'), 'JPY') : value;
    },
  };
  return scope;
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

const call = fc
  .record({
    monthly: maybe(
      fc.oneof(
        fc.constantFrom(0, 5000, 10, 100, 0.4),
        fc.integer({ min: 0, max: 500_000 }).map((cents) => cents / 100),
      ),
    ),
    seats: maybe(fc.oneof(fc.constantFrom(-3, 0, 1, 2.5, 1e-7), fc.double({ min: -3, max: 1e9, noNaN: true }))),
    mark: maybe(fc.integer({ min: 1, max: 5 })),
    since: maybe(fc.constantFrom('2020-01-01', '2024-02-29', '2026-03-02', '2026-12-31')),
    vip: maybe(fc.boolean()),
    name: maybe(fc.constantFrom('a', 'warm', 'price', 'x y')),
    reason: maybe(fc.constantFrom(...REASONS)),
    wishes: maybe(fc.subarray(WISHES, { minLength: 1, maxLength: 2 })),
  })
  .map(
    (record) =>
      new Map(
        Object.entries(record).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value as Scalar] as const],
        ),
      ),
  );

const number = fc.oneof(
  fc.constantFrom(
    'monthly',
    'yearly',
    'seats',
    'mark',
    'a_seat',
    'rounded',
    'offers_made',
    'size(wishes)',
    'size(name)',
  ),
  fc.constantFrom('default(mark, 0)', 'default(a_seat, 1)', '(vip ? mark : seats)', 'days_between(since, today)'),
);
const literal = fc.constantFrom('0', '1', '2', '2.5', '3', '5', '-1', '-3', '10', '120', '5000', '60000');
const sum = fc.oneof(
  number,
  literal,
  fc
    .tuple(number, fc.constantFrom('+', '-', '*', '/', '%'), fc.oneof(number, literal))
    .map((parts) => `(${parts.join(' ')})`),
  fc.tuple(fc.constantFrom('min', 'max'), number, number).map(([name, a, b]) => `${name}(${a}, ${b})`),
  fc.tuple(number, fc.constantFrom('', ', 1', ', -1')).map(([a, digits]) => `round(${a}${digits})`),
);
const words = fc.constantFrom('name', 'warmth', 'default(name, "a")', '"warm"', '"a"');
const date = fc.constantFrom('since', 'today', '"2020-01-01"', '"2024-02-29"', '"2026-12-31"', 'in_days(3)');
const order = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
const equality = fc.constantFrom('==', '!=');
const atom = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.oneof({ weight: 3, arbitrary: number }, sum), order, fc.oneof({ weight: 3, arbitrary: literal }, sum))
      .map((parts) => parts.join(' ')),
  },
  fc
    .tuple(number, fc.array(literal, { minLength: 1, maxLength: 3 }))
    .map(([a, list]) => `${a} in [${list.join(', ')}]`),
  fc.tuple(words, equality, words).map((parts) => parts.join(' ')),
  fc.tuple(fc.constantFrom('since', 'today', 'in_days(3)'), order, date).map((parts) => parts.join(' ')),
  fc
    .tuple(
      fc.constantFrom('reason', 'default(reason, "other")', '(vip ? reason : "price")'),
      equality,
      fc.constantFrom(...REASONS),
    )
    .map(([a, sign, b]) => `${a} ${sign} "${b}"`),
  fc.subarray(REASONS, { minLength: 1 }).map((list) => `reason in [${list.map((option) => `"${option}"`).join(', ')}]`),
  fc.constantFrom(...WISHES).map((wish) => `"${wish}" in wishes`),
  fc.constantFrom(
    'vip',
    'visited(deal)',
    'visited(reason)',
    'offered(gift)',
    'declined(gift)',
    'contains(name, "a")',
    'true',
  ),
  fc.constantFrom(...types.keys()).map((name) => `answered(${name})`),
);
const condition = fc.letrec<{ all: string }>((tie) => ({
  all: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    atom,
    fc.tuple(tie('all'), fc.constantFrom('and', 'or'), tie('all')).map(([a, word, b]) => `(${a}) ${word} (${b})`),
    tie('all').map((a) => `not (${a})`),
    fc.tuple(atom, tie('all'), tie('all')).map(([test, a, b]) => `((${test}) ? (${a}) : (${b}))`),
  ),
})).all;

test('what is certain is never contradicted by a call', () => {
  const certain = { never: 0, always: 0 };
  fc.assert(
    fc.property(
      condition,
      fc.array(condition, { maxLength: 1 }),
      fc.array(call, { minLength: 8, maxLength: 8 }),
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      fc.nat(4),
      (source, above, calls, truths, count) => {
        const term = expression(source);
        const before = above.map(expression);
        const there = new Set([...types.keys()].filter((name) => calls.every((given) => given.has(name))));
        const told = outcomesOf(term.term, flow, { before: before.map((each) => each.term), present: there });
        if (!told.holds) certain.never += 1;
        if (!told.fails) certain.always += 1;
        for (const given of calls) {
          const scope = scopeOf(given, truths, count);
          if (before.some((each) => each.evaluate(scope) === true)) continue;
          const held = term.evaluate(scope) === true;
          expect([source, above, held ? told.holds : told.fails]).toEqual([source, above, true]);
        }
      },
    ),
    { numRuns: 3000 },
  );
  // Else it would have told nothing at all.
  expect(Math.min(certain.never, certain.always)).toBeGreaterThan(30);
});
