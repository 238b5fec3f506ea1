import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { tempFolder } from '../temp-folder.js';
import { eventsIn, freshLog } from '../terminal/log.js';
import { playbookOf } from '../terminal/playbook.js';
import { run } from './run.js';

const STEPS = `  - id: who
    say: Whom do we write to?
    ask: {type: text}
  - id: sent
    say: Shall I send it?
    ask: {type: choice, options: {yes_please: "Yes, please", no: {label: No, end: over}}}
    draft:
      - {kind: email, to: "{{ who }}", subject: "What we agreed, {{ who }}", body: "Dear {{ who }},\\n\\nthank you.\\n"}
      - {kind: letter, to: "{{ who }}", subject: In writing, body: "Dear {{ who }}"}
    end: over
`;

/** A call that left an e-mail and a letter to whoever is named. */
async function written(who: string, picks = '') {
  const log = freshLog();
  const answers = `${log}.yaml`;
  writeFileSync(answers, `who: ${JSON.stringify(who)}\nsent: yes_please\n${picks}`);
  const { code, stderr } = await run(['call', playbookOf(STEPS), '--db', log, '--answers', answers]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const call = eventsIn(log)[0]?.call ?? '';
  const drafts = (...args: readonly string[]) => run(['drafts', call.slice(0, 8), '--db', log, ...args]);
  return { log, call, drafts, folder: join(tempFolder(), 'letters') };
}

test('a call lists its letters and e-mails', async () => {
  const { drafts, call } = await written('anna@example.com');
  const listed = await drafts();
  expect(listed).toMatchObject({ code: 0, stderr: '' });
  expect(listed.stdout.split('\n').slice(1, 3)).toEqual([
    'sent    email   anna@example.com  What we agreed, anna@example.com',
    'sent_2  letter  anna@example.com  In writing',
  ]);
  expect(JSON.parse((await drafts('--json')).stdout)).toMatchObject([
    { call, id: 'sent', kind: 'email', body: 'Dear anna@example.com,\n\nthank you.' },
    { call, id: 'sent_2', kind: 'letter' },
  ]);
});

describe('-o', () => {
  test('writes Markdown, and for an e-mail a file to send, each for its owner only', async () => {
    const { drafts, call, folder } = await written('anna@example.com');
    const done = await drafts('-o', folder);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(folder).sort()).toEqual([`${call}-sent.eml`, `${call}-sent.md`, `${call}-sent_2.md`]);
    expect(done.stdout.trim().split('\n').sort()).toEqual(
      readdirSync(folder)
        .sort()
        .map((name) => join(folder, name)),
    );
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, `${call}-sent.md`), 'utf8')).toBe(
      '# What we agreed, anna@example.com\n\nTo: anna@example.com\n\nDear anna@example.com,\n\nthank you.\n',
    );
    const mail = readFileSync(join(folder, `${call}-sent.eml`), 'utf8');
    expect(mail).toContain(
      '\r\nFrom: Robin:;\r\nTo: anna@example.com\r\nSubject: What we agreed, anna@example.com\r\n',
    );
  });

  test('overwrites nothing unless told to', async () => {
    const { drafts, call, folder } = await written('Anna');
    await drafts('-o', folder);
    const file = join(folder, `${call}-sent.md`);
    writeFileSync(file, 'signed');
    const again = await drafts('-o', folder);
    expect(again).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('is there already (and 2 more)'),
    });
    expect(readFileSync(file, 'utf8')).toBe('signed');
    expect(await drafts('-o', folder, '--force')).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toContain('Dear Anna');
  });

  test('an answer with line breaks adds no header and no file', async () => {
    const { drafts, call, folder } = await written('x\r\nBcc: all@example.com\r\n\r\n../../hello');
    await drafts('-o', folder);
    expect(readdirSync(folder)).toHaveLength(3);
    expect(readFileSync(join(folder, `${call}-sent.eml`), 'utf8')).not.toMatch(/^Bcc/m);
  });

  test('with --json, what programs read is JSON alone', async () => {
    const { drafts, folder } = await written('Anna');
    const done = await drafts('-o', folder, '--json');
    expect(JSON.parse(done.stdout)).toHaveLength(2);
    expect(done.stderr.trim().split('\n')).toHaveLength(3);
    expect(done.stderr).toContain(join(folder, readdirSync(folder)[0] ?? ''));
  });

  test('names the file of a draft of a playbook that is used, though its id is a path', async () => {
    const outer = playbookOf('  - {id: inner, use: child, end: over}\n');
    const child = readFileSync(playbookOf(STEPS), 'utf8').replace('playbook: test', 'playbook: child');
    writeFileSync(join(dirname(outer), 'child.yaml'), child);
    const [log, folder] = [freshLog(), join(tempFolder(), 'letters')];
    const taken = await run(['call', outer, '--db', log], `Anna\n1${'\n'.repeat(9)}`);
    expect(taken).toMatchObject({ code: 0, stderr: '' });
    const call = eventsIn(log)[0]?.call ?? '';
    expect(await run(['drafts', call, '--db', log, '-o', folder])).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(folder)).toContain(`${call}-inner-sent.md`);
  });

  test('Markdown does nothing to the terminal that shows it', async () => {
    const { drafts, call, folder } = await written('Anna \u009b31m\u202egnp.exe');
    await drafts('-o', folder);
    const text = readFileSync(join(folder, `${call}-sent.md`), 'utf8');
    expect(text).toContain('Dear Anna \uFFFD31m\uFFFDgnp.exe,\n\nthank you.\n');
    expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  });

  test('a folder that is a file is named', async () => {
    const { drafts, log } = await written('Anna');
    const done = await drafts('-o', log);
    expect(done).toMatchObject({ code: 1, stderr: expect.stringMatching(/calls\.db cannot be made: there is a file/) });
  });
});

test('a draft that was dropped is none; a call without any says so', async () => {
  const { drafts, folder } = await written('Anna', 'wrap_up: {sent: drop, sent_2: drop}\n');
  expect(await drafts()).toEqual({ code: 0, stdout: '', stderr: 'this call has no letter and no e-mail\n' });
  expect(await drafts('-o', folder)).toMatchObject({ code: 0, stdout: '' });
  expect((await drafts('--json')).stdout).toBe('[]\n');
});

test('a call that is not there is named', async () => {
  const { log } = await written('Anna');
  const none = await run(['drafts', 'ffff', '--db', log]);
  expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('no call begins with "ffff"') });
});
