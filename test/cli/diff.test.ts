import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { tempFolder } from '../temp-folder.js';
import { run } from './run.js';

const playbook = (id: string, steps: string) => `playbook: ${id}
title: The ${id}
version: 1
language: en
about: interview
outcomes: {over: {label: Over, group: done}}
steps:
${steps}`;

const PARENT = playbook('parent', '  - {id: inner, use: child}\n  - {id: last, say: Thank you., end: over}\n');
const CHILD = playbook('child', '  - {id: asked, say: May I ask you something?, ask: {type: text}, end: over}\n');

const folder = tempFolder();
const scripts = join(folder, 'scripts');
const at = (name: string) => join(scripts, name);

function git(...args: readonly string[]): void {
  const who = ['-c', 'user.name=Robin', '-c', 'user.email=robin@example.com', '-c', 'commit.gpgsign=false'];
  const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

beforeAll(() => {
  mkdirSync(scripts);
  git('init', '--quiet');
  writeFileSync(at('parent.yaml'), PARENT);
  // The used one is called otherwise: it is found by its id.
  writeFileSync(at('one-that-is-used.yaml'), CHILD);
  git('add', '.');
  git('commit', '--quiet', '-m', 'One');
  writeFileSync(
    at('one-that-is-used.yaml'),
    CHILD.replace('May I', 'Could I').replace('text}', 'text, optional: true}'),
  );
  writeFileSync(at('parent.yaml'), PARENT.replace('version: 1', 'version: 2 # the next'));
  git('commit', '--quiet', '-a', '-m', 'Two');
  writeFileSync(at('one-that-is-used.yaml'), 'playbook: [');
});

const diff = (was: string, now: string, cwd = folder, env = {}) => run(['diff', was, now], '', env, cwd);

describe('holdfast diff', () => {
  test('of two revisions: playbooks are compared with those that they used then', async () => {
    expect(await diff('HEAD~1:scripts/parent.yaml', 'HEAD:scripts/parent.yaml')).toEqual({
      code: 1,
      stdout: `changes what happens
  playbook child: step asked: optional is yes, was no
changes words only
  playbook child: step asked: say: [-May-]{+Could+} I ask you something?
`,
      stderr: '',
    });
    expect(await diff('HEAD~1:./parent.yaml', 'HEAD:./parent.yaml', scripts)).toMatchObject({ code: 1 });
    const { stdout } = await run(
      ['diff', 'HEAD~1:scripts/parent.yaml', 'HEAD:scripts/parent.yaml', '--json'],
      '',
      {},
      folder,
    );
    expect(JSON.parse(stdout)).toEqual([
      { sort: 'words', where: 'playbook child: step asked', text: 'say: [-May-]{+Could+} I ask you something?' },
      { sort: 'happens', where: 'playbook child: step asked', text: 'optional is yes, was no' },
    ]);
  });

  test('a version and a comment are no change; a file that is there is no revision', async () => {
    const same = { code: 0, stdout: '', stderr: 'nothing changed in meaning\n' };
    writeFileSync(join(folder, 'a:b.yaml'), CHILD);
    writeFileSync(join(folder, 'c.yaml'), CHILD.replace('version: 1', 'version: 9'));
    expect(await diff('a:b.yaml', 'c.yaml')).toEqual(same);
    expect(await diff('HEAD~1:scripts/one-that-is-used.yaml', 'c.yaml')).toEqual(same);
  });

  const WRONG: readonly (readonly [string, string, RegExp])[] = [
    ['a revision that is none', 'nowhere:scripts/parent.yaml', /there is no revision "nowhere"\nhint: .*git log/],
    [
      'a path that is none',
      'HEAD:parent.yaml',
      /no file "parent.yaml" in revision "HEAD"\nhint: .*HEAD:\.\/parent.yaml/,
    ],
    ['a folder', 'HEAD:scripts', /"scripts" in revision "HEAD" is a folder/],
    ['nothing after the colon', 'HEAD:', /names no file after the colon/],
    ['what could be a flag of git', '--upload-pack=x:y', /no revision: those do not begin with a dash/],
    ['a playbook that cannot be read', 'scripts/one-that-is-used.yaml', /cannot be used/],
    ['a playbook that is not there', 'nothing.yaml', /there is no such file/],
  ];

  test.each(WRONG)('%s is told, and is no difference', async (_, name, told) => {
    const { code, stdout, stderr } = await run(['diff', '--', name, 'scripts/parent.yaml'], '', {}, folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(told);
  });

  test('without a repository, and without git, it says what is missing', async () => {
    const name = 'HEAD:parent.yaml';
    const elsewhere = tempFolder();
    const outside = await diff(name, name, elsewhere, { GIT_CEILING_DIRECTORIES: join(elsewhere, '..') });
    expect(outside).toMatchObject({ code: 2, stderr: expect.stringContaining('in no git repository') });
    const without = await diff(name, name, folder, { PATH: elsewhere });
    expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no git on this machine') });
  });
});
