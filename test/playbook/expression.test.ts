import { describe, expect, test } from '@jest/globals';
import type { Names } from '../../src/playbook/expression/check.js';
import { compileExpression } from '../../src/playbook/expression/compile-expression.js';
import { DATE, NUMBER, TEXT, YES_NO } from '../../src/playbook/expression/type.js';
import type { Scalar } from '../../src/playbook/value.js';

const names: Names = {
  types: new Map([
    ['price', NUMBER],
    ['seats', NUMBER],
    ['customer', TEXT],
    ['due', DATE],
    ['insured', YES_NO],
    ['reason', { kind: 'choice', options: ['price', 'other'] }],
    ['concerns', { kind: 'choices', options: ['noise', 'cost'] }],
    ['constructor', NUMBER],
    ['to_string', TEXT],
  ]),
  steps: new Set(['reason', 'concerns', 'hello']),
  offers: new Set(['free_month', 'discount', 'visit']),
};

const known: Readonly<Record<string, Scalar>> = {
  price: 12.5,
  seats: 3,
  customer: 'Ann "and" Bob',
  due: '2026-03-31',
  insured: true,
  reason: 'price',
  concerns: ['noise'],
  constructor: 7,
};

/** What was made of the offers. */
const OFFERS: readonly (readonly [string, string])[] = [
  ['free_month', 'declined'],
  ['free_month', 'accepted'],
  ['visit', 'considering'],
];

function evaluate(source: string, values: Readonly<Record<string, Scalar | undefined>> = known) {
  const result = compileExpression(source, names);
  if ('code' in result) throw new Error(`${source}: ${result.message}`);
  return result.evaluate({
    value: (name) => (Object.hasOwn(values, name) ? values[name] : undefined),
    visited: (step) => step === 'hello',
    offers: (what, offer) =>
      OFFERS.filter(([id, reply]) => (offer ?? id) === id && (what === 'shown' || what === reply)).length,
    today: '2026-02-27',
  });
}

describe('values', () => {
  test.each<[string, Scalar | undefined]>([
    ['price * 2', 25],
    ['seats / 2', 1.5],
    ['1 / 2 * seats', 1.5],
    ['seats % 2', 1],
    ['-seats + 4', 1],
    ['seats in [1, 2, 3]', true],
    ['insured ? seats : 0', 3],
    ['0x10 + 1', 17],
    ['reason == "price"', true],
    ["reason != 'price'", false],
    ['reason in ["other"]', false],
    ['"noise" in concerns', true],
    ['"cost" in concerns', false],
    ['size(concerns)', 1],
    ['size(customer)', 13],
    ['size("😀é")', 2],
    ['customer == "Ann \\"and\\" Bob"', true],
    ['customer + "!"', 'Ann "and" Bob!'],
    ['contains(customer, "not or and")', false],
    ['insured and not (seats > 3) or false', true],
    ['not insured', false],
    ['visited(hello) and not visited(reason)', true],
    ['due > today', true],
    ['due >= "2026-04-01"', false],
    ['days_between(today, due)', 32],
    ['days_between(due, today)', -32],
    ['in_days(0) == today', true],
    ['in_days(2)', '2026-03-01'],
    ['in_days(-58)', '2025-12-31'],
    ['min(seats, price, 1)', 1],
    ['max(seats, price)', 12.5],
    ['round(2.5)', 3],
    ['round(-2.5)', -2],
    ['round(1.005, 2)', 1.01],
    ['round(1234.5, -2)', 1200],
    ['round(0.0000001)', 0],
    ['round(0.00000015, 7)', 0.0000002],
    ['round(-0.0000001, 3) == 0', true],
    ['round(seats * 1000000000000000000000, 2)', 3e21],
    ['constructor + 1', 8],
    ['offered(free_month)', true],
    ['offered(discount)', false],
    ['accepted(free_month) and declined(free_month)', true],
    ['accepted(visit) or declined(visit)', false],
    ['considering(visit) and not considering(free_month)', true],
    ['offers_made', 3],
    ['offers_accepted + offers_declined * 10', 11],
    ['offers_made > 2 and not offered(discount)', true],
    ['matches(customer, "Ann.*")', true],
    ['matches(customer, "^Bob")', false],
    ['customer.matches("Bob")', true],
  ])('%s is %p', (source, expected) => {
    expect(evaluate(source)).toEqual(expected);
  });
});

describe('what is missing', () => {
  test.each<[string, Scalar | undefined]>([
    ['price > 3', undefined],
    ['not (price > 3)', undefined],
    ['price > 3 and false', false],
    ['false and price > 3', false],
    ['price > 3 or true', true],
    ['true or price > 3', true],
    ['true and price > 3', undefined],
    ['answered(price)', false],
    ['not answered(price)', true],
    ['answered(price) and price > 3', false],
    ['default(price, 4) + 1', 5],
    ['default(price * 2, 4)', 4],
    ['price > 3 ? 1 : 2', undefined],
    ['true ? 1 : price', 1],
    ['seats in [price, 3]', undefined],
    ['price', undefined],
    ['to_string', undefined],
  ])('%s is %p', (source, expected) => {
    expect(evaluate(source, { seats: 3 })).toEqual(expected);
  });

  test.each(['seats / 0', 'seats % 0', '1e308 * 10', '0 / 0', 'in_days(1e300)', 'in_days(99999999)'])(
    '%s is missing, since it is not finite',
    (source) => {
      expect(evaluate(source)).toBeUndefined();
    },
  );
});

test('an expression knows what it reads and which steps it asks about', () => {
  const result = compileExpression('answered(price) and default(seats, 0) > 1 or visited(hello)', names);
  if ('code' in result) throw new Error(result.message);
  expect([...result.reads]).toEqual(['price', 'seats']);
  expect([...result.visits]).toEqual(['hello']);
});

test('only the names it reads are looked up', () => {
  const asked: string[] = [];
  const result = compileExpression('insured and seats > 1', names);
  if ('code' in result) throw new Error(result.message);
  result.evaluate({
    value: (name) => {
      asked.push(name);
      return known[name];
    },
    visited: () => false,
    offers: () => 0,
    today: '2026-01-01',
  });
  expect(asked).toEqual(['insured', 'seats']);
});

test('a pattern that backtracks elsewhere is linear here', () => {
  const before = performance.now();
  expect(evaluate('matches(customer, "(a+)+b")', { customer: 'a'.repeat(30_000) })).toBe(false);
  expect(performance.now() - before).toBeLessThan(5_000);
});

test('a fact that bears the name of a newer word is what is read', () => {
  const result = compileExpression('offers_made + 1', { ...names, types: new Map([['offers_made', NUMBER]]) });
  if ('code' in result) throw new Error(result.message);
  const scope = { value: () => 41, visited: () => false, offers: () => 0, today: '2026-01-01' };
  expect([...result.reads]).toEqual(['offers_made']);
  expect(result.evaluate(scope)).toBe(42);
});

test('words of the language in quotes are left alone', () => {
  expect(evaluate('customer == "not and or"', { customer: 'not and or' })).toBe(true);
  expect(evaluate("customer == 'a \\' and b'", { customer: "a ' and b" })).toBe(true);
});
