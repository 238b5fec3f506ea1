import { expect, test } from '@jest/globals';
import { eventsIn, freshLog } from '../terminal/log.js';
import { playbookOf } from '../terminal/playbook.js';
import { run } from './run.js';

const STEPS = '  - {id: q, say: Stays?, ask: {type: yes_no, yes: {end: saved}, no: {end: lost}}}\n';
const OUTCOMES = 'saved: {label: Stays, group: saved}\n  lost: {label: Leaves, group: lost}';

async function ended() {
  const log = freshLog();
  const { code } = await run(['call', playbookOf(STEPS, '', OUTCOMES), '--db', log], `y${'\n'.repeat(5)}`);
  expect(code).toBe(0);
  const call = eventsIn(log)[0]?.call ?? '';
  return {
    log,
    call,
    correct: (...args: readonly string[]) => run(['correct', call.slice(0, 8), '--db', log, ...args]),
  };
}

test('another outcome takes the place of the first; who and why are kept', async () => {
  const { log, call, correct } = await ended();
  const done = await correct('--outcome', 'lost', '--why', 'They wrote the day after');
  expect(done).toEqual({ code: 0, stdout: `Corrected: Leaves, instead of Stays. Call ${call}\n`, stderr: '' });
  expect(eventsIn(log).at(-1)?.body).toEqual({
    type: 'outcome_corrected',
    outcome: 'lost',
    label: 'Leaves',
    group: 'lost',
    by: 'Robin',
    why: { words: 'They wrote the day after' },
  });
  expect((await correct('--outcome', 'hung_up', '--why', 'After all')).stdout).toContain('Hung up, instead of Leaves');
  const back = await correct('--outcome', 'saved', '--why', 'They stayed');
  expect(back).toMatchObject({ code: 0, stdout: expect.stringContaining('Stays, instead of Hung up') });
});

test('words of a card number are taken out of why', async () => {
  const { log, correct } = await ended();
  await correct('--outcome', 'lost', '--why', 'paid with 4111 1111 1111 1111');
  expect(JSON.stringify(eventsIn(log))).not.toContain('4111 1111');
});

test('what is no correction is refused, and nothing is written', async () => {
  const { log, correct } = await ended();
  const before = eventsIn(log).length;
  const same = await correct('--outcome', 'saved', '--why', 'x');
  expect(same).toMatchObject({ code: 1, stderr: expect.stringContaining('the outcome is "Stays" already') });
  const unknown = await correct('--outcome', 'svaed', '--why', 'x');
  expect(unknown).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('there is no outcome "svaed"; there are saved, lost'),
  });
  const mute = await correct('--outcome', 'lost', '--why', ' ');
  expect(mute).toMatchObject({ code: 1, stderr: expect.stringContaining('needs a reason') });
  const which = await correct();
  expect(which).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/which outcome\?\nhint: .*there are lost, hung_up/),
  });
  expect(await correct('--outcome', 'lost')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--why <words>'),
  });
  expect(eventsIn(log)).toHaveLength(before);
});

test('a call that has not ended is gone on with instead', async () => {
  const log = freshLog();
  await run(['call', playbookOf(STEPS, '', OUTCOMES), '--db', log], '');
  const call = eventsIn(log)[0]?.call ?? '';
  const open = await run(['correct', call, '--outcome', 'lost', '--why', 'x', '--db', log]);
  expect(open).toMatchObject({ code: 1, stderr: expect.stringContaining(`holdfast resume ${call}`) });
});
