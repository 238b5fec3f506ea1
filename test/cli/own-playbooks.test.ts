import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { tempFolder } from '../temp-folder.js';
import { bodies, freshLog } from '../terminal/log.js';
import { promising, TALK } from './promises.js';
import { run } from './run.js';

const own = (id: string, steps = '  - {id: asked, say: Asked by ours, ask: {type: text}, end: over}\n') =>
  `playbook: ${id}\ntitle: Our ${id}\nversion: 1\nlanguage: en\nabout: interview\noutcomes: {over: {label: Over, group: done}}\nsteps:\n${steps}`;

/** A folder of the firm, an empty one to be in, and settings that name the former. */
function firm(texts: Readonly<Record<string, string>>) {
  const folder = tempFolder();
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  const here = tempFolder();
  const env = { HOLDFAST_PLAYBOOKS: folder };
  const holdfast = (typed: string, input = '', more: Readonly<Record<string, string>> = {}) =>
    run(typed.split(' '), input, { ...env, ...more }, here);
  return { folder, here, env, holdfast };
}

describe('the setting', () => {
  test('keeps the whole path of the folder, by which a playbook is found from anywhere', async () => {
    const { folder, here } = firm({ 'a.yaml': own('downgrade') });
    const env = { HOLDFAST_CONFIG: join(here, 'config.yaml') };
    mkdirSync(join(here, 'ours'));
    expect(await run(['config', 'playbooks', 'ours'], '', env, here)).toMatchObject({ code: 0 });
    expect((await run(['config', 'playbooks'], '', env)).stdout).toBe(`${join(here, 'ours')}\n`);
    await run(['config', 'playbooks', folder], '', env, here);
    const taken = await run(['call', 'downgrade', '--db', freshLog()], `x${'\n'.repeat(5)}`, env);
    expect(taken).toMatchObject({ code: 0, stdout: expect.stringContaining('Asked by ours') });
    const none = await run(['check', 'downgrade'], '', { ...env, HOLDFAST_PLAYBOOKS: '' });
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no playbook "downgrade"') });
  });

  test.each([
    ['nowhere', 2, /nowhere is not there\nhint: make the folder first/],
    ['a.yaml', 2, /a\.yaml is a file, and not a folder\nhint: name the folder that it is in/],
    ['', 2, /names no folder\nhint: .*--unset playbooks/],
  ])('does not take "%s"', async (typed, code, words) => {
    const { folder } = firm({ 'a.yaml': own('downgrade') });
    const file = join(tempFolder(), 'config.yaml');
    const set = await run(['config', 'playbooks', typed], '', { HOLDFAST_CONFIG: file }, folder);
    expect(set).toMatchObject({ code, stderr: expect.stringMatching(words) });
    expect(existsSync(file)).toBe(false);
  });

  test('with a folder that is gone says so, and what is bundled is there all the same', async () => {
    const { holdfast, here } = firm({});
    const gone = { HOLDFAST_PLAYBOOKS: 'gone' };
    const words = `your folder of playbooks: ${join(here, 'gone')} cannot be read: there is no such file or folder`;
    const drawn = await holdfast('map win-back --format mermaid', '', gone);
    expect(drawn).toMatchObject({ code: 0, stderr: `${words}; see holdfast config playbooks\n` });
    expect((await holdfast('config', '', gone)).stderr).toContain(words);
    const missing = await holdfast('call downgrade', '', gone);
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
  });

  test('in the file is a whole path; another setting that is wrong there holds up no check', async () => {
    const { folder, here } = firm({ 'a.yaml': own('downgrade') });
    const file = join(here, 'config.yaml');
    writeFileSync(file, 'playbooks: ours\n');
    const env = { HOLDFAST_CONFIG: file };
    expect(await run(['config'], '', env)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('"playbooks" is "ours", which is not the whole path of a folder'),
    });
    writeFileSync(file, `colour: red\nplaybooks: ${folder}\n`);
    expect(await run(['check', 'downgrade'], '', env)).toMatchObject({ code: 0 });
  });
});

describe('a playbook of the firm', () => {
  test('is found by its id in every command that takes one', async () => {
    const { holdfast, folder } = firm({ 'a.yaml': own('downgrade') });
    for (const typed of ['check downgrade', 'explore downgrade', 'map downgrade', 'diff downgrade downgrade'])
      expect({ typed, ...(await holdfast(typed)) }).toMatchObject({ typed, code: 0 });
    expect((await holdfast('preview downgrade', `x${'\n'.repeat(5)}`)).stdout).toContain('Asked by ours');
    const log = freshLog();
    await holdfast(`call downgrade --db ${log}`, `x${'\n'.repeat(5)}`);
    expect((await holdfast(`replay downgrade --db ${log}`)).stdout).toContain('1 call of downgrade: 1 runs');
    const scenarios =
      'playbook: downgrade\ntoday: 2026-03-02\nscenarios:\n  - {name: n, answers: {asked: x}, expect: {outcome: over}}\n';
    writeFileSync(join(folder, 'a.test.yaml'), scenarios);
    expect(await holdfast('test downgrade')).toMatchObject({ code: 0, stderr: '1 scenario: all pass\n' });
    expect((await holdfast('map')).stderr).toMatch(/there are downgrade, backup-vendor, /);
  });

  test('goes before a bundled one of its id, and has errors rather than leaving its place to that', async () => {
    const { holdfast, folder } = firm({ 'ours.yaml': own('win-back') });
    expect((await holdfast('map win-back --format mermaid')).stdout).toContain('Asked by ours');
    expect((await holdfast('explore')).stderr.match(/win-back/g)).toHaveLength(2);
    writeFileSync(join(folder, 'missed-delivery.yaml'), own('missed-delivery').replace('playbook:', 'plybook:'));
    const broken = await holdfast('call missed-delivery');
    expect(broken).toMatchObject({ code: 1, stderr: expect.stringContaining('this playbook cannot be used') });
  });

  test('is used by playbooks elsewhere, but after one of its id beside them', async () => {
    const { holdfast, here } = firm({ 'a.yaml': own('child') });
    const parent = own('parent', '  - {id: inner, use: child, end: over}\n');
    writeFileSync(join(here, 'parent.yaml'), parent);
    const said = async () => (await holdfast('preview ./parent.yaml', `x${'\n'.repeat(5)}`)).stdout;
    expect(await said()).toContain('Asked by ours');
    writeFileSync(join(here, 'child.yaml'), own('child').replace('Asked by ours', 'Asked here'));
    expect(await said()).toContain('Asked here');
  });

  test('is the call that a follow-up asks for', async () => {
    const { promise, list, log } = promising();
    const { holdfast, folder } = firm({});
    await promise('Jansen BV', '+0');
    const [row] = await list();
    const typed = `followups start ${row?.id} --db ${log}`;
    expect(await holdfast(typed)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`which is neither bundled nor in this folder nor in ${folder}`),
    });
    writeFileSync(join(folder, 'any.yaml'), TALK);
    expect((await holdfast(typed, '2099-05-04\n1\n')).stdout).toContain('Which day?');
  });

  test('that changes does not change a call that was begun with it', async () => {
    const { holdfast, folder } = firm({ 'a.yaml': own('downgrade') });
    const log = freshLog();
    await holdfast(`call downgrade --db ${log}`, '');
    writeFileSync(join(folder, 'a.yaml'), own('downgrade').replace('Asked by ours', 'Asked anew'));
    expect((await holdfast(`resume --db ${log}`, `x${'\n'.repeat(5)}`)).stdout).toContain('Asked by ours');
    expect(bodies(log).at(-1)).toMatchObject({ type: 'call_ended' });
  });
});

describe('a name without .yaml, of what is checked or tested', () => {
  test('is the file here, else the playbook of that id', async () => {
    const { holdfast, here } = firm({ 'a.yaml': own('downgrade') });
    writeFileSync(join(here, 'downgrade.yaml'), own('downgrade').replace('end: over', 'end: ovr'));
    expect((await holdfast('check downgrade')).stdout).toMatch(/^downgrade\.yaml:8:\d+ error/);
    expect((await holdfast('test downgrade')).stderr).toContain('downgrade.yaml has no scenarios yet');
    expect(await holdfast('check win-back')).toMatchObject({ code: 0, stderr: expect.stringMatching(/^1 playbook: /) });
    expect(await holdfast('check downgrad')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: there is no playbook "downgrad", and no file or folder, nor is it in your folder of playbooks\n' +
        'hint: did you mean "downgrade"?; a file is named by its path: ./downgrad.yaml\n',
    });
  });
});
