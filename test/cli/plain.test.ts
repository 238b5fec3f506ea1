import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { SCRIPTS, scripts } from '../playbooks/bundled.js';
import { CTRL } from '../terminal/keys.js';
import { answersIn, bodies, freshLog } from '../terminal/log.js';
import { playbookOf, twentyQuestions } from '../terminal/playbook.js';
import { holdfast } from '../terminal/terminal.js';
import { run } from './run.js';

const steps = `  - {id: first, say: First, why: Because., ask: {type: choice, options: {a: Alpha, b: Beta, c: {label: Gamma, words: true}}}}
  - {id: many, say: Many, ask: {type: choices, options: {x: Ex, y: Why}}}
  - {id: words, say: Words, jot: Aside, ask: {type: text}}
  - {id: last, say: Last, ask: {type: yes_no}, end: over}
`;

describe('without a terminal', () => {
  test('a line is read per question, and nothing but plain lines is written', async () => {
    const log = freshLog();
    const lines = ['/why', '3', 'in my words', 'x,2', 'on the side', '//etc', '/nonsense', 'n', 'goodbye', ''];
    const { code, stdout, stderr } = await run(['call', playbookOf(steps), '--db', log], lines.join('\n'));
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('SAY: First');
    expect(stdout).toContain('WHY: Because.');
    expect(stdout).toContain('  3 Gamma');
    expect(stdout).toContain('there is no command "/nonsense"');
    expect(stdout).not.toContain('\x1b');
    expect(answersIn(log)).toEqual([
      ['first', ['c', 'in my words']],
      ['many', ['x', 'y']],
      ['words', '/etc'],
      ['last', false],
    ]);
    expect(bodies(log)).toContainEqual(expect.objectContaining({ type: 'noted', note: { words: 'goodbye' } }));
  });

  test('an option is named by its number, its id or its label; what is none is refused with what is', async () => {
    const log = freshLog();
    const lines = ['omega', 'beta', '/back', 'a', '/back', '', '1', '', 'text', 'y', '', ''];
    const { code, stdout } = await run(['call', playbookOf(steps), '--db', log], lines.join('\n'));
    expect(code).toBe(0);
    expect(stdout).toContain('! "omega" is not an option here; pick one of a, b, c');
    expect(answersIn(log).map(([, value]) => value)).toEqual(['b', 'a', 'a', ['x'], 'text', true]);
  });

  test('the end of the input leaves the call to be resumed, and says how', async () => {
    const log = freshLog();
    const left = await run(['call', playbookOf(steps), '--db', log], '1\n');
    expect(left.code).toBe(130);
    expect(left.stderr).toMatch(
      /the input ended\nLeft\. To go on with this call: holdfast resume [0-9a-f-]{8,36} --db .*\n/,
    );
    const resumed = await run(['resume', '--db', log], 'x\n\ntext\ny\n\n');
    expect(resumed.code).toBe(0);
    expect(answersIn(log)).toHaveLength(4);
  });

  test('/leave, /note, /trail and /out are typed', async () => {
    const log = freshLog();
    const { code, stdout } = await run(
      ['call', playbookOf(steps), '--db', log],
      '1\n/note marked\n/trail\n\n/out\n2\n\n',
    );
    expect(stdout).toContain('First: Alpha');
    expect(code).toBe(0);
    expect(bodies(log).at(-1)).toMatchObject({ outcome: 'wrong_number' });
    expect(bodies(log).map(({ type }) => type)).toContain('noted');
  });
});

describe.each([
  ['a dumb terminal', { TERM: 'dumb' }],
  ['a screen reader', { ACCESSIBLE: '1' }],
])('%s', (_, env) => {
  test('gets plain lines, and Ctrl-C leaves', async () => {
    const log = freshLog();
    const terminal = holdfast(['call', playbookOf(steps), '--db', log], { env });
    await terminal.sees('first>');
    terminal.type('2\r');
    await terminal.sees('many>');
    terminal.type(CTRL.c);
    expect(await terminal.exited).toBe(130);
    expect(terminal.screen()).toContain('holdfast resume');
    expect(terminal.written()).not.toContain('\x1b');
    expect(answersIn(log)).toEqual([['first', 'b']]);
  });
});

describe('--answers drives a call without a person', () => {
  test.each(scripts)('%s', async (file, playbook) => {
    const log = freshLog();
    const { code, stderr } = await run([
      'call',
      playbook,
      '--role',
      'manager',
      '--db',
      log,
      '--answers',
      join(SCRIPTS, file),
    ]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(bodies(log).at(-1)).toMatchObject({ type: 'call_ended' });
  });

  test('resumes a call that was left at a fact', async () => {
    const log = freshLog();
    const left = await run(['call', 'exit-interview', '--role', 'manager', '--db', log], '');
    expect(left.code).toBe(130);
    const resumed = ['resume', '--db', log, '--answers', join(SCRIPTS, 'exit-interview-held.yaml')];
    const { code, stderr } = await run(resumed, '', { HOLDFAST_ROLE: 'manager' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('an answer that is not taken, or missing, leaves the call and says which', async () => {
    const { writeFileSync } = await import('node:fs');
    const log = freshLog();
    const answers = `${log}.yaml`;
    writeFileSync(answers, 'q1: a\nq2: perhaps\n');
    const refused = await run(['call', playbookOf(twentyQuestions()), '--db', log, '--answers', answers]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('q2: "perhaps" is neither yes nor no');
    writeFileSync(answers, 'q2: yes\nq4: 4\nq99: unused\n');
    const missing = await run(['resume', '--db', log, '--answers', answers]);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('the answers have nothing for "q3"');
    expect(missing.stderr).toContain('not asked for, and not used: q4, q99');
    expect(answersIn(log)).toEqual([
      ['q1', 'a'],
      ['q2', true],
    ]);
  });
});
