import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { tempFolder } from '../temp-folder.js';
import { CTRL, ENTER } from './keys.js';
import { playbookOf } from './playbook.js';
import { holdfast } from './terminal.js';

const FACTS = `facts:
  customer: {type: text, label: Customer, identifies: customer}
  monthly_value: {type: money, label: Monthly value, optional: true}
computed:
  yearly_value: {type: money, label: Yearly value, value: monthly_value * 12}
`;

const STEPS = `  - id: reason
    say: What made you decide?
    ask:
      type: choice
      options:
        price: Too dear
        slow: Too slow
        boss: {label: Talk to my manager, when: 'default(yearly_value, 0) > 10000'}
  - {id: manager, say: My manager is here., when: 'default(yearly_value, 0) > 10000', ask: {type: yes_no}}
  - {id: words, say: Tell me more., ask: {type: text}}
  - {id: last, say: Goodbye., end: over}
`;

/** A preview in a home of its own, and every file that is in it or beside the playbook afterwards. */
function previewing(path: string, ...args: readonly string[]) {
  const home = tempFolder();
  const log = join(home, 'calls.db');
  const terminal = holdfast(['preview', path, ...args], { env: { HOME: home, HOLDFAST_DB: log } });
  return {
    terminal,
    files: () => ({ home: readdirSync(home, { recursive: true }), beside: readdirSync(dirname(path)) }),
  };
}

const KNOWN = ['--set', 'customer=Jansen BV', '--set', 'monthly_value=450'];
const reloaded = /↻ reloaded/;

function edit(path: string, ...changes: readonly (readonly [from: string, to: string])[]): void {
  const before = readFileSync(path, 'utf8');
  const after = changes.reduce((text, [from, to]) => text.replace(from, to), before);
  expect(after).not.toBe(before);
  // As most editors save: whoever reads the file sees the old one or the new.
  writeFileSync(`${path}~`, after);
  renameSync(`${path}~`, path);
}

test('a call is played to its end on the screens of a call, and no file is written', async () => {
  const { terminal, files } = previewing(playbookOf(STEPS, FACTS), ...KNOWN);
  const first = await terminal.sees('Too slow');
  expect(first).toMatch(/^ PREVIEW Test · Jansen BV +nothing is recorded · 0 done, 4\+ to go/);
  expect(first.replace(/\s+/g, ' ')).toContain(
    '– Talk to my manager: hidden by default(yearly_value, 0) > 10000 (yearly_value is €5,400)',
  );
  expect(first.split('\n').at(-1)).toContain('^R values');
  terminal.type('1');
  await terminal.sees(/^· skipped "manager": when default\(yearly_value, 0\) > 10000 \(yearly_value is\n€5,400\)$/m);
  terminal.type(`no more${ENTER}`);
  await terminal.sees('Goodbye.');
  terminal.type(ENTER);
  expect(await terminal.sees('Wrap up: Over')).toMatch(/nothing is recorded · 3 done $/m);
  terminal.type(`a note${ENTER}`);
  expect(await terminal.exited).toBe(0);
  expect(terminal.screen()).toContain('Ended: Over. This was a preview: nothing was recorded.');
  expect(files()).toEqual({ home: [], beside: ['test.yaml'] });
});

test('the value of everything comes with a key and with a command, and what is half typed stays', async () => {
  const { terminal } = previewing(playbookOf(STEPS, FACTS), '--from', 'words', '--set', 'reason=price');
  await terminal.sees('Tell me more.');
  terminal.type(`half\x12`);
  const values = await terminal.sees('Answers:');
  expect(values).toContain('· monthly_value: –');
  expect(values).toContain('· yearly_value: – = monthly_value * 12');
  expect(values).toContain('· reason: price, "Too dear"');
  terminal.type(ENTER);
  await terminal.sees(/› half$/m);
  terminal.type('\x15/values');
  await terminal.sees(/^\/values$/m);
  terminal.type(ENTER);
  await terminal.sees('Answers:');
  terminal.type(CTRL.c);
  expect(await terminal.exited).toBe(130);
  expect(terminal.screen()).toContain('Left at "Words". This was a preview: nothing was recorded.');
});

test('a call knows nothing of the keys of a preview', async () => {
  const log = join(tempFolder(), 'calls.db');
  const terminal = holdfast(['call', playbookOf(STEPS, FACTS), ...KNOWN, '--db', log]);
  const screen = await terminal.sees('Too slow');
  expect(screen).not.toMatch(/PREVIEW|\^R|hidden/);
  terminal.type(`\x12/values${ENTER}`);
  expect(await terminal.sees('there is no command "/values"')).not.toContain('Answers:');
});

test('a save keeps the place, the answers and what is half typed, and shows the new words', async () => {
  const path = playbookOf(STEPS, FACTS);
  const { terminal, files } = previewing(path, '--watch', ...KNOWN);
  await terminal.sees('Too slow');
  terminal.type('1');
  await terminal.sees('Tell me more.');
  terminal.type('half a sen');
  await terminal.sees('half a sen');
  // A burst of saves is one.
  for (const [from, to] of [
    ['more', 'much'],
    ['much', 'a lot'],
    ['a lot', 'everything'],
  ] as const) {
    edit(path, [`Tell me ${from}.`, `Tell me ${to}.`]);
  }
  const screen = await terminal.sees('Tell me everything.');
  expect(screen).toMatch(reloaded);
  expect(screen).toMatch(/› half a sen$/m);
  expect(screen).toContain('1 done');
  terminal.type(`tence${ENTER}`);
  await terminal.sees('✓ Words: half a sentence');
  edit(path, ['Goodbye.', 'Farewell.']);
  await terminal.sees('Farewell.');
  expect(terminal.lines().filter((line) => reloaded.test(line))).toHaveLength(2);
  terminal.type(CTRL.c);
  expect(await terminal.exited).toBe(130);
  expect(files()).toEqual({ home: [], beside: ['test.yaml'] });
});

test('an answer that no longer fits is where the trainer goes on', async () => {
  const path = playbookOf(STEPS, FACTS);
  const { terminal } = previewing(path, '--watch', ...KNOWN);
  await terminal.sees('Too slow');
  terminal.type(`1more${ENTER}`);
  await terminal.sees('Goodbye.');
  edit(path, ['price: Too dear', 'cost: Costs too much']);
  const screen = await terminal.sees('Costs too much');
  expect(screen).toContain('↻ reloaded: your answer to "Reason" no longer fits');
  expect(screen).toContain('What made you decide?');
});

test('a playbook with a mistake is told of, and the one before goes on', async () => {
  const path = playbookOf(STEPS, FACTS);
  const { terminal } = previewing(path, '--watch', ...KNOWN);
  await terminal.sees('Too slow');
  edit(path, ['id: last', 'id: words']);
  const screen = await terminal.sees(/! not reloaded[\s\S]*Too slow/);
  expect(screen).toMatch(/test\.yaml:\d+:\d+ error: /);
  terminal.type('1');
  await terminal.sees('Tell me more.');
  edit(path, ['id: words, say: Goodbye.', 'id: last, say: Farewell.'], ['Tell me more.', 'Do tell.']);
  expect(await terminal.sees('Do tell.')).toMatch(reloaded);
  rmSync(path);
  await terminal.sees('test.yaml cannot be read: there is no such file');
});

test('a save while the values are looked at goes back to the question of the new version', async () => {
  const path = playbookOf(STEPS, FACTS);
  const { terminal } = previewing(path, '--watch', ...KNOWN);
  await terminal.sees('Too slow');
  terminal.type('\x12');
  await terminal.sees('Answers:');
  edit(path, ['What made you decide?', 'May I ask why?']);
  expect(await terminal.sees('May I ask why?')).toContain('Too slow');
});

test('a playbook that is used is watched as well', async () => {
  const path = playbookOf('  - {id: inner, use: other, end: over}\n');
  const other = join(dirname(path), 'a-name-of-its-own.yaml');
  const text = `playbook: other\ntitle: Other\nversion: 1\nlanguage: en\nabout: interview\noutcomes:\n  over: {label: Over, group: done}\nsteps:\n  - {id: only, say: Inside., ask: {type: yes_no}, end: over}\n`;
  writeFileSync(other, text);
  const { terminal } = previewing(path, '--watch');
  await terminal.sees('Inside.');
  edit(other, ['Inside.', 'Within.']);
  expect(await terminal.sees('Within.')).toMatch(reloaded);
});

test('plain lines are interrupted by a save as well', async () => {
  const path = playbookOf(STEPS, FACTS);
  const terminal = holdfast(['preview', path, '--watch', ...KNOWN], { env: { ACCESSIBLE: '1' } });
  await terminal.sees('reason>');
  terminal.type(`1${ENTER}`);
  await terminal.sees('words>');
  edit(path, ['Tell me more.', 'Do tell.']);
  expect(await terminal.sees(/SAY: Do tell\.[\s\S]*words>/)).toMatch(reloaded);
  terminal.type(`enough${ENTER}`);
  await terminal.sees('✓ Words: enough');
});
