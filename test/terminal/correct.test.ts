import { expect, test } from '@jest/globals';
import { run } from '../cli/run.js';
import { CTRL, ENTER, ESCAPE } from './keys.js';
import { eventsIn, freshLog } from './log.js';
import { playbookOf } from './playbook.js';
import { holdfast } from './terminal.js';

const STEPS = '  - {id: q, say: Stays?, ask: {type: yes_no, yes: {end: saved}, no: {end: lost}}}\n';
const OUTCOMES = 'saved: {label: Stays, group: saved}\n  lost: {label: Leaves, group: lost}';

test('a correction asks for the outcome and why; the one that stands is not offered', async () => {
  const log = freshLog();
  await run(['call', playbookOf(STEPS, '', OUTCOMES), '--db', log], `y${'\n'.repeat(5)}`);
  const call = eventsIn(log)[0]?.call ?? '';
  const correct = () => holdfast(['correct', call, '--db', log]);

  const first = correct();
  const asked = await first.sees((screen) => screen.includes('It ended as "Stays"') && screen.endsWith('^C leave'));
  expect(asked).toContain('❯ 1 Leaves\n  2 Hung up\n');
  expect(asked).not.toContain('Stays\n');
  first.type('1');
  await first.sees('Why?');
  first.type(ESCAPE);
  expect(await first.exited).toBe(130);

  const second = correct();
  await second.sees('It ended as');
  second.type(CTRL.c);
  expect(await second.exited).toBe(130);
  expect(eventsIn(log).at(-1)?.body.type).toBe('call_ended');

  const third = correct();
  await third.sees('It ended as');
  third.type('1');
  await third.sees('Why?');
  third.type(`They wrote${ENTER}`);
  expect(await third.exited).toBe(0);
  expect(third.screen()).toContain('Corrected: Leaves, instead of Stays.');
  expect(eventsIn(log).at(-1)?.body).toMatchObject({ type: 'outcome_corrected', why: { words: 'They wrote' } });
});
