import { expect, test } from '@jest/globals';
import { wordChanges } from '../../src/rehearsal/diff-words.js';

test('long texts are told whole, since comparing their words takes the square of their length', () => {
  const [was, now] = ['a ', 'b '].map((word) => `${'same '.repeat(2_500)}${word.trim()}`);
  if (was === undefined || now === undefined) throw new Error('no texts');
  expect(wordChanges(was, now)).toBe(`[-${was}-]{+${now}+}`);
  expect(wordChanges(was.slice(5_000), now.slice(5_000))).toMatch(/^… .*\[-a-\]\{\+b\+\}$/);
});
