import { describe, expect, test } from '@jest/globals';
import { run } from '../cli/run.js';
import { answersIn, bodies, freshLog } from './log.js';
import { CUSTOMER, messy } from './messy.js';

/** A call whose lines are these. */
async function call(log: string, ...lines: readonly string[]) {
  const done = await run(['call', messy(), ...CUSTOMER, '--db', log], `${lines.join('\n')}\n`);
  expect(done.stdout).not.toContain('\x1b');
  return done;
}

const types = (log: string) => bodies(log).map(({ type }) => type);

describe('in plain lines', () => {
  test('a card is picked by its number or its words, and nothing is none of them', async () => {
    const log = freshLog();
    const { stdout } = await call(log, '/cards', '', '/cards', '7', 'wants', '/back', '/cards', '3', 'cheap', 'y');
    expect(stdout).toContain('  3 Names a competitor\n  1 Wants to speak to the boss\n');
    expect(stdout).toContain('! "7" fits none');
    expect(stdout).toContain('CARD: Wants to speak to the boss: back to the question after this');
    expect(answersIn(log)).toEqual([
      ['rival', 'cheap'],
      ['hello', true],
    ]);
  });

  test('words that fit several cards name them', async () => {
    const { stdout } = await call(freshLog(), '/card s', 's', '1');
    expect(stdout).toContain('! "s" fits several: Names a competitor; Wants to speak to the boss');
  });

  test('offers for others are named, and the trail leads back to any step', async () => {
    const log = freshLog();
    const { stdout } = await call(log, 'y', 'words', '/trail', '1', 'n', '/trail', '', '/trail', 'hello', 'y');
    expect(stdout).toContain('  1 A free month\n  2 None of these\n  (Ask your manager: A free year)\n');
    expect(stdout).toMatch(/ · \d\d:\d\d in the call, \d\d:\d\d on the step\n/);
    expect(answersIn(log)).toEqual([
      ['hello', true],
      ['tell', 'words'],
      ['hello', false],
      ['hello', true],
    ]);
  });

  const toWrapUp = ['y', 'words', 'none', 'stays'];

  test('the wrap-up asks for what is missing line by line', async () => {
    const log = freshLog();
    const { code, stdout } = await call(log, ...toWrapUp, 'perhaps', '1', 'tomorrow', '', 'bye');
    expect(code).toBe(0);
    expect(stdout).toContain('  1 Outcome: Stays (/outcome for another)\n  2 The answer to "Day": missing\n');
    expect(stdout).toContain('1 Ask it now, 2 Would not say, 3 Not asked> ! "perhaps" is none of them');
    expect(answersIn(log).at(-1)).toEqual(['day', expect.any(String)]);
    expect(bodies(log)).toContainEqual({ type: 'noted', note: { words: 'bye' } });
    expect(types(log)).toEqual(expect.arrayContaining(['follow_up_promised', 'draft_written', 'call_ended']));
  });

  test('the wrap-up drops what is numbered, takes it up again, and keeps all that through a command', async () => {
    const log = freshLog();
    const lines = ['not asked', '3,4', '/note in between', '9', '4', '', ''];
    const { code, stdout } = await call(log, ...toWrapUp, ...lines);
    expect(code).toBe(0);
    expect(stdout).toContain('! these can be dropped: 3, 4');
    expect(bodies(log)).toContainEqual({ type: 'evidence_waived', need: 'day', mark: 'not_asked' });
    expect(types(log)).not.toContain('follow_up_promised');
    expect(types(log)).toContain('draft_written');
  });

  test('the outcome is changed with a command', async () => {
    const log = freshLog();
    const { code, stdout } = await call(log, ...toWrapUp, '/outcome', '/outcome leaves', '', 'after all');
    expect(code).toBe(0);
    expect(stdout).toContain('type /outcome and one of: 1 Stays, 2 Leaves');
    expect(bodies(log).at(-1)).toMatchObject({ type: 'call_ended', outcome: 'lost', insteadOf: 'saved' });
  });

  test('every way out has its command; a list of them can be left with nothing', async () => {
    const log = freshLog();
    const { stdout } = await call(log, '/out', 'sideways', '', '/insist', '', '', '');
    expect(stdout).toContain('! "sideways" fits none');
    expect(types(log)).toContain('insisted');
    expect(bodies(log).at(-1)).toMatchObject({ outcome: 'lost' });

    const hungUp = freshLog();
    await call(hungUp, 'y', '/hungup', '');
    expect(bodies(hungUp).at(-1)).toMatchObject({ outcome: 'hung_up' });

    const paused = freshLog();
    expect((await call(paused, 'y', '/pause')).code).toBe(0);
    expect(bodies(paused).at(-1)).toEqual({ type: 'paused' });
  });
});
