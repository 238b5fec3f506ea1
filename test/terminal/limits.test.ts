import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import type { Screen } from '../../src/call/screen.js';
import {
  cards,
  draft,
  drawn,
  evidence,
  followUp,
  inCard,
  lacking,
  offers,
  outcome,
  pressed,
  trailOf,
  wrapUp,
} from './hand-made.js';
import { naughtyStrings } from './naughty-strings.js';

const label = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
  fc.constantFrom(...naughtyStrings().map(({ text }) => text)),
  fc.constantFrom('漢字'.repeat(60), '👨‍👩‍👧‍👦'.repeat(20), 'x'.repeat(2000), 'two\nlines'),
);
const labels = fc.array(label, { minLength: 1, maxLength: 14 });

const screens: fc.Arbitrary<Screen> = fc.oneof(
  labels.map((texts) => cards(...texts)),
  labels.map((texts) => trailOf(...texts)),
  label.map((card) => ({ ...inCard, card })),
  labels.map((texts) => offers(texts, 'One', 'None')),
  labels.map((texts) => ({ ...offers([], ...texts), jot: texts[0] })),
  labels.map((texts) =>
    wrapUp(
      outcome,
      lacking,
      ...texts.map((text, at) => [evidence, followUp, draft][at % 3]?.(`${at}`, text) ?? lacking),
    ),
  ),
);

const keys = fc.array(
  fc.constantFrom('{up}', '{down}', '{tab}', '{left}', ' ', '3', 'a note of some length ', '漢', '/no', '{help}'),
  { maxLength: 12 },
);

const size = fc.record({
  columns: fc.oneof(fc.integer({ min: 11, max: 30 }), fc.constantFrom(40, 80, 200)),
  rows: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(24, 50)),
});

test('no screen is taller or wider than its terminal, whatever is on it and whatever was pressed', () => {
  fc.assert(
    fc.property(screens, keys, size, (screen, presses, { columns, rows }) => {
      const typing = typedOn(screen, presses);
      const lines = drawn(screen, typing, { columns, rows });
      expect(lines.length).toBeLessThanOrEqual(Math.max(rows - 1, 1));
      for (const line of lines) {
        expect(stringWidth(line)).toBeLessThan(columns);
        expect(line).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
      }
    }),
    { numRuns: 1000 },
  );
});

/** What was typed up to the key that answered, if one did. */
function typedOn(screen: Screen, presses: readonly string[]) {
  for (let count = presses.length; ; count--) {
    try {
      const { typing, reply } = pressed(screen, ...presses.slice(0, count));
      if (reply === undefined || count === 0) return typing;
    } catch {
      // A key after the reply: one key fewer.
    }
  }
}
