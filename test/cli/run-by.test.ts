import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { bodies, freshLog } from '../terminal/log.js';
import { playbookOf } from '../terminal/playbook.js';
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
