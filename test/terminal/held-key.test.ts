import { describe, expect, test } from '@jest/globals';
import { heldDown, type Settled } from '../../src/terminal/held-key.js';

const settled: Settled = { id: 'y', at: 1000, held: false };
const y = (at: number) => ({ id: 'y', at });

/** The verdict on presses of one key, the first of which answered a question and each of which would answer the next. */
function verdicts(times: readonly number[]): readonly string[] {
  let last: Settled | undefined;
  return times.map((at, index) => {
    const next = times[index + 1];
    const verdict = heldDown(last, y(at), next === undefined ? undefined : y(next), at + 1000);
    last = { id: 'y', at, held: verdict.kind === 'held' };
    return verdict.kind;
  });
}

describe('a key that answered a question', () => {
  test('is held while it repeats as keyboards repeat', () => {
    expect(verdicts([0, 33, 66, 99])).toEqual(['pressed', 'held', 'held', 'held']);
    expect(verdicts([0, 500, 533, 566])).toEqual(['pressed', 'held', 'held', 'held']);
  });

  test('stays held when a repeat comes late, and is let go after a silence', () => {
    expect(verdicts([0, 33, 66, 200, 233, 600])).toEqual(['pressed', 'held', 'held', 'held', 'held', 'pressed']);
  });

  test('was pressed again when a person or a program is that fast or slow', () => {
    expect(verdicts([0, 100, 200, 300])).toEqual(['pressed', 'pressed', 'pressed', 'pressed']);
    expect(verdicts([0, 0, 1, 11])).toEqual(['pressed', 'pressed', 'pressed', 'pressed']);
    expect(verdicts([0, 900])).toEqual(['pressed', 'pressed']);
    expect(verdicts([0, 50])).toEqual(['pressed', 'pressed']);
    expect(heldDown(settled, y(1050), undefined, 1141)).toEqual({ kind: 'pressed' });
  });

  test('waits for what follows when it comes after the time a keyboard waits to repeat', () => {
    expect(heldDown(settled, y(1400), undefined, 1400)).toEqual({ kind: 'wait', until: 1490 });
    expect(heldDown(settled, y(1400), undefined, 1491)).toEqual({ kind: 'pressed' });
    expect(heldDown(settled, y(1400), { id: 'n', at: 1440 }, 1440)).toEqual({ kind: 'pressed' });
  });

  test('has nothing to do with another key', () => {
    expect(heldDown(settled, { id: 'n', at: 1030 }, undefined, 1030)).toEqual({ kind: 'pressed' });
    expect(heldDown(undefined, y(1030), undefined, 1030)).toEqual({ kind: 'pressed' });
  });
});
