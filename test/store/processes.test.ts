import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { addPeriod } from '../../src/call/period.js';
import { openLog } from '../../src/store/open-log.js';
import { tempFolder } from '../temp-folder.js';
import { child } from './child.js';
import { differences } from './rows.js';
import { ENDED, PLAYBOOK, promised, scriptedCall } from './scripted-call.js';

const folder = tempFolder();
const taking = child('child-calls', folder);

/** Another process that takes calls in the log; its exit code, and what it said. */
const takeCalls = (path: string, calls: number, answers: number): Promise<string> =>
  taking(path, `${calls}`, `${answers}`);

test('processes that begin a log at once and write to it together lose nothing', async () => {
  const path = join(folder, 'new', 'calls.db');
  const all = await Promise.all([1, 2, 3].map(() => takeCalls(path, 5, 40)));
  expect(all).toEqual(Array(3).fill('0 saved'));
  const log = openLog(path);
  const count = (sql: string): unknown => log.db.prepare(sql).pluck().get();
  expect(count('SELECT count(*) FROM calls')).toBe(15);
  // Forty of steps, and the account number.
  expect(count('SELECT count(*) FROM answers')).toBe(15 * 41);
  expect(count('SELECT count(*) FROM events')).toBe(15 * 82);
  expect(count('SELECT count(*) FROM customers')).toBe(5);
  expect(log.db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(differences(log)).toEqual([]);
  log.close();
});

test('processes that add to a call after its end, all at once, lose nothing and do nothing twice', async () => {
  const path = join(folder, 'ended', 'calls.db');
  const log = openLog(path);
  const daily = promised('ring', '2026-12-01', { repeat: { count: 1, unit: 'day' } });
  const call = scriptedCall();
  log.append(call.start(daily, ENDED), [PLAYBOOK]);
  const keep = child('child-keeps', folder);
  expect(await Promise.all([1, 2, 3].map(() => keep(path, '30')))).toEqual(Array(3).fill('0 saved'));
  const done = log.read(call.id).flatMap(({ body }) => (body.type === 'follow_up_done' ? [body.due] : []));
  expect(done).toEqual(Array.from({ length: 90 }, (_, past) => addPeriod('2026-12-01', { count: past, unit: 'day' })));
  expect(log.followUps()).toMatchObject([{ past: 90, due: '2027-03-01' }]);
  expect(differences(log)).toEqual([]);
  log.close();
});

test('what a process saved before it was killed is there', async () => {
  const path = join(folder, 'killed', 'calls.db');
  expect(await takeCalls(path, 1, -1)).toMatch(/ saved$/);
  const log = openLog(path);
  const [call] = log.openCalls();
  expect(log.read(call?.call ?? '').map(({ body }) => body.type)).toEqual(['call_started', 'fact_set']);
  log.close();
});
