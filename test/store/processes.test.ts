import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openLog } from '../../src/store/open-log.js';
import { tempFolder } from '../temp-folder.js';
import { child } from './child.js';
import { differences } from './rows.js';

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

test('what a process saved before it was killed is there', async () => {
  const path = join(folder, 'killed', 'calls.db');
  expect(await takeCalls(path, 1, -1)).toMatch(/ saved$/);
  const log = openLog(path);
  const [call] = log.openCalls();
  expect(log.read(call?.call ?? '').map(({ body }) => body.type)).toEqual(['call_started', 'fact_set']);
  log.close();
});
