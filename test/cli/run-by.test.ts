import { existsSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { bodies, eventsIn, freshLog } from '../terminal/log.js';
import { playbookOf } from '../terminal/playbook.js';
import { promising, TALK } from './promises.js';
import { run } from './run.js';

const STEPS = '  - {id: q, say: Why?, ask: {type: text}, end: over}\n';
const FOR_LEADS = 'run_by: team_lead\n';

test('a call for a role above is refused with who may take it, and nothing begins', async () => {
  const log = freshLog();
  const refused = await run(['call', playbookOf(STEPS, FOR_LEADS), '--db', log], 'x\n');
  expect(refused).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'error: "Test" is a call for a team lead, and you are set up as rep\n' +
      'hint: promise it to a team lead, or, if you are one: holdfast config role team_lead\n',
  });
  expect(existsSync(log)).toBe(false);
});

test.each(['team_lead', 'manager'])('a %s may take it', async (role) => {
  const log = freshLog();
  const { code } = await run(['call', playbookOf(STEPS, FOR_LEADS), '--db', log, '--role', role], `x${'\n'.repeat(5)}`);
  expect(code).toBe(0);
  expect(bodies(log)[0]).toMatchObject({ type: 'call_started', role });
});

test('nor does somebody else go on with it; whoever may does', async () => {
  const log = freshLog();
  const left = await run(['call', playbookOf(STEPS, FOR_LEADS), '--db', log, '--role', 'manager'], '');
  expect(left.code).toBe(130);
  const before = eventsIn(log);
  expect(await run(['resume', '--db', log], 'x\n')).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'error: "Test" is a call for a team lead, and you are set up as rep\n' +
      'hint: it stays open for a team lead; if you are one: holdfast config role team_lead\n',
  });
  expect(eventsIn(log)).toEqual(before);
  const lead = await run(['resume', '--db', log, '--role', 'team_lead'], `x${'\n'.repeat(5)}`);
  expect(lead).toMatchObject({ code: 0, stderr: '' });
  expect(bodies(log)).toContainEqual(expect.objectContaining({ type: 'resumed', role: 'team_lead' }));
});

test('a call that was promised to another role is only refused: it is promised already', async () => {
  const { promise, list, holdfast, playbook, log } = promising();
  await promise('Jansen BV', '-1');
  writeFileSync(playbook, TALK.replace('version: 1\n', 'version: 1\nrun_by: manager\n'));
  const refused = await holdfast('followups', 'start', (await list())[0]?.id ?? '');
  expect(refused).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'error: "A talk" is a call for a manager, and you are set up as rep\n' +
      'hint: it stays open for a manager; if you are one: holdfast config role manager\n',
  });
  expect(eventsIn(log).filter(({ body }) => body.type === 'call_started')).toHaveLength(1);
});
