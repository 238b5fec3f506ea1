import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { table } from '../../src/cli/table.js';

const COLUMNS = [
  { title: 'id' },
  { title: 'what', least: 6 },
  { title: 'who', least: 4 },
  { title: 'how', spare: true },
] as const;

describe('a table', () => {
  test('where there is room, nothing is cut', () => {
    const rows = [
      ['a', 'Call back', 'Anna de Vries', 'phone'],
      ['b', 'Write', 'Bo', ''],
    ];
    expect(table(COLUMNS, rows, Number.POSITIVE_INFINITY)).toEqual([
      'id  what       who            how',
      'a   Call back  Anna de Vries  phone',
      'b   Write      Bo',
    ]);
  });

  test('the widest gives way first, then what can be spared goes', () => {
    const rows = [['a', 'Call back about the invoice', 'Anna de Vries', 'phone']];
    expect(table(COLUMNS, rows, 40)[1]).toBe('a   Call back abo…  Anna de Vries  phone');
    expect(table(COLUMNS, rows, 23)[1]).toBe('a   Call…   Ann…  phone');
    expect(table(COLUMNS, rows, 16)).toEqual(['id  what    who', 'a   Call…   Ann…']);
  });

  test('a line never gets wider than the terminal, whatever stands in it, as long as that holds the least', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 60 });
    const odd = fc.oneof(
      words,
      fc.constantFrom('日本語のテキスト', '👩‍👩‍👧 family', 'two\nlines', '\u001b[31mred', 'a\tb', ''),
    );
    const row = fc.tuple(fc.constant('abcd'), odd, odd, odd);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), fc.integer({ min: 20, max: 120 }), (rows, width) => {
        const lines = table(COLUMNS, rows, width);
        expect(lines).toHaveLength(rows.length + 1);
        for (const line of lines) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/\p{Cc}/u);
        }
      }),
    );
  });
});
