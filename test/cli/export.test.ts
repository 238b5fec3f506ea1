import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { freshLog } from '../terminal/log.js';
import { MAIN } from '../terminal/terminal.js';
import { run } from './run.js';

const log = freshLog();
const folder = dirname(log);

const rows = (csv: string): readonly Readonly<Record<string, string>>[] => parse(csv, { columns: true, bom: true });
const exported = async (...args: readonly string[]) => {
  const { code, stdout, stderr } = await run(['export', ...args, '--db', log]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return rows(stdout);
};

beforeAll(async () => {
  const answers = join(folder, 'answers.yaml');
  const saved = readFileSync('test/playbooks/answers/defend-cancellation-saved.yaml', 'utf8');
  writeFileSync(answers, `${saved}note: "=1+1"\n`);
  const taken = [
    await run(['call', 'defend-cancellation', '--db', log, '--answers', answers]),
    await run([
      'call',
      'missed-delivery',
      '--db',
      log,
      '--rep',
      'Sam',
      '--answers',
      'test/playbooks/answers/missed-delivery-late.yaml',
    ]),
    await run(
      ['call', 'defend-cancellation', '--db', log, '--customer', '=cmd()'],
      'they\ncheaper\n/back\nother\nsecret\n/leave\n',
    ),
  ];
  expect(taken.map(({ code }) => code)).toEqual([0, 0, 130]);
});

describe('calls', () => {
  test('a row a call, with the playbook, both times, and what it came to', async () => {
    const [saved, late, open] = await exported('calls');
    expect(saved).toMatchObject({
      playbook: 'defend-cancellation',
      rep: 'Robin',
      customer: 'Jansen BV',
      outcome: 'saved',
      outcome_group: 'saved',
      reason: 'cheaper',
      status: 'closed',
    });
    expect(late).toMatchObject({ playbook: 'missed-delivery', rep: 'Sam', outcome: 'met_late', reason: 'supplier' });
    expect(open).toMatchObject({ status: 'open', outcome: '', customer: "'=cmd()" });
    for (const row of [saved, late, open]) {
      expect(row?.['playbook_hash']).toMatch(/^[0-9a-f]{64}$/);
      expect(row?.['started_utc']).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
      expect(row?.['started_local']).toMatch(/^\d{4}-\d{2}-\d{2} /);
    }
    expect(saved?.['customer_id']).not.toBe('');
  });

  test('filters', async () => {
    expect(await exported('calls', '--playbook', 'missed-delivery')).toHaveLength(1);
    expect(await exported('calls', '--rep', 'Sam')).toHaveLength(1);
    expect(await exported('calls', '--outcome', 'saved')).toHaveLength(1);
    expect(await exported('calls', '--since', '2099-01-01')).toHaveLength(0);
    expect(await exported('calls', '--until', '2099-01-01')).toHaveLength(3);
  });

  test('--raw leaves what a spreadsheet would run as it is', async () => {
    expect((await exported('calls', '--raw')).at(-1)?.['customer']).toBe('=cmd()');
  });
});

describe('answers', () => {
  test('off-path answers only with --all', async () => {
    const reasons = async (...args: readonly string[]) =>
      (await exported('answers', '--playbook', 'defend-cancellation', ...args))
        .filter(({ step }) => step === 'reason')
        .map(({ value, words, on_path }) => [value, words, on_path]);
    expect(await reasons()).toEqual([
      ['cheaper', '', '1'],
      ['other', 'secret', '1'],
    ]);
    expect(await reasons('--all')).toEqual([
      ['cheaper', '', '1'],
      ['cheaper', '', '0'],
      ['other', 'secret', '1'],
    ]);
  });
});

describe('where it goes', () => {
  test('-o writes a whole file, readable by its owner', async () => {
    const file = join(folder, 'calls.csv');
    writeFileSync(file, 'the one from before');
    const { code, stdout } = await run(['export', 'calls', '--excel', '-o', file, '--db', log]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(file, 'utf8')).toMatch(/^\uFEFFcall_id,.*\r\n/);
    expect(rows(readFileSync(file, 'utf8'))).toHaveLength(3);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  test('a folder that is not there is named, and nothing is left behind', async () => {
    const { code, stderr } = await run(['export', 'calls', '-o', join(folder, 'nowhere', 'calls.csv'), '--db', log]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/nowhere.calls\.csv cannot be written: there is no such file or folder/);
  });

  test('a reader who has seen enough ends it quietly', async () => {
    const child = spawn(process.execPath, [MAIN, 'export', 'answers', '--db', log]);
    child.stdout.destroy();
    const errors: Buffer[] = [];
    child.stderr.on('data', (chunk) => errors.push(chunk));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(Buffer.concat(errors).toString()).toBe('');
    expect(code).toBe(0);
  });
});
