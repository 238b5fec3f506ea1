import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskCardNumbers } from '../../src/call/card-number.js';

describe('card numbers are taken out', () => {
  test.each([
    ['a Visa', '4111 1111 1111 1111', '1111'],
    ['without spaces', '4111111111111111', '1111'],
    ['with dashes', '5500-0000-0000-0004', '0004'],
    ['an American Express', '3782 822463 10005', '0005'],
    ['a Visa of thirteen digits', '4222222222222', '2222'],
    ['a Maestro of nineteen digits', '6759 6498 2643 8453 003', '3003'],
    ['with a no-break space', '4111\u00a01111\u00a01111\u00a01111', '1111'],
    ['with an en dash', '4111–1111–1111–1111', '1111'],
  ])('%s', (_, number, ending) => {
    const { text, endings } = maskCardNumbers(`my card is ${number}, thanks`);
    expect(text).toBe(`my card is [card number ending ${ending}], thanks`);
    expect(endings).toEqual([ending]);
  });

  test('beside an expiry date and a security code', () => {
    expect(maskCardNumbers('4111 1111 1111 1111 12 27 123').text).toBe('[card number ending 1111] 12 27 123');
    expect(maskCardNumbers('order 77 4111 1111 1111 1111').text).toBe('order 77 [card number ending 1111]');
  });

  test('several in one text', () => {
    expect(maskCardNumbers('4111111111111111 and 5500000000000004').endings).toEqual(['1111', '0004']);
  });
});

describe('what only looks like one stays', () => {
  test.each([
    ['a wrong check digit', '4111 1111 1111 1112'],
    ['an order number with no network', '9111 1111 1111 1111'],
    ['too short', '4111 1111 1111'],
    ['too long', '41111111111111111111111'],
    ['a phone number', '+31 20 123 4567'],
    ['an IBAN', 'NL91 ABNA 0417 1643 00'],
    ['digits parted by words', '4111 1111 and 1111 1111'],
  ])('%s', (_, text) => {
    expect(maskCardNumbers(text)).toEqual({ text, endings: [] });
  });

  test('text without thirteen digits is never changed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre((text.match(/\d/g) ?? []).length < 13);
        expect(maskCardNumbers(text).text).toBe(text);
      }),
    );
  });

  test('a long run of digits takes no time worth telling', () => {
    expect(maskCardNumbers('7 '.repeat(10_000)).endings).toEqual([]);
    expect(maskCardNumbers('0 '.repeat(10_000)).endings).toEqual([]);
  });
});
