import { describe, expect, test } from '@jest/globals';
import { format } from '../../src/call/format.js';
import { fromMajor } from '../../src/call/money.js';
import { type Raw, readAnswer } from '../../src/call/read-answer.js';
import { addDays, readDate } from '../../src/call/read-date.js';
import { readNumber } from '../../src/call/read-number.js';
import type { Question } from '../../src/playbook/flow.js';
import { TODAY } from './given.js';

const common = { optional: false, personal: false, checks: [] };
const read = (question: Question, raw: Raw, locale = 'en-GB') =>
  readAnswer(question, raw, 'options' in question ? question.options : [], { locale, currency: 'EUR', today: TODAY });

describe('numbers, as people type them', () => {
  test.each([
    ['en-GB', '1250', 1250],
    ['en-GB', '1,250.50', 1250.5],
    ['en-GB', '1,250', 1250],
    ['en-GB', '12,5', 12.5],
    ['en-GB', '-3', -3],
    ['en-GB', '.5', 0.5],
    ['en-GB', '1 250', 1250],
    ['de', '1.250,50', 1250.5],
    ['de', '1.250', 1250],
    ['de', '12.50', 12.5],
    ['de', '12,5', 12.5],
    ['de-CH', "1'250.50", 1250.5],
    ['sv', '\u22125', -5],
    ['de', '0.125', 0.125],
    ['en-GB', '0,125', 0.125],
    ['en-GB', '1,234,567', 1_234_567],
  ])('%s: %s is %d', (locale, typed, number) => {
    expect(readNumber(typed, locale)).toEqual({ ok: true, value: number });
  });

  test.each([
    '',
    'lots',
    '1.2.3',
    '1,2,3',
    '--1',
    '1e9',
    'NaN',
    '0x10',
    '5 or 6',
    '5k',
    '2 million',
    '(5)',
    '12 50',
    '1/note',
    '1.234,56',
  ])('%j is refused', (typed) => {
    expect(readNumber(typed, 'en-GB').ok).toBe(false);
  });
});

describe('days, as people say them', () => {
  test.each([
    ['today', '2026-11-21'],
    ['Tomorrow', '2026-11-22'],
    ['+3', '2026-11-24'],
    ['+2w', '2026-12-05'],
    ['+2 weeks', '2026-12-05'],
    ['fri', '2026-11-27'],
    ['Saturday', '2026-11-28'],
    ['2026-12-31', '2026-12-31'],
    ['2026-1-5', '2026-01-05'],
    ['31 dec', '2026-12-31'],
    ['3 January', '2027-01-03'],
    ['29 feb 2028', '2028-02-29'],
    ['yesterday', '2026-11-20'],
    ['-2w', '2026-11-07'],
    ['last fri', '2026-11-20'],
    ['next tuesday', '2026-11-24'],
    ['last saturday', '2026-11-14'],
    ['Dec 31', '2026-12-31'],
    ['1st May', '2027-05-01'],
    ['31-12', '2026-12-31'],
    ['1/2/2027', '2027-02-01'],
    ['31.12.2026', '2026-12-31'],
  ])('%s is %s', (typed, date) => {
    expect(readDate(typed, TODAY, 'en-GB')).toEqual({ ok: true, value: date });
  });

  test.each([
    '',
    'soon',
    '2026-02-30',
    '31 nov',
    '12/31',
    '2026-13-01',
    '+99999',
    '+3m',
    '+1y',
    'monkey',
    'satisfied',
    '31 decor',
  ])('%j is refused, and says what to type', (typed) => {
    expect(readDate(typed, TODAY, 'en-GB')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('2026-12-31'),
    });
  });

  test('in America the month comes first', () => {
    expect(readDate('1/2/2027', TODAY, 'en-US')).toEqual({ ok: true, value: '2027-01-02' });
  });

  test('a year has its leap day', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });
});

describe('money is kept in the smallest unit', () => {
  test.each([
    ['EUR', 1.005, 101],
    ['EUR', 10.075, 1008],
    ['EUR', 0.1 + 0.2, 30],
    ['EUR', -1.005, -100],
    ['JPY', 1250.5, 1251],
    ['KWD', 1.0005, 1001],
  ])('%s %d is %d, rounded half-up', (currency, amount, minor) => {
    expect(fromMajor(amount, currency)).toBe(minor);
  });

  test('and spoken by locale, whole amounts without decimals', () => {
    expect(format('en-GB').value({ type: 'money', minor: 125_000, currency: 'EUR' })).toBe('€1,250');
    expect(format('en-GB').value({ type: 'money', minor: 125_050, currency: 'EUR' })).toBe('€1,250.50');
    expect(format('de').value({ type: 'money', minor: 125_050, currency: 'EUR' })).toBe('1.250,50\u00a0€');
  });
});

describe('one way in for every kind of question', () => {
  const options = ['a', 'b', 'c'].map((id) => ({ id, label: id.toUpperCase(), words: false }));

  test('bounds are named in the rep’s words', () => {
    expect(read({ ...common, type: 'money', min: 10 }, '9.99')).toMatchObject({
      problem: '€9.99 is too low; the least is €10',
    });
    expect(read({ ...common, type: 'date', min: 'today' }, '2026-11-20')).toMatchObject({
      problem: expect.stringContaining('the least is Sat'),
    });
    expect(read({ ...common, type: 'scale', min: 1, max: 5 }, '6').ok).toBe(false);
    expect(read({ ...common, type: 'scale', min: 1, max: 5 }, '4.5').ok).toBe(false);
    expect(read({ ...common, type: 'text', max: 3 }, 'four')).toMatchObject({
      problem: 'that is 4 characters long; the most is 3',
    });
  });

  test('an amount may come with its own currency, and with no other', () => {
    for (const typed of ['€ 40', '40 EUR', '40€', 'EUR 40']) {
      expect(read({ ...common, type: 'money' }, typed)).toMatchObject({ value: { value: { minor: 4000 } } });
    }
    for (const typed of ['$40', '40 USD', '40 MIO']) expect(read({ ...common, type: 'money' }, typed).ok).toBe(false);
    expect(read({ ...common, type: 'number' }, '€ 40').ok).toBe(false);
  });

  test('an amount has no more decimals than its currency', () => {
    expect(read({ ...common, type: 'money' }, '1.234')).toMatchObject({
      problem: expect.stringContaining('more decimals than EUR has'),
    });
    expect(read({ ...common, type: 'money' }, '1.10')).toMatchObject({ value: { value: { minor: 110 } } });
    expect(read({ ...common, type: 'money' }, 0.1 + 0.2)).toMatchObject({ value: { value: { minor: 30 } } });
  });

  test('several options keep the order of the playbook, and none twice', () => {
    const question: Question = { ...common, type: 'choices', options, min: 1, max: 2 };
    expect(read(question, ['c', 'a', 'a'])).toMatchObject({ value: { value: { chosen: [{ id: 'a' }, { id: 'c' }] } } });
    expect(read(question, []).ok).toBe(false);
    expect(read(question, ['a', 'b', 'c']).ok).toBe(false);
    expect(read(question, ['a', 'z'])).toMatchObject({ problem: expect.stringContaining('"z" is not an option') });
    expect(read(question, 'a').ok).toBe(false);
  });

  test('an empty answer is for optional questions', () => {
    expect(read({ ...common, type: 'text' }, '  ').ok).toBe(false);
    expect(read({ ...common, optional: true, type: 'text' }, '  ')).toMatchObject({ value: { value: null } });
    expect(read({ ...common, optional: true, type: 'money' }, '')).toMatchObject({ value: { value: null } });
  });

  test('a card number is no answer to a question for a number, and is masked in words', () => {
    expect(read({ ...common, type: 'number' }, '4111 1111 1111 1111')).toMatchObject({
      problem: expect.stringContaining('card number'),
    });
    expect(read({ ...common, type: 'number' }, 4111111111111111).ok).toBe(false);
    expect(read({ ...common, type: 'text' }, '4111 1111 1111 1111')).toMatchObject({
      value: { value: { words: '[card number ending 1111]' }, endings: ['1111'] },
    });
  });

  test('names like constructor and __proto__ are words like any other', () => {
    expect(read({ ...common, type: 'choice', options }, 'constructor').ok).toBe(false);
    expect(read({ ...common, type: 'choice', options }, '__proto__').ok).toBe(false);
    expect(read({ ...common, type: 'text' }, '__proto__')).toMatchObject({ value: { value: { words: '__proto__' } } });
  });

  test('what is no text is mended before it is kept', () => {
    expect(read({ ...common, type: 'text' }, 'a\0b\ud800')).toMatchObject({
      value: { value: { words: 'a\ufffdb\ufffd' } },
    });
  });
});

test.each([
  ['en-GB', '1.200'],
  ['de', '1,200'],
])('%s: %s may be a thousand euros or one, so it is asked', (locale, typed) => {
  const asked = read({ type: 'money', ...common }, typed, locale);
  expect(asked).toEqual({ ok: false, problem: expect.stringMatching(/can be read in two ways; type 1200, or 1\.2/) });
});

test('an amount that its locale groups is read at once', () => {
  expect(read({ type: 'money', ...common }, '1,200', 'en-GB')).toMatchObject({ value: { value: { minor: 120_000 } } });
  expect(read({ type: 'money', ...common }, '€ 1.200', 'de')).toMatchObject({ value: { value: { minor: 120_000 } } });
});
