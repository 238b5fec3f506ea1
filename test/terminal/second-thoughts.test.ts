import { describe, expect, test } from '@jest/globals';
import { CTRL, ENTER, ESCAPE } from './keys.js';
import { answersIn, bodies, freshLog } from './log.js';
import { playbookOf } from './playbook.js';
import { holdfast } from './terminal.js';

const call = async (steps: string, log: string, first: string, top = '') => {
  const terminal = holdfast(['call', playbookOf(steps, top), '--db', log]);
  await terminal.sees(first);
  return terminal;
};

describe('going back', () => {
  test('digits typed on an amount from before begin it anew; an arrow keeps it', async () => {
    const log = freshLog();
    const steps = `  - {id: sum, say: Sum, ask: {type: money}}
  - {id: day, say: Day, ask: {type: date}, end: over}
`;
    const terminal = await call(steps, log, 'Sum');
    terminal.type(`450${ENTER}`);
    await terminal.sees('Day');
    terminal.type(CTRL.p);
    await terminal.sees('› 450');
    terminal.type('500');
    await terminal.sees('› 500');
    terminal.type(ENTER);
    await terminal.sees('Day');
    terminal.type(CTRL.p);
    await terminal.sees('› 500');
    terminal.type(`\x1b[H1${ENTER}`);
    await terminal.sees('Day');
    terminal.type(CTRL.c);
    await terminal.exited;
    expect(answersIn(log)).toEqual([
      ['sum', 45_000],
      ['sum', 50_000],
      ['sum', 150_000],
    ]);
  });

  test('a mark on a scale stands there, and Enter keeps it', async () => {
    const log = freshLog();
    const steps = `  - {id: mark, say: Mark, ask: {type: scale, optional: true}}
  - {id: bye, say: Bye, end: over}
`;
    const terminal = await call(steps, log, 'Mark');
    terminal.type('4');
    await terminal.sees('Bye');
    terminal.type(CTRL.p);
    await terminal.sees('› 4');
    terminal.type(`${ENTER}${CTRL.c}`);
    await terminal.exited;
    expect(answersIn(log).at(-1)).toEqual(['mark', 4]);
  });
});

describe('notes', () => {
  test('each begins empty, also beside the path', async () => {
    const log = freshLog();
    const terminal = await call('  - {id: q, say: Tell, ask: {type: text}, end: over}\n', log, 'Tell');
    terminal.type(`${CTRL.n}one${ENTER}${CTRL.n}two${ENTER}`);
    await terminal.sees('✎ two');
    terminal.type(CTRL.x);
    await terminal.sees('The way out');
    terminal.type(`/note three${ENTER}`);
    await terminal.sees((screen) => screen.includes('✎ three') && screen.includes('The way out'));
    terminal.type(ESCAPE);
    await terminal.sees((screen) => screen.endsWith('^C leave') && !screen.includes('The way out'));
    terminal.type(CTRL.c);
    await terminal.exited;
    const notes = bodies(log).flatMap((body) => (body.type === 'noted' ? [body.note.words] : []));
    expect(notes).toEqual(['one', 'two', 'three']);
  });
});

describe('an optional choice', () => {
  test('can be left open by its digit', async () => {
    const log = freshLog();
    const steps = `  - {id: q, say: Which, ask: {type: choice, optional: true, options: {a: A, b: B}}}
  - {id: bye, say: Bye, end: over}
`;
    const terminal = await call(steps, log, '0 Leave it open');
    terminal.type('0');
    await terminal.sees('Bye');
    terminal.type(CTRL.c);
    await terminal.exited;
    expect(answersIn(log)).toEqual([['q', null]]);
  });
});

describe('a long script on a small terminal', () => {
  test('shows every line while it is paged through', async () => {
    const lines = Array.from({ length: 20 }, (_, at) => `      line ${at + 1}.\n\n`).join('');
    const steps = `  - id: q\n    say: |\n${lines}    ask: {type: choice, options: {a: A, b: B, c: C, d: D}}\n    end: over\n`;
    const terminal = holdfast(['call', playbookOf(steps), '--db', freshLog()], { columns: 40, rows: 12 });
    const seen = new Set<string>();
    const collect = (screen: string) => {
      for (const [line] of screen.matchAll(/line \d+\./g)) seen.add(line);
    };
    const script = (screen: string) => screen.slice(screen.indexOf('\n'));
    let shown = await terminal.sees((screen) => screen.includes('line 1.') && screen.endsWith('^C leave'));
    for (collect(shown); shown.includes('more: PgDn'); collect(shown)) {
      const before = script(shown);
      terminal.type('\x1b[6~');
      shown = await terminal.sees((screen) => screen.endsWith('^C leave') && script(screen) !== before);
    }
    expect(seen.size).toBe(20);
    terminal.type('\x1b[5~');
    await terminal.sees('more: PgDn');
    terminal.type(CTRL.c);
    await terminal.exited;
  });

  test('a refusal of many lines never makes it taller than the terminal', async () => {
    const message = 'This is a very long message about what is wrong. '.repeat(8);
    const steps = `  - {id: q, say: How many, ask: {type: number, check: [{if: q > 1, level: hard, message: ${message}}]}, end: over}\n`;
    const terminal = holdfast(['call', playbookOf(steps), '--db', freshLog()], { columns: 40, rows: 10 });
    await terminal.sees('How many');
    terminal.type(`5${ENTER}`);
    const shown = await terminal.sees('! This is');
    expect(shown.split('\n').length).toBeLessThanOrEqual(10);
    expect(shown.match(/^ Test/gm)).toHaveLength(1);
    terminal.type(CTRL.c);
    await terminal.exited;
  });
});

test('a terminal whose call was taken over says so by itself, and leaves', async () => {
  const log = freshLog();
  const steps = `  - {id: first, say: First, ask: {type: yes_no}}
  - {id: second, say: Second, ask: {type: yes_no}, end: over}
`;
  const one = await call(steps, log, 'First');
  one.type('y');
  await one.sees('Second');
  const other = holdfast(['resume', '--db', log]);
  await other.sees('Second');
  await one.sees('continued elsewhere');
  expect(await one.exited).toBe(1);
  other.type(`n${ENTER}`);
  expect(await other.exited).toBe(0);
});

test('a tick on an option that is hidden by now is gone, and the call goes on', async () => {
  const log = freshLog();
  const steps = `  - {id: first, say: First, ask: {type: choice, options: {a: A, b: B}}}
  - id: many
    say: Many
    ask: {type: choices, options: {x: {label: Ex, when: 'first == "a"'}, y: Why}}
  - {id: bye, say: Bye, end: over}
`;
  const terminal = await call(steps, log, 'First');
  terminal.type(`112${ENTER}`);
  await terminal.sees('Bye');
  terminal.type(CTRL.p + CTRL.p);
  await terminal.sees('SAY  First');
  terminal.type('2');
  await terminal.sees('1 [x] Why');
  terminal.type(ENTER);
  await terminal.sees('Bye');
  terminal.type(CTRL.c);
  await terminal.exited;
  expect(answersIn(log).at(-1)).toEqual(['many', ['y']]);
});

test('Escape and the key after it are two keys', async () => {
  const log = freshLog();
  const steps = `  - {id: q, say: Tell, ask: {type: yes_no}}
  - {id: bye, say: Bye, end: over}
`;
  const terminal = await call(steps, log, 'Tell', 'insist: bye\n');
  terminal.type(CTRL.x);
  await terminal.sees('The way out');
  terminal.type(ESCAPE);
  await terminal.sees('❯ y Yes');
  terminal.type(`${ESCAPE}y`);
  await terminal.sees('Bye');
  terminal.type(CTRL.c);
  await terminal.exited;
  expect(answersIn(log)).toEqual([['q', true]]);
});
