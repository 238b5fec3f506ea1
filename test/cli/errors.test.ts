import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { freshLog } from '../terminal/log.js';
import { playbookOf } from '../terminal/playbook.js';
import { run } from './run.js';

const steps = '  - {id: q, say: Tell, ask: {type: text}, end: over}\n';

/** Wrong uses, the exit code, and the words that say what to do. */
const wrong: readonly (readonly [name: string, args: readonly string[], code: number, words: RegExp])[] = [
  ['a command that does not exist', ['cal'], 2, /unknown command 'cal'\n\(Did you mean call\?\)/],
  ['a flag that does not exist', ['call', '--custmer', 'x'], 2, /unknown option '--custmer'/],
  [
    'a playbook that does not exist',
    ['call', 'defend-cancelation'],
    2,
    /no playbook "defend-cancelation"\nhint: did you mean "defend-cancellation"/,
  ],
  ['a file that does not exist', ['call', './nowhere.yaml'], 1, /nowhere\.yaml cannot be read: there is no such file/],
  ['no playbook without a terminal', ['call'], 2, /which playbook\?\nhint: name one: holdfast call/],
  ['a fact that does not exist', ['call', 'exit-interview', '--set', 'colour=red'], 2, /"colour" is not a fact/],
  ['a fact without a value', ['call', 'exit-interview', '--set', 'colour'], 2, /--set takes name=value/],
  [
    'a day that does not exist',
    ['export', 'calls', '--since', '2026-02-30'],
    2,
    /--since takes a day, and got "2026-02-30"/,
  ],
  ['a log that is not there yet', ['export', 'calls'], 1, /there is no call log at .*calls\.db yet/],
  ['nothing to resume', ['resume'], 1, /there is no call log/],
  ['an export of nothing known', ['export', 'everything'], 2, /unknown command 'everything'/],
  ['a verb that does not exist', ['followups', 'dnoe', 'x'], 2, /followups has no "dnoe"\nhint: did you mean "done"/],
  ['follow-ups of no log', ['followups'], 1, /there is no call log/],
  ['drafts of no log', ['drafts', '0'], 1, /there is no call log/],
  ['a correction in no log', ['correct', '0'], 1, /there is no call log/],
  ['a setting that does not exist', ['config', 'rol'], 2, /there is no setting "rol"\nhint: did you mean "role"/],
  [
    'a role that does not exist',
    ['config', 'role', 'boss'],
    2,
    /role is "boss", which is not a role\nhint: one of: rep/,
  ],
  [
    'a role that does not exist, as a flag',
    ['call', 'exit-interview', '--role', 'boss'],
    2,
    /--role is "boss", which is not/,
  ],
  ['a check of a file that does not exist', ['check', 'nowhere.yaml'], 1, /cannot be read/],
];

describe('errors teach', () => {
  test.each(wrong)('%s', async (_, args, code, words) => {
    const log = freshLog();
    const ran = await run(args, '', { HOLDFAST_DB: log });
    expect(ran.stderr).toMatch(words);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
    expect(ran.stdout).toBe('');
    expect(ran.code).toBe(code);
    expect(existsSync(log)).toBe(false);
  });

  test('a currency or a locale that is none is named', async () => {
    const log = freshLog();
    const money = await run(['call', 'exit-interview', '--db', log], '', { HOLDFAST_CURRENCY: 'EURO' });
    expect(money).toMatchObject({ code: 2, stderr: expect.stringContaining('HOLDFAST_CURRENCY is "EURO"') });
    const locale = await run(['call', 'exit-interview', '--db', log], '', { HOLDFAST_LOCALE: 'n!' });
    expect(locale).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('HOLDFAST_LOCALE is "n!", which is not a locale'),
    });
  });

  test('a file that is no log is left as it is', async () => {
    const log = freshLog();
    writeFileSync(log, 'my shopping list');
    const { code, stderr } = await run(['call', 'missed-delivery', '--db', log]);
    expect(code).toBe(2);
    expect(stderr).toContain(log);
    expect(readFileSync(log, 'utf8')).toBe('my shopping list');
  });

  test('a playbook with errors shows them, and takes no call', async () => {
    const log = freshLog();
    const { code, stderr } = await run([
      'call',
      playbookOf(`${steps}  - {id: lost, say: Hm, next: nowhere}\n`),
      '--db',
      log,
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/test\.yaml:\d+:\d+ error: .*nowhere/);
    expect(existsSync(log)).toBe(false);
  });
});

describe('check', () => {
  test('the bundled playbooks have nothing wrong', async () => {
    const count = readdirSync('playbooks').filter((file) => !file.includes('.test.')).length;
    expect(await run(['check', 'playbooks'])).toEqual({
      code: 0,
      stdout: '',
      stderr: `${count} playbooks: nothing wrong\n`,
    });
  });

  test('--json names code, place and hint, and exits 1', async () => {
    const { code, stdout } = await run(['check', '--json', playbookOf(`${steps}  - {id: lost, say: Hm, nxt: q}\n`)]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({
        code: 'unknown-key',
        severity: 'error',
        line: 10,
        hint: expect.stringContaining('next'),
      }),
    ]);
  });
});

test('--help groups the commands by who uses them', async () => {
  const { code, stdout } = await run(['--help']);
  expect(code).toBe(0);
  for (const group of ['On a call:', 'Writing playbooks:', 'After the call:', 'Settings:'])
    expect(stdout).toContain(group);
});

test('--help gives the room to what a command is for: its flags are in its own help', async () => {
  const { stdout } = await run(['--help']);
  const [, ...rows] = stdout.split('[options]');
  expect(rows.join('')).toContain('\n  check [files...]  ');
  expect(rows).toHaveLength(1);
});
