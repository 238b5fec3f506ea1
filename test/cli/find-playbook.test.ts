import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Context, Files } from '../../src/cli/context.js';
import { files } from '../../src/cli/files.js';
import { playbooksNear } from '../../src/cli/find-playbook.js';
import { tempFolder } from '../temp-folder.js';
import { answersIn, bodies, freshLog } from '../terminal/log.js';
import { run } from './run.js';

const playbook = (id: string, steps: string, top = '') =>
  `playbook: ${id}\ntitle: The ${id}\nversion: 1\nlanguage: en\nabout: interview\n${top}outcomes: {over: {label: Over, group: done}}\nsteps:\n${steps}`;

const PARENT = playbook(
  'parent',
  '  - {id: first, say: First, ask: {type: text}}\n  - {id: inner, use: child}\n  - {id: last, say: Last, ask: {type: text}, end: over}\n',
);
const CHILD = playbook('child', '  - {id: asked, say: Asked by the child, ask: {type: text}, end: over}\n');

function folderOf(texts: Readonly<Record<string, string>>): string {
  const folder = tempFolder();
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('a playbook that another one uses', () => {
  test('is found in its folder by the id in it, whatever its file is called', async () => {
    const folder = folderOf({ 'a.yaml': PARENT, 'b.yaml': CHILD });
    expect(await run(['check', folder])).toMatchObject({ code: 0, stderr: '2 playbooks: nothing wrong\n' });
    const log = freshLog();
    const { code } = await run(['call', join(folder, 'a.yaml'), '--db', log], `one\ntwo\nthree${'\n'.repeat(5)}`);
    expect(code).toBe(0);
    expect(answersIn(log).map(([step]) => step)).toEqual(['first', 'inner/asked', 'last']);
  });

  test('is found among the bundled ones, after those of the folder', async () => {
    const uses = PARENT.replace('use: child', 'use: exit-interview');
    const folder = folderOf({ 'a.yaml': uses });
    // It is found: what is missing is what it wants to be told.
    expect((await run(['check', folder])).stdout).not.toContain('unknown-playbook');
    const own = CHILD.replace('playbook: child', 'playbook: "exit-interview" # ours');
    writeFileSync(join(folder, 'ours.yml'), own);
    expect(await run(['check', join(folder, 'a.yaml')])).toMatchObject({ code: 0, stdout: '' });
  });

  test('that is not there, or has errors, is told of where it is used', async () => {
    const folder = folderOf({ 'a.yaml': PARENT });
    const missing = await run(['check', folder]);
    expect(missing).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/a\.yaml:\d+:\d+ error: there is no playbook "child"/),
    });
    writeFileSync(join(folder, 'child.yaml'), `${CHILD}nonsense: 1\n`);
    expect((await run(['check', join(folder, 'a.yaml')])).stdout).toMatch(
      /a\.yaml:\d+:\d+ error: the playbook "child" has an error/,
    );
    // Latin-1: it is there, and cannot be read.
    writeFileSync(join(folder, 'child.yaml'), Buffer.from(CHILD.replace('Asked', 'Gefragt für'), 'latin1'));
    expect((await run(['check', join(folder, 'a.yaml')])).stdout).toMatch(/the playbook "child" has an error/);
  });

  test('is the one from the beginning of the call when that is resumed, though it has changed or gone', async () => {
    const follows = CHILD.replace(
      'ask: {type: text}',
      'follow_up: {in: 3 days, what: Call, call: parent}, ask: {type: text}',
    );
    const folder = folderOf({ 'a.yaml': PARENT, 'b.yaml': follows });
    const log = freshLog();
    const left = await run(['call', join(folder, 'a.yaml'), '--db', log], 'one\n');
    expect(left.code).toBe(130);
    writeFileSync(join(folder, 'b.yaml'), follows.replace('asked', 'another'));
    const again = await run(['resume', '--db', log], 'two\n');
    expect(again.stdout).toContain('Asked by the child');
    expect(again.stderr).not.toContain('error');
    rmSync(folder, { recursive: true });
    const ended = await run(['resume', '--db', log], `three${'\n'.repeat(5)}`);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(answersIn(log).map(([step]) => step)).toEqual(['first', 'inner/asked', 'last']);
    expect(bodies(log).at(-1)).toMatchObject({ type: 'call_ended', outcome: 'over' });
  });
});

describe('a playbook that is named without its ending', () => {
  const taken = (name: string, folder: string) =>
    run(['call', name, '--db', freshLog()], `x${'\n'.repeat(5)}`, {}, folder);

  test('is the file in the folder one is in, when none that is bundled has the id', async () => {
    const folder = folderOf({ 'visit-first.yaml': CHILD });
    expect(await taken('visit-first', folder)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Asked by the child'),
    });
    expect(await taken('visit-last', folder)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no playbook "visit-last"'),
    });
  });

  test('is the one that is bundled otherwise', async () => {
    const folder = folderOf({ 'missed-delivery.yaml': CHILD });
    expect((await taken('missed-delivery', folder)).stdout).not.toContain('Asked by the child');
  });
});

describe('a folder of thousands', () => {
  test('is looked into once, and not to its end; by its name a file is found all the same', () => {
    const folder = tempFolder();
    for (let at = 1000; at < 3000; at += 1) writeFileSync(join(folder, `${at}.yaml`), playbook(`number-${at}`, ''));
    const looked: string[] = [];
    const counting: Files = {
      ...files,
      head: (path, bytes) => {
        looked.push(path);
        return files.head(path, bytes);
      },
    };
    const env = { HOLDFAST_CONFIG: join(folder, 'none.yaml') };
    const find = playbooksNear({ files: counting, playbooks: 'playbooks', env } as unknown as Context, folder);
    expect(find('number-1001')).toContain('number-1001');
    expect(looked).toHaveLength(500);
    expect(find('number-2999')).toBeUndefined();
    expect(find('nowhere')).toBeUndefined();
    expect(looked).toHaveLength(500);
    renameSync(join(folder, '2999.yaml'), join(folder, 'number-2999.yaml'));
    expect(find('number-2999')).toContain('number-2999');
  });

  test('a folder or a pipe with the name of a playbook is passed over', async () => {
    const folder = folderOf({ 'y.yaml': PARENT, 'z.yaml': CHILD });
    mkdirSync(join(folder, 'child.yaml'));
    // Whoever opens it waits for somebody to write.
    expect(spawnSync('mkfifo', [join(folder, 'pipe.yaml')]).status).toBe(0);
    const taken = await run(['call', join(folder, 'y.yaml'), '--db', freshLog()], `1\n2\n3${'\n'.repeat(5)}`);
    expect(taken).toMatchObject({ code: 0, stderr: '' });
  });
});
