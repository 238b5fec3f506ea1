import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import type { Key } from '../../src/terminal/key.js';
import { fit, spread, wrap } from '../../src/terminal/layout.js';
import { edit, emptyLine, lineOf, window } from '../../src/terminal/line-edit.js';
import { visible } from '../../src/terminal/visible.js';

const press = (text: string, ...keys: readonly Key[]) => keys.reduce(edit, lineOf(text));
const type = (text: string): Key => ({ name: 'char', text });

describe('a line', () => {
  test('is edited where the cursor is', () => {
    expect(press('helo', { name: 'left' }, type('l')).text).toBe('hello');
    expect(press('one two', { name: 'kill_word' }).text).toBe('one ');
    expect(press('one two', { name: 'home' }, { name: 'delete' }, { name: 'kill_end' }).text).toBe('');
    expect(press('one', { name: 'kill_line' })).toEqual(emptyLine);
  });

  test('loses what people see as one character at a time', () => {
    expect(press('hi 👨‍👩‍👧‍👦', { name: 'backspace' }).text).toBe('hi ');
    expect(press('é', { name: 'backspace' }).text).toBe('');
    expect(press('🇳🇱🇧🇪', { name: 'left' }, { name: 'backspace' }).text).toBe('🇧🇪');
  });

  test('takes a pasted piece as one line', () => {
    expect(edit(emptyLine, { name: 'paste', text: 'a\r\nb\tc\u2028d' }).text).toBe('a b c d');
  });

  const keys = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }).map(type),
    fc.constantFrom<Key>(
      ...(['left', 'right', 'home', 'end', 'backspace', 'delete', 'kill_word'] as const).map((name) => ({ name })),
    ),
  );

  test('shows a stretch around the cursor that fits, whatever is typed', () => {
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 80 }), fc.integer({ min: 3, max: 30 }), (pressed, width) => {
        const line = pressed.reduce(edit, emptyLine);
        const shown = window(line, width);
        expect(stringWidth(shown.text)).toBeLessThan(width);
        expect(line.text).toContain(shown.text);
        expect(shown.cursor).toBeGreaterThanOrEqual(0);
        expect(shown.cursor).toBeLessThanOrEqual(shown.text.length);
      }),
    );
  });
});

describe('layout', () => {
  test('no line is wider than it may be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 10, max: 200 }), (text, width) => {
        for (const line of wrap(visible(text), width)) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        expect(stringWidth(fit(visible(text), width))).toBeLessThanOrEqual(width);
        expect(fit(visible(text), width).length).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('wide characters count two columns', () => {
    expect(wrap('漢字漢字', 4)).toEqual(['漢字', '漢字']);
    expect(spread('漢字', '12', 8)).toBe('漢字  12');
    expect(spread('a customer with a long name', '00:12', 20)).toBe('a customer w…  00:12');
  });
});

describe('what comes from outside', () => {
  test.each([
    ['\x1b[2J', '␛[2J'],
    ['\x9b2J', '\ufffd2J'],
    ['a\x07\x7f', 'a␇␡'],
    ['a\u202eb\u2066', 'a\ufffdb\ufffd'],
    ['a\tb\nc', 'a    b\nc'],
    ['\ud800x', '\ufffdx'],
    ['👨‍👩‍👧 é', '👨‍👩‍👧 é'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });
});
