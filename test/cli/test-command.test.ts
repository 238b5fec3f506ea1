import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { file, PLAYBOOK, STAYS } from '../rehearsal/scenario-playbook.js';
import { tempFolder } from '../temp-folder.js';
import { freshLog } from '../terminal/log.js';
import { run } from './run.js';

const PASSES = `${STAYS}    expect: {outcome: saved}\n`;
const FAILS = `${STAYS}    expect: {outcome: lost, that: ['yearly_value < 5000']}\n`;

/** A folder with the playbook and, unless there are none, its scenarios. */
function folderWith(scenarios?: string, playbook = PLAYBOOK): string {
  const folder = tempFolder();
  writeFileSync(join(folder, 'late-delivery.yaml'), playbook);
  if (scenarios !== undefined) writeFileSync(join(folder, 'late-delivery.test.yaml'), scenarios);
  return folder;
}

const tested = (folder: string, ...args: readonly string[]) => run(['test', ...args], '', {}, folder);

describe('holdfast test', () => {
  test('passes with 0 and says what is covered', async () => {
    const { code, stdout, stderr } = await tested(folderWith(file(PASSES)));
    expect(stdout).toBe(`late-delivery.test.yaml
  ✓ stays
  covered: steps 6/8, options 1/3, routes 2/6, cards 1/2, offers 2/6
      late-delivery.yaml:28 step "boss_why" is never shown
      late-delivery.yaml:55 step "goodbye" is never shown
      late-delivery.yaml:34 option "delay" of step "reason" is never picked
      late-delivery.yaml:34 option "other" of step "reason" is never picked
      late-delivery.yaml:38 step "sort" never goes on by its \`else\`
      late-delivery.yaml:40 step "tactics" never tries "gap"
      late-delivery.yaml:40 step "tactics" never comes to its \`then\`
      late-delivery.yaml:42 step "manager" is never skipped
      late-delivery.yaml:25 card "boss" is never opened
      late-delivery.yaml:22 offer "whole_month" is never shown
      late-delivery.yaml:48 step "keep" never has an offer considering
      late-delivery.yaml:48 step "keep" never makes no offer
      late-delivery.yaml:49 step "keep" never has an offer declined

`);
    expect([code, stderr]).toEqual([0, '1 scenario: all pass\n']);
  });

  test('fails with 1, says what was expected and what came, and where the call stood', async () => {
    const { code, stdout, stderr } = await tested(folderWith(file(FAILS)), 'late-delivery.yaml');
    expect(stdout.slice(0, stdout.indexOf('  covered'))).toBe(`late-delivery.test.yaml
  ✗ stays
      late-delivery.test.yaml:9 expected the outcome lost, and it was saved
      late-delivery.test.yaml:9 expected \`yearly_value < 5000\` to hold, and it does not: yearly_value is 6600
      it came by: reason → competitor → manager → gap → keep → promise
`);
    expect([code, stderr]).toEqual([1, '1 scenario: 1 failed\n']);
  });

  test('.yml and .yaml stand beside each other', async () => {
    const folder = folderWith();
    writeFileSync(join(folder, 'late-delivery.test.yml'), file(PASSES));
    for (const name of ['late-delivery.yaml', 'late-delivery.test.yml', '.'])
      expect(await tested(folder, name)).toMatchObject({ code: 0, stderr: '1 scenario: all pass\n' });
  });

  test('tells of a mistake in the file as check does', async () => {
    const { code, stdout, stderr } = await tested(
      folderWith(file(PASSES.replace('gap: 120', 'gpa: 120'))),
      'late-delivery.test.yaml',
    );
    expect(stdout).toContain('late-delivery.test.yaml:6:30 error: there is no step "gpa"\n');
    expect(stdout).toContain('hint: did you mean "gap"?   [unknown-step]\n');
    expect([code, stderr]).toEqual([1, '0 scenarios, 1 file with errors\n']);
  });

  test('tells of a mistake in the playbook, with its own file', async () => {
    const { code, stdout } = await tested(folderWith(file(PASSES), PLAYBOOK.replace('go: tactics', 'go: tatics')));
    expect(stdout).toMatch(/^late-delivery\.yaml:37:53 error: .*tatics/);
    expect(code).toBe(1);
  });

  test('fails below the coverage that is asked for, by the kind of which least is covered', async () => {
    const folder = folderWith(file(PASSES));
    const below = await tested(folder, '--min-coverage', '34');
    expect([below.code, below.stderr]).toEqual([
      1,
      'late-delivery.yaml: 1 of 3 options covered, 33 %; at least 34 % is asked for\n1 scenario: all pass\n',
    ]);
    expect((await tested(folder, '--min-coverage', '33')).code).toBe(0);
    const wrong = await tested(folder, '--min-coverage', 'all');
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('--min-coverage takes a percentage, and got "all"'),
    ]);
  });

  test('--json has everything', async () => {
    const { code, stdout } = await tested(folderWith(file(FAILS)), '--json');
    const [result] = JSON.parse(stdout);
    expect(result.results).toEqual([
      {
        name: 'stays',
        line: 4,
        passed: false,
        outcome: 'saved',
        failures: [
          { kind: 'outcome', line: 9, message: 'expected the outcome lost, and it was saved' },
          { kind: 'that', line: 9, message: expect.stringContaining('yearly_value is 6600') },
        ],
      },
    ]);
    expect(result.coverage[1]).toEqual({
      kind: 'options',
      covered: 1,
      of: 3,
      percent: 33,
      missing: [
        { line: 34, label: 'option "delay" of step "reason" is never picked' },
        { line: 34, label: 'option "other" of step "reason" is never picked' },
      ],
    });
    expect(code).toBe(1);
  });

  test('--junit writes what build servers read', async () => {
    const folder = folderWith(file(FAILS + PASSES.replace('name: stays', 'name: "stays <&\\"\\u0007>"')));
    const { code } = await tested(folder, '--junit', 'results.xml');
    expect(readFileSync(join(folder, 'results.xml'), 'utf8')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="holdfast test" tests="2" failures="1" errors="0">
  <testsuite name="late-delivery.test.yaml" tests="2" failures="1" errors="0">
    <testcase name="stays" classname="late-delivery.yaml" file="late-delivery.test.yaml" line="4">
      <failure message="expected the outcome lost, and it was saved">late-delivery.test.yaml:9 expected the outcome lost, and it was saved
late-delivery.test.yaml:9 expected \`yearly_value &lt; 5000\` to hold, and it does not: yearly_value is 6600</failure>
    </testcase>
    <testcase name="stays &lt;&amp;&quot;\ufffd&gt;" classname="late-delivery.yaml" file="late-delivery.test.yaml" line="10"/>
  </testsuite>
</testsuites>
`);
    expect(code).toBe(1);
  });

  test('--junit does not write over a playbook', async () => {
    const folder = folderWith(file(PASSES));
    const { code, stderr } = await tested(folder, '--junit', 'late-delivery.yaml');
    expect([code, stderr]).toEqual([2, expect.stringContaining('has the name of a playbook')]);
    expect(readFileSync(join(folder, 'late-delivery.yaml'), 'utf8')).toBe(PLAYBOOK);
  });

  test('a file that is named in several ways is played once', async () => {
    const { stderr } = await tested(folderWith(file(PASSES)), 'late-delivery.yaml', './late-delivery.test.yaml', '.');
    expect(stderr).toBe('1 scenario: all pass\n');
  });

  test('a playbook by another ending is not taken for its own scenarios; of what is not there, that which was named is told', async () => {
    const folder = folderWith(file(PASSES));
    writeFileSync(join(folder, 'late.txt'), PLAYBOOK);
    const text = await tested(folder, 'late.txt');
    expect([text.code, text.stderr]).toEqual([2, expect.stringContaining('late.txt does not end in .yaml')]);
    expect((await tested(folder, 'nope.test.yaml')).stderr).toContain('nope.test.yaml cannot be read');
  });

  test('without scenarios says how to make some', async () => {
    const { code, stderr } = await tested(folderWith());
    expect(stderr).toBe(`error: late-delivery.yaml has no scenarios yet
hint: write them into late-delivery.test.yaml, or begin with a call that was taken: holdfast test late-delivery.yaml --record <call>
`);
    expect(code).toBe(1);
  });

  test('a playbook of a folder without scenarios is named, and covers nothing', async () => {
    const folder = folderWith(file(PASSES));
    writeFileSync(join(folder, 'bare.yaml'), PLAYBOOK.replace('late-delivery', 'bare'));
    expect(await tested(folder)).toMatchObject({
      code: 0,
      stderr: 'bare.yaml has no scenarios\n1 scenario: all pass\n',
    });
    expect(await tested(folder, '--min-coverage', '1')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('bare.yaml: nothing is covered'),
    });
  });

  test('an empty folder, and scenarios beside no playbook', async () => {
    const empty = tempFolder();
    expect(await tested(empty)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no playbook here'),
    });
    writeFileSync(join(empty, 'lone.test.yaml'), file(PASSES));
    expect(await tested(empty, 'lone.test.yaml')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('stands beside no playbook'),
    });
  });
});

test('explain knows what only a file of scenarios is told', async () => {
  expect(await run(['explain', 'cannot-fail'])).toMatchObject({
    code: 0,
    stdout: 'cannot-fail (error): A scenario expects nothing that could turn out otherwise.\n',
  });
});

describe('holdfast test --record', () => {
  const ANSWERS =
    'customer: Ms Private\nmonthly_value: 550\nreason: {answer: price, first: [card boss, note she cried]}\nboss_why: my husband left\ngap: 120\nkeep: [half_month, accepted]\npromise: +3\n';

  test('prints a call of the log so that it passes, with none of its words', async () => {
    const folder = folderWith();
    const log = freshLog();
    writeFileSync(join(folder, 'answers.yaml'), ANSWERS);
    const call = await run(['call', './late-delivery.yaml', '--answers', 'answers.yaml', '--db', log], '', {}, folder);
    expect(call.code).toBe(0);
    const recorded = await tested(folder, '--record', '0', '--db', log);
    expect([recorded.code, recorded.stderr]).toEqual([0, 'words were replaced at: boss_why, customer\n']);
    expect(recorded.stdout).not.toMatch(/Private|husband|cried/);
    writeFileSync(join(folder, 'late-delivery.test.yaml'), recorded.stdout);
    const replayed = await tested(folder);
    expect([replayed.code, replayed.stderr]).toEqual([0, '1 scenario: all pass\n']);
    const more = await tested(folder, 'late-delivery.yaml', '--record', '0', '--db', log);
    expect(recorded.stdout.endsWith(more.stdout)).toBe(true);
    expect(more.stdout).toMatch(/^ {2}- name: Stays, as in call/);
    writeFileSync(join(folder, 'other.yaml'), PLAYBOOK.replace(/^playbook: .*/m, 'playbook: other'));
    expect(await tested(folder, 'other.yaml', '--record', '0', '--db', log)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('other.yaml is of another playbook'),
    });
  });

  test('a call that has not ended cannot be recorded', async () => {
    const folder = folderWith();
    const log = freshLog();
    writeFileSync(join(folder, 'answers.yaml'), 'customer: Ms Private\nreason: price\n');
    await run(['call', './late-delivery.yaml', '--answers', 'answers.yaml', '--db', log], '', {}, folder);
    expect(await tested(folder, '--record', '0', '--db', log)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('has not ended yet'),
    });
    expect(await tested(folder, '--record', 'f', '--db', log)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no call begins with "f"'),
    });
  });
});
