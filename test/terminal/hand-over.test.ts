import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { CTRL, END, ENTER, ESCAPE } from './keys.js';
import { bodies, eventsIn, freshLog } from './log.js';
import { playbookOf } from './playbook.js';
import { holdfast } from './terminal.js';

const STEPS = '  - {id: q, say: Why?, ask: {type: text}, end: over}\n';
const TOP = 'run_by: manager\nfacts:\n  who: {type: text, label: Company, identifies: customer}\n';

function refused(log: string, ...flags: readonly string[]) {
  return holdfast(['call', playbookOf(STEPS, TOP), '--db', log, ...flags]);
}

test('a call above the role can be promised to who may take it: customer, day, what they should know', async () => {
  const log = freshLog();
  const call = refused(log);
  const shown = (await call.sees('Promise the call to a manager')).replaceAll(/\s+/g, ' ');
  expect(shown).toContain('"Test" is a call for a manager, and you are set up as rep (holdfast config role).');
  call.type('1');
  await call.sees('Which customer is it? (Company)');
  call.type(`Jansen BV${ENTER}`);
  await call.sees('By which day');
  call.type(`2099-05-04${ENTER}`);
  await call.sees('What should a manager know?');
  call.type(`${END}: they are angry${ENTER}`);
  expect(await call.exited).toBe(0);
  expect(call.screen()).toContain('Promised to a manager for Mon, 4 May 2099: Test: they are angry.');
  const events = bodies(log);
  expect(events).toContainEqual(expect.objectContaining({ type: 'fact_set', fact: 'who' }));
  expect(events.at(-2)).toEqual({
    type: 'follow_up_promised',
    id: 'handed_over',
    what: { words: 'Test: they are angry' },
    by: 'manager',
    due: '2099-05-04',
    call: 'test',
  });
  expect(events.at(-1)).toMatchObject({ type: 'call_ended', outcome: 'handed_over', group: 'incomplete' });
});

test('a customer who is known is not asked for', async () => {
  const log = freshLog();
  const call = refused(log, '--customer', 'Pieters');
  await call.sees('Promise the call');
  call.type('1');
  await call.sees('By which day');
  call.type(`+3${ENTER}`);
  await call.sees('What should');
  call.type(ENTER);
  expect(await call.exited).toBe(0);
  expect(JSON.stringify(eventsIn(log))).toContain('Pieters');
});

test.each([
  ['leaving it', '2'],
  ['Escape', ESCAPE],
  ['Ctrl-C', CTRL.c],
])('%s begins nothing', async (_, key) => {
  const log = freshLog();
  const call = refused(log);
  await call.sees('Promise the call');
  call.type(key);
  expect(await call.exited).toBe(130);
  expect(existsSync(log)).toBe(false);
});
