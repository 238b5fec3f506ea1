import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addPeriod, occurrence } from '../../src/call/period.js';
import type { Period } from '../../src/playbook/flow.js';

const days = (count: number): Period => ({ count, unit: 'day' });
const businessDays = (count: number): Period => ({ count, unit: 'business_day' });
const weeks = (count: number): Period => ({ count, unit: 'week' });
const months = (count: number): Period => ({ count, unit: 'month' });

test.each([
  ['2026-11-20', days(3), '2026-11-23'],
  ['2026-12-31', days(1), '2027-01-01'],
  ['2028-02-28', days(1), '2028-02-29'],
  // The clocks go back on the night before 25 October and forward on 29 March.
  ['2026-10-24', days(2), '2026-10-26'],
  ['2026-03-28', days(2), '2026-03-30'],
  ['2026-11-20', weeks(6), '2027-01-01'],
  ['2026-11-20', months(1), '2026-12-20'],
  ['2026-12-20', months(1), '2027-01-20'],
  ['2026-11-20', months(14), '2028-01-20'],
  ['2026-01-31', months(1), '2026-02-28'],
  ['2028-01-31', months(1), '2028-02-29'],
  ['2026-08-31', months(1), '2026-09-30'],
] as const)('%s and %j is %s', (from, period, expected) => {
  expect(addPeriod(from, period)).toBe(expected);
});

describe('business days are Monday to Friday', () => {
  test.each([
    // 2026-11-20 is a Friday.
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-20', 5, '2026-11-27'],
    ['2026-11-20', 6, '2026-11-30'],
    ['2026-11-16', 4, '2026-11-20'],
    ['2026-11-16', 5, '2026-11-23'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-11-22', 1, '2026-11-23'],
    ['2026-11-21', 5, '2026-11-27'],
    ['2026-11-21', 0, '2026-11-21'],
  ])('%s and %i of them is %s', (from, count, expected) => {
    expect(addPeriod(from, businessDays(count))).toBe(expected);
  });

  test('as many as one counts on a calendar', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.integer({ min: 1, max: 40 }), (offset, count) => {
        const from = addPeriod('2000-01-01', days(offset));
        let day = from;
        for (let left = count; left > 0; ) {
          day = addPeriod(day, days(1));
          if (![0, 6].includes(new Date(day).getUTCDay())) left -= 1;
        }
        expect(addPeriod(from, businessDays(count))).toBe(day);
      }),
    );
  });
});

describe('an occurrence is counted from the first', () => {
  test.each([
    [0, '2026-01-31'],
    [1, '2026-02-28'],
    [2, '2026-03-31'],
    [3, '2026-04-30'],
    [12, '2027-01-31'],
  ])('after %i others it is due on %s', (past, expected) => {
    expect(occurrence('2026-01-31', months(1), past)).toBe(expected);
  });

  test('so that a first one on a weekend stays there, and later ones are on business days', () => {
    const due = [0, 1, 2, 3].map((past) => occurrence('2026-11-21', businessDays(2), past));
    expect(due).toEqual(['2026-11-21', '2026-11-24', '2026-11-26', '2026-11-30']);
  });

  test('and comes after the one before it', () => {
    const unit = fc.constantFrom('day', 'business_day', 'week', 'month');
    const period: fc.Arbitrary<Period> = fc.record({ count: fc.integer({ min: 1, max: 400 }), unit });
    fc.assert(
      fc.property(fc.nat(20_000), period, fc.nat(50), (offset, repeat, past) => {
        const first = addPeriod('2000-01-01', days(offset));
        const [one, next] = [occurrence(first, repeat, past), occurrence(first, repeat, past + 1)];
        expect(next > one).toBe(true);
        expect(next).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }),
    );
  });
});

test.each(['day', 'business_day', 'week', 'month'] as const)(
  'no count of %ss leads beyond what a day can be written as',
  (unit) => {
    expect(addPeriod('2026-11-20', { count: 1e9, unit })).toBe('9999-12-31');
    expect(addPeriod('2026-11-20', { count: Number.MAX_VALUE, unit }, 10)).toBe('9999-12-31');
  },
);
