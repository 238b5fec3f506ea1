import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { compile } from '../src/playbook/compile.js';
import { formatDiagnostic } from '../src/playbook/frame.js';
import { CSV_COLUMNS } from '../src/store/csv-columns.js';
import { run } from './cli/run.js';
import { holdfast } from './docs/session.js';
import { tempFolder } from './temp-folder.js';
import { bodies, freshLog } from './terminal/log.js';

const readme = readFileSync('README.md', 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);
const [playbook = '', answers = ''] = blocks('yaml');

const COMMANDS = [
  ...['call', 'resume', 'followups', 'correct', 'drafts', 'config'],
  ...['new', 'check', 'explain', 'test', 'explore', 'preview', 'map', 'replay', 'diff'],
  ...['export calls', 'export answers'],
];

const told = (text: string) => compile(text).diagnostics.map((found) => formatDiagnostic('README.md', text, found));

test('the playbook has nothing wrong', () => {
  expect(told(playbook)).toEqual([]);
});

test('the answers drive a call with it', async () => {
  const folder = tempFolder();
  const log = freshLog();
  writeFileSync(join(folder, 'check-in.yaml'), playbook);
  writeFileSync(join(folder, 'answers.yaml'), answers);
  const ran = await run([
    'call',
    join(folder, 'check-in.yaml'),
    '--answers',
    join(folder, 'answers.yaml'),
    '--db',
    log,
  ]);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(bodies(log).at(-1)).toMatchObject({ outcome: 'promised' });
});

test('a playbook is begun, checked, tested and drawn as it says', async () => {
  const folder = tempFolder();
  const typed = [...readme.matchAll(/^(holdfast (?:new|check|test|map) [^#\n]*late-delivery[^#\n]*?) *(?:#.*)?$/gm)];
  expect(typed).toHaveLength(4);
  for (const [, command = ''] of typed) expect(await holdfast(folder, command)).not.toContain('exit code');
  expect(readdirSync(folder)).toContain('late-delivery.html');
});

test('every flag it names exists', async () => {
  const help = (await Promise.all(COMMANDS.map((command) => run([...command.split(' '), '--help']))))
    .map(({ stdout }) => stdout)
    .join('');
  const flags = [...readme.matchAll(/`(--[a-z]+)/g)].map(([, flag = '']) => flag);
  expect(flags.filter((flag) => !help.includes(flag))).toEqual([]);
});

test.each(['calls', 'answers'] as const)('the table of %s has every column, in its order, and no other', (what) => {
  const [, rows = ''] = new RegExp(`^\\| in \`${what}\` \\|.*\n\\| --- .*\n((?:\\|.*\n)+)`, 'm').exec(readme) ?? [];
  const named = rows.split('\n').flatMap((row) => [...(row.split(' | ')[0] ?? '').matchAll(/`(\w+)`/g)]);
  expect(named.map(([, name]) => name)).toEqual(CSV_COLUMNS[what].map(({ name }) => name));
});
