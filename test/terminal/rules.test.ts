import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run } from '../cli/run.js';
import { tempFolder } from '../temp-folder.js';
import { CTRL, ENTER } from './keys.js';
import { bodies, freshLog } from './log.js';
import { playbookOf } from './playbook.js';
import { holdfast } from './terminal.js';

const playbook = () =>
  playbookOf(
    `  - {id: hello, say: Hello, ask: {type: yes_no, no: {end: lost}}}
  - {id: read_back, say: You leave., end: lost}
`,
    'rules: [{before: {outcome: lost, visit: [read_back]}}]\n',
    'lost: {label: Leaves, group: lost}',
  );

const AGAINST = 'Against a rule of this playbook: "Read back" before "Leaves".';
const OVERRIDDEN = {
  type: 'rule_overridden',
  rule: '"Read back" before "Leaves"',
  outcome: 'lost',
  reason: { words: 'no time' },
};
const types = (log: string) => bodies(log).map(({ type }) => type);

describe('an outcome against a rule', () => {
  test.each([
    [80, 24],
    [40, 24],
  ])('is ended for a reason, with the note that was typed: %d columns', async (columns, rows) => {
    const log = freshLog();
    const terminal = holdfast(['call', playbook(), '--db', log], { columns, rows });
    await terminal.sees('Hello');
    terminal.type('n');
    await terminal.sees('Wrap up: Leaves');
    terminal.type(`in a hurry${ENTER}`);
    const asked = await terminal.sees((screen) => screen.includes('say why') && screen.endsWith('leave'));
    expect(asked.replace(/\s+/g, ' ')).toContain(AGAINST);
    // Enter alone goes back, and nothing is lost.
    terminal.type(ENTER);
    await terminal.sees('› in a hurry');
    expect(types(log)).not.toContain('call_ended');
    terminal.type(ENTER);
    await terminal.sees('say why');
    terminal.type(`no time${ENTER}`);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log).slice(-3)).toEqual([
      OVERRIDDEN,
      { type: 'noted', note: { words: 'in a hurry' } },
      expect.objectContaining({ type: 'call_ended', outcome: 'lost' }),
    ]);
  });

  test('holds nobody up who hangs up while the reason is asked for', async () => {
    const log = freshLog();
    const terminal = holdfast(['call', playbook(), '--db', log]);
    await terminal.sees('Hello');
    terminal.type('n');
    await terminal.sees('Wrap up: Leaves');
    terminal.type(ENTER);
    await terminal.sees('say why');
    terminal.type(CTRL.x);
    await terminal.sees('Hung up');
    // No step is there for a customer who insists.
    terminal.type('1');
    await terminal.sees('Wrap up: Hung up');
    terminal.type(ENTER);
    expect(await terminal.exited).toBe(0);
    expect(bodies(log).at(-1)).toMatchObject({ type: 'call_ended', outcome: 'hung_up' });
    expect(types(log)).not.toContain('rule_overridden');
  });

  test('is asked about in plain lines', async () => {
    const log = freshLog();
    const { code, stdout } = await run(
      ['call', playbook(), '--db', log],
      ['n', 'note', '', 'note', 'no time', ''].join('\n'),
    );
    expect(stdout.split(AGAINST)).toHaveLength(3);
    expect(code).toBe(0);
    expect(bodies(log)).toContainEqual(OVERRIDDEN);
  });

  test('needs its reason in a file of answers, too, and a reason that nothing asks for is told of', async () => {
    const folder = tempFolder();
    const answered = async (answers: string) => {
      const [file, log] = [join(folder, 'answers.yaml'), freshLog()];
      writeFileSync(file, answers);
      return { ...(await run(['call', playbook(), '--answers', file, '--db', log])), log };
    };
    const without = await answered('hello: no\n');
    expect([without.code, without.stderr]).toEqual([1, expect.stringContaining(`wrap_up: ${AGAINST}`)]);
    const blank = await answered('hello: no\nwrap_up: {override: " "}\n');
    expect([blank.code, blank.stderr]).toEqual([1, expect.stringContaining(`wrap_up: ${AGAINST}`)]);
    const reasoned = await answered('hello: no\nwrap_up: {override: no time}\n');
    expect([reasoned.code, reasoned.stderr]).toEqual([0, '']);
    expect(bodies(reasoned.log)).toContainEqual(OVERRIDDEN);
    const kept = await answered('hello: yes\nwrap_up: {override: no time}\n');
    expect([kept.code, kept.stderr]).toEqual([0, 'not asked for, and not used: wrap_up override\n']);
    expect(types(kept.log)).not.toContain('rule_overridden');
  });
});
