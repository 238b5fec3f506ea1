import { describe, expect, test } from '@jest/globals';
import { CTRL, ENTER } from './keys.js';
import { bodies, freshLog } from './log.js';
import { playbookOf } from './playbook.js';
import { holdfast } from './terminal.js';

const LONG = 'The quick brown fox jumps over the lazy dog and goes on to say a good deal more than it should. ';

describe('a screen fits its terminal', () => {
  const steps = `  - id: first
    say: ${LONG.repeat(12)}
    do: ${LONG}
    ask: {type: choice, options: {one: ${LONG.slice(0, 60)}, two: 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字, three: 👨‍👩‍👧‍👦 family, four: Four}}
  - {id: second, say: Second, ask: {type: text}, end: over}
`;

  test.each([
    [40, 12],
    [40, 24],
    [80, 24],
    [132, 40],
    [200, 50],
  ])('%d columns, %d rows', async (columns, rows) => {
    const terminal = holdfast(['call', playbookOf(steps), '--db', freshLog()], { columns, rows });
    const shown = await terminal.sees((screen) => screen.includes('❯ 1 The quick') && screen.endsWith('^C leave'));
    expect(shown.split('\n')[0]).toMatch(/^ Test .*00:0/);
    expect(shown.split('\n').length).toBeLessThanOrEqual(rows);
    const row = shown.split('\n').findIndex((line) => line.startsWith('❯'));
    await terminal.sees(() => terminal.cursor().row === row);
    // A key that redraws must leave one screen behind, not two.
    terminal.type('\x1b[B\x1b[B');
    const moved = await terminal.sees((screen) => /^❯ 3/m.test(screen) && screen.endsWith('^C leave'));
    expect(moved.match(/ Test /g)).toHaveLength(1);
    terminal.type('4');
    await terminal.sees('Second');
    terminal.type(CTRL.c);
    expect(await terminal.exited).toBe(130);
  });

  test('a script that is too long scrolls', async () => {
    const terminal = holdfast(['call', playbookOf(steps), '--db', freshLog()]);
    const before = await terminal.sees((screen) => screen.includes('more: PgDn') && screen.endsWith('^C leave'));
    terminal.type('\x1b[6~\x1b[6~\x1b[6~');
    await terminal.sees((screen) => screen.includes('DO ') && !screen.includes('more: PgDn'));
    terminal.type('\x1b[5~\x1b[5~\x1b[5~');
    const script = (screen: string) => screen.split('\n').slice(1).join('\n');
    await terminal.sees((screen) => script(screen) === script(before));
    terminal.type(CTRL.c);
    await terminal.exited;
  });

  test('a resize draws it anew, with what was half typed', async () => {
    const terminal = holdfast(['call', playbookOf(steps), '--db', freshLog()]);
    await terminal.sees('❯ 1');
    terminal.type('4');
    await terminal.sees('Second');
    terminal.type('half typed');
    await terminal.sees('› half typed');
    terminal.resize(40, 16);
    const narrow = await terminal.sees(
      (screen) => screen.includes('^P back ^F fwd') && screen.includes('› half typed'),
    );
    expect(narrow.match(/ Test /g)).toHaveLength(1);
    expect(narrow).toContain('✓ First: Four');
    terminal.resize(120, 30);
    const wide = await terminal.sees(
      (screen) => screen.includes('^P back  ^F forward') && screen.includes('› half typed'),
    );
    expect(wide.match(/ Test /g)).toHaveLength(1);
    terminal.type(`!${ENTER}${ENTER}`);
    expect(await terminal.exited).toBe(0);
  });

  test('a line longer than the terminal keeps the cursor in sight', async () => {
    const log = freshLog();
    const terminal = holdfast(
      ['call', playbookOf('  - {id: q, say: Tell, ask: {type: text}, end: over}\n'), '--db', log],
      { columns: 40 },
    );
    await terminal.sees('Tell');
    const words = Array.from({ length: 60 }, (_, at) => `word${at}`).join(' ');
    terminal.type(words);
    const shown = await terminal.sees('word59');
    expect(shown).not.toContain('word0 ');
    expect(terminal.cursor().column).toBeLessThan(40);
    terminal.type('\x1b[H>');
    await terminal.sees('› >word0 word1');
    terminal.type(`${ENTER}${ENTER}`);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log)).toContainEqual(
      expect.objectContaining({ step: 'q', value: { type: 'text', words: `>${words}` } }),
    );
  });
});

describe('questions', () => {
  test('above nine options, typing searches and Enter picks', async () => {
    const log = freshLog();
    const options = Array.from({ length: 12 }, (_, at) => `o${at}: Option ${'abcdefghijkl'[at]}${at}`).join(', ');
    const terminal = holdfast([
      'call',
      playbookOf(`  - {id: q, say: Which, ask: {type: choice, options: {${options}}}, end: over}\n`),
      '--db',
      log,
    ]);
    await terminal.sees('Type to search');
    terminal.type('k10');
    await terminal.sees(/^❯ Option k10/m);
    terminal.type(`${ENTER}${ENTER}`);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log)).toContainEqual(
      expect.objectContaining({ value: { type: 'choice', id: 'o10', label: 'Option k10' } }),
    );
  });

  test('several options are ticked, a scale is one digit, a soft check asks for a reason', async () => {
    const log = freshLog();
    const steps = `  - {id: many, say: Many, ask: {type: choices, options: {a: A, b: B, c: C}}}
  - {id: scale, say: Scale, ask: {type: scale}}
  - {id: sum, say: Sum, ask: {type: money, check: [{if: sum > 100, level: soft, message: That is a lot.}]}, end: over}
`;
    const terminal = holdfast(['call', playbookOf(steps), '--db', log]);
    await terminal.sees('Many');
    terminal.type('13 ');
    await terminal.sees((screen) => /1 \[x\] A/.test(screen) && /3 \[ \] C/.test(screen));
    terminal.type(ENTER);
    await terminal.sees('Scale');
    terminal.type('4');
    await terminal.sees('Sum');
    terminal.type(`lots${ENTER}`);
    await terminal.sees('! "lots" is not a number');
    terminal.type(`\x15500${ENTER}`);
    await terminal.sees('That is a lot. To keep it, say why');
    terminal.type(`agreed${ENTER}`);
    await terminal.sees('Wrap up: Over');
    terminal.type(ENTER);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log).map(({ type }) => type)).toContain('check_overridden');
  });

  test('a jot comes before the question, and going back finds it', async () => {
    const log = freshLog();
    const steps =
      '  - {id: q, say: Well, jot: In their words, ask: {type: yes_no}}\n  - {id: r, say: Bye, end: over}\n';
    const terminal = holdfast(['call', playbookOf(steps), '--db', log]);
    await terminal.sees('In their words (optional)');
    terminal.type(`so so${ENTER}`);
    await terminal.sees('❯ y Yes');
    terminal.type('n');
    await terminal.sees('Bye');
    terminal.type(CTRL.p);
    await terminal.sees('› so so');
    terminal.type(ENTER);
    await terminal.sees('❯ n No');
    terminal.type(`${ENTER}${ENTER}`);
    await terminal.sees('Wrap up');
    terminal.type(ENTER);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log).filter(({ type }) => type === 'answered')).toHaveLength(3);
  });

  test('a slash in an empty field opens the typed commands', async () => {
    const log = freshLog();
    const terminal = holdfast([
      'call',
      playbookOf('  - {id: q, say: Tell, ask: {type: text}, end: over}\n'),
      '--db',
      log,
    ]);
    await terminal.sees('Tell');
    terminal.type(`/note from the slash${ENTER}`);
    await terminal.sees('✎ from the slash');
    terminal.type(`/nonsense${ENTER}`);
    await terminal.sees('there is no command "/nonsense"');
    terminal.type(`//path${ENTER}${ENTER}`);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log)).toContainEqual(expect.objectContaining({ value: { type: 'text', words: '/path' } }));
  });
});

test('a card number is masked before it is kept, and the rep sees what was masked', async () => {
  const log = freshLog();
  const terminal = holdfast([
    'call',
    playbookOf('  - {id: q, say: Tell, ask: {type: text}, end: over}\n'),
    '--db',
    log,
  ]);
  await terminal.sees('Tell');
  terminal.type(`pay with 4111 1111 1111 1111${ENTER}`);
  await terminal.sees(
    (screen) =>
      screen.includes('pay with [card number ending 1111]') &&
      screen.includes('a card number ending 1111 was taken out'),
  );
  terminal.type(ENTER);
  expect(await terminal.exited).toBe(0);
  expect(JSON.stringify(bodies(log))).not.toContain('4111');
  expect(bodies(log).map(({ type }) => type)).toContain('masked');
});

describe('the way out', () => {
  const steps = `  - {id: q, say: Tell, ask: {type: text}}
  - {id: leave_well, say: Farewell., end: over}
`;
  const open = async (log: string) => {
    const terminal = holdfast(['call', playbookOf(steps, 'insist: leave_well\n'), '--db', log]);
    await terminal.sees('Tell');
    terminal.type(CTRL.x);
    await terminal.sees('The way out');
    return terminal;
  };

  test('opened by mistake is left with Enter: the cursor begins on the way back', async () => {
    const log = freshLog();
    const terminal = await open(log);
    await terminal.sees(/^❯ \d Back to the call/m);
    terminal.type(`${ENTER}said${ENTER}`);
    await terminal.sees('Farewell.');
    terminal.type(CTRL.c);
    await terminal.exited;
    expect(bodies(log)).toContainEqual(expect.objectContaining({ value: { type: 'text', words: 'said' } }));
    expect(bodies(log).map(({ type }) => type)).not.toContain('insisted');
  });

  test('a customer who insists goes to the declared step', async () => {
    const log = freshLog();
    const terminal = await open(log);
    terminal.type('1');
    await terminal.sees('Farewell.');
    terminal.type(`${ENTER}${ENTER}`);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log).map(({ type }) => type)).toContain('insisted');
  });

  test('who hung up is wrapped up, and needs Enter', async () => {
    const log = freshLog();
    const terminal = await open(log);
    terminal.type('2');
    await terminal.sees('Wrap up: Hung up');
    terminal.type(`at once${ENTER}`);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log).at(-1)).toMatchObject({ type: 'call_ended', outcome: 'hung_up', group: 'incomplete' });
    expect(bodies(log)).toContainEqual(expect.objectContaining({ type: 'noted', note: { words: 'at once' } }));
  });

  test('a pause leaves the call to be resumed', async () => {
    const log = freshLog();
    const terminal = await open(log);
    terminal.type('4');
    expect(await terminal.exited).toBe(0);
    expect(terminal.screen()).toContain('Paused. To go on with this call: holdfast resume');
    expect(bodies(log).at(-1)).toEqual({ type: 'paused' });
  });
});
