import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { githubAnnotation } from '../../src/cli/check-github.js';
import { tempFolder } from '../temp-folder.js';
import { run } from './run.js';

const folder = tempFolder();
const fine = 'fine.yaml';
const warned = 'warned.yaml';
const wrong = join('of, mine', 'wrong: 100%.yaml');

const playbook = (when: string, end = 'done') => `playbook: seats
title: Seats
version: 1
language: en
about: loss
outcomes:
  done: {label: Done, group: done}
steps:
  - id: mark
    say: From 1 to 5, how was it?
    ask: {type: scale}
  - id: sorry
    when: ${when}
    say: I am sorry to hear it.
  - id: bye
    say: Goodbye.
    end: ${end}
`;

beforeAll(() => {
  mkdirSync(join(folder, 'of, mine'));
  writeFileSync(join(folder, fine), playbook('mark < 3'));
  writeFileSync(join(folder, warned), playbook('mark > 5'));
  writeFileSync(join(folder, wrong), playbook('mark > 5', 'dnoe'));
});

const check = (...args: readonly string[]) => run(['check', ...args], '', {}, folder);

describe('holdfast check --strict', () => {
  test('fails on warnings, and says that it is why', async () => {
    const lenient = await check(warned);
    expect(lenient.code).toBe(0);
    expect(lenient.stdout).toContain('[never-holds]');
    expect(await check(warned, '--strict')).toEqual({
      code: 1,
      stdout: lenient.stdout,
      stderr:
        '1 playbook: 0 errors, 1 warning; --strict fails on warnings as well\nholdfast explain never-holds says more\n',
    });
  });

  test('passes what nothing is told of, and the playbooks that come with Holdfast', async () => {
    expect(await check(fine, '--strict')).toEqual({ code: 0, stdout: '', stderr: '1 playbook: nothing wrong\n' });
    const bundled = await run(['check', '--strict', 'playbooks']);
    expect(bundled).toMatchObject({ code: 0, stdout: '' });
  });

  test('fails with --json as well, and prints nothing but JSON', async () => {
    const { code, stdout, stderr } = await check(warned, fine, '--strict', '--json');
    expect([code, stderr]).toEqual([1, '']);
    expect(JSON.parse(stdout)).toEqual([
      {
        file: warned,
        line: 13,
        column: 11,
        length: 8,
        code: 'never-holds',
        severity: 'warning',
        message: '`mark > 5` never holds, so step "sorry" is never shown',
        hint: '"mark" is 1 to 5; mend the condition, or remove the step',
      },
    ]);
  });
});

describe('holdfast check --format github', () => {
  test('prints annotations, each on one line', async () => {
    expect(await check('--format', 'github', warned, wrong, fine)).toEqual({
      code: 1,
      stdout: `::warning file=warned.yaml,line=13,endLine=13,col=11,endColumn=19,title=never-holds::\`mark > 5\` never holds, so step "sorry" is never shown%0Ahint: "mark" is 1 to 5; mend the condition, or remove the step
::error file=of%2C mine/wrong%3A 100%25.yaml,line=17,endLine=17,col=10,endColumn=14,title=unknown-outcome::step "bye" ends with "dnoe", which does not exist%0Ahint: did you mean "done"?
`,
      stderr: '3 playbooks: 1 error, 1 warning\n',
    });
    expect(await check('--format', 'github', fine)).toMatchObject({ code: 0, stdout: '' });
    expect((await check('--format', 'github', warned)).code).toBe(0);
    expect((await check('--format', 'github', '--strict', warned)).code).toBe(1);
  });

  test('keeps what would begin another annotation inside its own', () => {
    const told = githubAnnotation('a\n::b', {
      code: 'yaml',
      severity: 'error',
      message: '100% of it\r\n::set-env name=a::b',
      place: { line: 1, column: 2, length: 3 },
    });
    expect(told).toBe(
      '::error file=a%0A%3A%3Ab,line=1,endLine=1,col=2,endColumn=5,title=yaml::100%25 of it%0D%0A::set-env name=a::b',
    );
  });

  test('is the only format by a name, and not for --json', async () => {
    expect(await check('--format', 'junit', fine)).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/there is no format "junit"\nhint: type `--format github`/),
    });
    expect(await check('--format', 'github', '--json', fine)).toMatchObject({ code: 2, stdout: '' });
  });
});
