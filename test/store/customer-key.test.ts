import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { customerKey } from '../../src/store/customer-key.js';
import { text } from './scripted-call.js';

const key = (words: string): string => customerKey(text(words));

test.each([
  ['AB-12 34', 'ab1234'],
  ['ab\u201312\u00a034', 'ab1234'],
  ['ＡＢ１２３４', 'ab1234'],
  ['a\u00adb\u200b1234', 'ab1234'],
  ['Straße 5', 'strasse5'],
  ['STRASSE 5', 'strasse5'],
  ['- \u2014 ', ''],
])('%j is the customer %j', (typed, expected) => {
  expect(key(typed)).toBe(expected);
});

test('an accent tells customers apart, however it is composed', () => {
  expect(key('e\u0301')).toBe(key('É'));
  expect(key('e')).not.toBe(key('é'));
});

test('a number, an option or a date identifies as well; nothing does not', () => {
  expect(customerKey({ type: 'number', number: 42 })).toBe('42');
  expect(customerKey({ type: 'choice', id: 'acme', label: 'Acme' })).toBe('acme');
  expect(customerKey({ type: 'date', date: '2026-11-20' })).toBe('20261120');
  expect(customerKey({ type: 'text', words: null })).toBe('');
  expect(customerKey(null)).toBe('');
});

test('neither case nor what stands between the signs tells customers apart', () => {
  const sign = fc.constantFrom('a', 'b', 'é', 'ß', 'σ', 'я', '7', '/');
  const between = fc.constantFrom('', ' ', '-', '\u00a0', '\u2212', '\t');
  fc.assert(
    fc.property(fc.array(fc.tuple(sign, between)), fc.boolean(), (signs, upper) => {
      const plain = signs.map(([one]) => one).join('');
      const written = signs.flat().join('');
      expect(key(upper ? written.toUpperCase() : written)).toBe(key(plain));
    }),
  );
});
