import { describe, expect, test } from '@jest/globals';
import { CTRL, ENTER } from './keys.js';
import { answersIn, bodies, freshLog } from './log.js';
import { playbookOf, twentyQuestions } from './playbook.js';
import { holdfast } from './terminal.js';

/** Keys for the twenty questions, one string a key press, and the answers they make. */
function twentyAnswers() {
  const keys: string[] = [];
  const answers: (readonly [string, unknown])[] = [];
  for (let at = 0; at < 20; at++) {
    const id = `q${at + 1}`;
    const round = Math.floor(at / 5);
    const add = (value: unknown, ...pressed: string[]) => {
      keys.push(...pressed);
      answers.push([id, value]);
    };
    if (at % 5 === 0) add(['a', 'b', 'c', 'a'][round], ['1', '2', '3', '1'][round] ?? '');
    if (at % 5 === 1) add(round % 2 === 0, round % 2 === 0 ? 'y' : 'n');
    if (at % 5 === 2) add(`words ${round}`, ...`words ${round}`, ENTER);
    if (at % 5 === 3) add(10 + round, ...String(10 + round), ENTER);
    if (at % 5 === 4) add(round + 1, String(round + 1));
  }
  return { keys, answers };
}

/** Presses keys so many milliseconds apart; 0 is one write. */
async function pressAt(gap: number, keys: readonly string[], press: (key: string) => void): Promise<void> {
  if (gap === 0) return press(keys.join(''));
  await new Promise<void>((resolve) => {
    let at = 0;
    const timer = setInterval(() => {
      const key = keys[at++];
      if (key !== undefined) return press(key);
      clearInterval(timer);
      resolve();
    }, gap);
  });
}

describe('every answer lands under its own question', () => {
  test.each([0, 1, 10, 100])('twenty answers, keys %d ms apart', async (gap) => {
    const log = freshLog();
    const terminal = holdfast(['call', playbookOf(twentyQuestions()), '--db', log]);
    await terminal.sees('Question 1');
    const { keys, answers } = twentyAnswers();
    await pressAt(gap, keys, terminal.type);
    await terminal.sees('Wrap up: Over');
    terminal.type(ENTER);
    expect(await terminal.exited).toBe(0);
    expect(answersIn(log)).toEqual(answers);
  });

  test('keys typed before the first question is there', async () => {
    const log = freshLog();
    const terminal = holdfast(['call', playbookOf(twentyQuestions()), '--db', log]);
    const { keys, answers } = twentyAnswers();
    terminal.type(keys.join(''));
    await terminal.sees('Wrap up: Over');
    terminal.type(ENTER);
    expect(await terminal.exited).toBe(0);
    expect(answersIn(log)).toEqual(answers);
  });

  const two = `  - {id: first, say: First, ask: {type: text}}
  - {id: second, say: Second, ask: {type: text}}
  - {id: third, say: Third, ask: {type: yes_no}, end: over}
`;

  test('three pasted lines are one answer, and wait for Enter', async () => {
    const log = freshLog();
    const terminal = holdfast(['call', playbookOf(two), '--db', log]);
    await terminal.sees('First');
    terminal.type('\x1b[200~one\ntwo\r\nthree\x1b[201~');
    await terminal.sees('one two three');
    terminal.type(`${ENTER}next${ENTER}`);
    await terminal.sees('Third');
    terminal.type(CTRL.c);
    expect(await terminal.exited).toBe(130);
    expect(answersIn(log)).toEqual([
      ['first', 'one two three'],
      ['second', 'next'],
    ]);
  });

  const nineQuestions = [
    ...Array.from({ length: 9 }, (_, at) => `  - {id: q${at}, say: Question ${at}, ask: {type: yes_no}}\n`),
    '  - {id: bye, say: Bye, end: over}\n',
  ].join('');

  test('a key held down answers one question', async () => {
    const log = freshLog();
    const terminal = holdfast(['call', playbookOf(nineQuestions), '--db', log]);
    await terminal.sees('Question 0');
    await pressAt(
      30,
      Array.from({ length: 30 }, () => 'y'),
      terminal.type,
    );
    await terminal.sees('Question 1');
    // Another key is a new press, and so is the same key after it was let go.
    await pressAt(200, ['n', 'y'], terminal.type);
    await terminal.sees('Question 3');
    terminal.type(CTRL.c);
    await terminal.exited;
    expect(answersIn(log)).toEqual([
      ['q0', true],
      ['q1', false],
      ['q2', true],
    ]);
  });

  test.each([0, 1])('the same key for every question, %d ms apart, is no key held down', async (gap) => {
    const log = freshLog();
    const terminal = holdfast(['call', playbookOf(nineQuestions), '--db', log]);
    await terminal.sees('Question 0');
    await pressAt(
      gap,
      Array.from({ length: 9 }, () => 'y'),
      terminal.type,
    );
    await terminal.sees('Bye');
    terminal.type(CTRL.c);
    await terminal.exited;
    expect(answersIn(log)).toHaveLength(9);
  });
});

describe('in the middle of typing', () => {
  const steps = `  - {id: first, say: First, ask: {type: yes_no}}
  - {id: words, say: Tell me, why: Because., ask: {type: text}}
  - {id: bye, say: Bye, end: over}
`;

  test('a note, the trail, the reason and the way out leave what is typed as it was', async () => {
    const log = freshLog();
    const terminal = holdfast(['call', playbookOf(steps), '--db', log]);
    await terminal.sees('First');
    terminal.type('yhalf typ');
    await terminal.sees('› half typ');
    terminal.type(CTRL.n);
    await terminal.sees('A note');
    terminal.type(`mark this${ENTER}`);
    await terminal.sees((screen) => screen.includes('✎ mark this') && screen.includes('› half typ'));
    terminal.type(CTRL.t);
    await terminal.sees((screen) => screen.includes('  1 First: Yes') && screen.includes('     ✎ mark this'));
    terminal.type(ENTER);
    await terminal.sees('› half typ');
    terminal.type(CTRL.g);
    await terminal.sees((screen) => screen.includes('Because.') && screen.includes('› half typ'));
    terminal.type(CTRL.x);
    await terminal.sees('The way out');
    terminal.type(CTRL.p);
    await terminal.sees('› half typ');
    terminal.type(`ed${ENTER}`);
    await terminal.sees('Bye');
    terminal.type(`${ENTER}${ENTER}`);
    expect(await terminal.exited).toBe(0);
    expect(answersIn(log)).toEqual([
      ['first', true],
      ['words', 'half typed'],
    ]);
    expect(bodies(log).filter(({ type }) => type === 'noted')).toHaveLength(1);
  });

  test('going back and forward again finds it half typed', async () => {
    const terminal = holdfast(['call', playbookOf(steps), '--db', freshLog()]);
    await terminal.sees('First');
    terminal.type('yhalf typ');
    await terminal.sees('› half typ');
    terminal.type(CTRL.p);
    await terminal.sees((screen) => screen.includes('SAY  First') && screen.includes('❯ y Yes'));
    terminal.type(CTRL.f);
    await terminal.sees('› half typ');
    terminal.type(CTRL.d);
    expect(await terminal.exited).toBe(130);
  });
});

describe('leaving', () => {
  const steps = `  - {id: first, say: First, ask: {type: yes_no}}
  - {id: second, say: Second, ask: {type: yes_no}, end: over}
`;

  test.each([
    ['Ctrl-C', CTRL.c],
    ['Ctrl-D', CTRL.d],
  ])('%s says how to come back, exits 130, and gives the terminal back', async (_, key) => {
    const log = freshLog();
    const terminal = holdfast(['call', playbookOf(steps), '--db', log]);
    await terminal.sees('First');
    terminal.type('y');
    await terminal.sees('Second');
    terminal.type(key);
    expect(await terminal.exited).toBe(130);
    const [, call] = /holdfast resume ([0-9a-f-]{8,36})/.exec(terminal.screen().replaceAll('\n', '')) ?? [];
    expect(call).toBeDefined();
    const written = terminal.written();
    expect(written.lastIndexOf('\x1b[?2004l')).toBeGreaterThan(written.lastIndexOf('\x1b[?2004h'));
    expect(written.lastIndexOf('\x1b[?25h')).toBeGreaterThanOrEqual(written.lastIndexOf('\x1b[?25l'));

    const resumed = holdfast(['resume', call ?? '', '--db', log]);
    await resumed.sees('Second');
    resumed.type(`n${ENTER}`);
    expect(await resumed.exited).toBe(0);
    expect(answersIn(log)).toEqual([
      ['first', true],
      ['second', false],
    ]);
  });

  test('a closed window leaves the call as it was', async () => {
    const log = freshLog();
    const terminal = holdfast(['call', playbookOf(steps), '--db', log]);
    await terminal.sees('First');
    terminal.type('y');
    await terminal.sees('Second');
    terminal.kill('SIGHUP');
    expect(await terminal.exited).toBe(130);
    const resumed = holdfast(['resume', '--db', log]);
    await resumed.sees('Second');
    resumed.type(`n${ENTER}`);
    expect(await resumed.exited).toBe(0);
  });
});

test('two terminals resume one call: one goes on, the other says so and leaves', async () => {
  const log = freshLog();
  const steps = `  - {id: first, say: First, ask: {type: yes_no}}
  - {id: second, say: Second, ask: {type: yes_no}}
  - {id: third, say: Third, ask: {type: yes_no}, end: over}
`;
  const one = holdfast(['call', playbookOf(steps), '--db', log]);
  await one.sees('First');
  one.type('y');
  await one.sees('Second');
  const other = holdfast(['resume', '--db', log]);
  await other.sees('Second');
  one.type('y');
  await one.sees('continued elsewhere');
  expect(await one.exited).toBe(1);
  other.type('n');
  await other.sees('Third');
  other.type(`n${ENTER}`);
  expect(await other.exited).toBe(0);
  expect(answersIn(log)).toEqual([
    ['first', true],
    ['second', false],
    ['third', false],
  ]);
});
