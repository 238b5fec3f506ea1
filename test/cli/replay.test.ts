import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { tempFolder } from '../temp-folder.js';
import { run } from './run.js';

const PLAYBOOK = `playbook: parting
title: Parting
version: 1
language: en
about: cancellation
outcomes:
  stays: {label: Stays, group: saved}
  leaves: {label: Leaves, group: lost}
steps:
  - {id: reason, say: Why?, ask: {type: choice, options: {price: Too dear, service: Bad service}}}
  - {id: words, say: Tell me more., ask: {type: text}}
  - id: helps
    say: Would a pause help?
    ask: {type: yes_no, yes: {label: Helps, end: stays}, no: {label: No, end: leaves}}
`;
const OUTER = `playbook: outer
title: Outer
version: 1
language: en
about: loss
outcomes: {over: {label: Over, group: done}}
steps:
  - {id: inner, use: parting}
  - {id: last, say: Goodbye., end: over}
`;

const answers = (reason: string, helps: string) => `reason: ${reason}\nwords: Zyxw\nhelps: ${helps}\n`;

/** A folder with a log of four calls, that other processes took. */
async function taken() {
  const folder = tempFolder();
  const at = (name: string) => join(folder, name);
  const write = (name: string, text: string) => writeFileSync(at(name), text);
  write('parting.yaml', PLAYBOOK);
  write('outer.yaml', OUTER);
  const take = async (playbook: string, given: string) => {
    write('answers.yaml', given);
    const { code, stderr } = await run(['call', at(playbook), '--answers', at('answers.yaml'), '--db', at('calls.db')]);
    if (code !== 0) throw new Error(stderr);
  };
  await take('parting.yaml', answers('price', 'yes'));
  await take('parting.yaml', answers('service', 'no'));
  await take('parting.yaml', answers('service', 'yes'));
  await take(
    'outer.yaml',
    answers('service', 'yes')
      .replaceAll(/^/gm, 'inner/')
      .replace(/inner\/$/, ''),
  );
  return { at, write, log: at('calls.db') };
}

const replay = (file: string, log: string, ...more: readonly string[]) => run(['replay', file, '--db', log, ...more]);

describe('holdfast replay', () => {
  test('says what calls of the log come to now, and writes nothing to it', async () => {
    const { at, write, log } = await taken();
    const before = readFileSync(log);
    expect(await replay(at('parting.yaml'), log)).toEqual({
      code: 0,
      stdout: '4 calls of parting: 4 run as they did, 0 end otherwise, 0 diverge\n',
      stderr: '',
    });

    write(
      'edited.yaml',
      PLAYBOOK.replace(', service: Bad service', '').replace(
        'yes: {label: Helps, end: stays}',
        'yes: {label: Helps, end: leaves}',
      ),
    );
    const { code, stdout } = await replay(at('edited.yaml'), log);
    expect(code).toBe(1);
    expect(stdout.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')).toBe(
      `4 calls of parting: 0 run as they did, 1 ends otherwise, 3 diverge

end otherwise
  1x  stays (saved) becomes leaves (lost)
      <id>

diverge
  2x  reason: option "service" is gone
      <id>, <id>
  1x  inner/reason: option "service" is gone
      <id>
`,
    );
    expect(stdout).not.toContain('Zyxw');
    expect(readFileSync(log).equals(before)).toBe(true);
  });

  test('reads beside a process that has the log open, and changes nothing that it has not folded in', async () => {
    const { at, log } = await taken();
    const writer = new Database(log);
    try {
      writer.prepare('INSERT INTO customers (id) VALUES (?)').run('nobody');
      const files = [log, `${log}-wal`];
      const before = files.map((file) => readFileSync(file));
      expect(before[1]?.length).toBeGreaterThan(0);
      expect((await replay(at('parting.yaml'), log)).stdout).toMatch(/^4 calls/);
      expect(files.map((file) => readFileSync(file))).toEqual(before);
    } finally {
      writer.close();
    }
  });

  test('tells apart what is new on the way, and what lacks evidence, in words and as data alike', async () => {
    const { at, write, log } = await taken();
    write(
      'edited.yaml',
      PLAYBOOK.replace('group: lost}', 'group: lost, needs: [note]}').replace(
        '  - id: helps',
        '  - {id: thanks, say: Thank you.}\n  - id: helps',
      ),
    );
    const { stdout } = await replay(at('edited.yaml'), log);
    expect(stdout.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')).toBe(
      `4 calls of parting: 3 run as they did, 0 end otherwise, 0 diverge, 1 lacks evidence

lack evidence
  1x  leaves: the outcome needs evidence that was not given: note
      <id>

run as they did, with new screens
  2x  thanks
  1x  inner/thanks
`,
    );
    const rows: readonly { readonly kind: string }[] = JSON.parse(
      (await replay(at('edited.yaml'), log, '--json')).stdout,
    );
    expect(rows.map(({ kind }) => kind).sort()).toEqual(['lacks_evidence', 'same', 'same', 'same']);
  });

  test('takes a step that only has another id for the one that it was', async () => {
    const { at, write, log } = await taken();
    write('edited.yaml', PLAYBOOK.replace('id: helps', 'id: pause'));
    expect((await replay(at('edited.yaml'), log)).stdout).toMatch(
      /^4 calls of parting: 3 run .*, 1 diverges\n(.*\n)*played as renamed\n {2}3x {2}helps is called pause now, as it seems\n$/,
    );
    write('edited.yaml', PLAYBOOK.replace('id: helps', 'id: pause').replace('a pause help', 'that help'));
    const { stdout } = await replay(at('edited.yaml'), log);
    expect(stdout).toMatch(/^4 calls of parting: 0 run .*, 4 diverge\n/);
    expect(stdout).not.toContain('renamed');
  });

  test('--json is a row a call', async () => {
    const { at, write, log } = await taken();
    write('edited.yaml', PLAYBOOK.replace('price: Too dear, ', '').replace(/ {2}- {id: words.*\n/, ''));
    const { code, stdout } = await replay(at('edited.yaml'), log, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual([
      {
        call: expect.any(String),
        kind: 'diverges',
        at: 'reason',
        why: { code: 'option_gone', text: 'option "price" is gone' },
      },
      { call: expect.any(String), kind: 'same', unasked: ['words'], inserted: [] },
      { call: expect.any(String), kind: 'same', unasked: ['words'], inserted: [] },
      { call: expect.any(String), kind: 'same', unasked: ['inner/words'], inserted: [] },
    ]);
    const none = await replay(at('edited.yaml'), log, '--json', '--since', '2999-01-01');
    expect({ ...none, stdout: JSON.parse(none.stdout) }).toEqual({ code: 0, stdout: [], stderr: '' });
  });

  test('a playbook that another can use no more', async () => {
    const { at, write, log } = await taken();
    write('edited.yaml', PLAYBOOK.replace('steps:', 'facts: {worth: {type: money, label: Worth}}\nsteps:'));
    const { stdout } = await replay(at('edited.yaml'), log);
    expect(stdout).toContain('3x  worth: it is asked for, and the call did not have it');
    expect(stdout).toMatch(/1x {2}outer: it cannot use parting any more: .*worth/);
  });

  test('where there is nothing to play it says so, and what to type where that is wrong', async () => {
    const { at, log } = await taken();
    expect(await replay(at('parting.yaml'), log, '--since', '2999-01-01')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'no call of parting has ended since 2999-01-01\n',
    });
    expect(await replay(at('parting.yaml'), log, '--since', 'monday')).toMatchObject({ code: 2 });
    expect(await run(['replay', '--db', log])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('which playbook?'),
    });
    const nowhere = at('nowhere.db');
    expect(await replay(at('parting.yaml'), nowhere)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no call log'),
    });
    expect(existsSync(nowhere)).toBe(false);
    writeFileSync(nowhere, '');
    expect(await replay(at('parting.yaml'), nowhere)).toMatchObject({
      code: 0,
      stderr: 'no call of parting has ended\n',
    });
    expect(readFileSync(nowhere)).toHaveLength(0);
    expect(await replay(at('parting.yaml'), at('outer.yaml'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('not a call log'),
    });
  });

  test.each(['defend-cancellation', 'exit-interview', 'missed-delivery'])(
    'the calls of a log of 0.1.0 run as they did against %s as it was then, and the log stays of 0.1.0',
    async (id) => {
      const log = join(tempFolder(), 'calls.db');
      copyFileSync('test/fixtures/v0.1.0/calls.db', log);
      const { code, stdout } = await replay(`test/fixtures/v0.1.0/playbooks/${id}.yaml`, log);
      expect(stdout).toMatch(/^\d+ calls? of [\w-]+: \d+ runs? as (it|they) did, 0 end otherwise, 0 diverge\n$/);
      expect(code).toBe(0);
      expect(readFileSync(log).equals(readFileSync('test/fixtures/v0.1.0/calls.db'))).toBe(true);
    },
  );
});
