import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { openLog } from '../../src/store/open-log.js';
import { PROJECTIONS, rebuild } from '../../src/store/projections.js';
import { tempFolder } from '../temp-folder.js';

const folder = tempFolder();
const child = join(folder, 'child.cjs');
buildSync({
  entryPoints: [resolve('test/store/child-calls.ts')],
  outfile: child,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['better-sqlite3'],
});

/** Another process that takes calls in the log; its exit code, and what it said. */
function takeCalls(path: string, calls: number, answers: number): Promise<string> {
  const env = { ...process.env, NODE_PATH: resolve('node_modules') };
  const taking = spawn(process.execPath, [child, path, `${calls}`, `${answers}`], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  taking.stdout.on('data', (data) => {
    said += data;
  });
  taking.stderr.on('data', (data) => {
    said += data;
  });
  return new Promise((done) => taking.on('close', (code) => done(`${code} ${said}`)));
}

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
  rebuild(log.db, 'temp');
  for (const name of PROJECTIONS) {
    expect(log.db.prepare(`SELECT * FROM main.${name} EXCEPT SELECT * FROM temp.${name}`).all()).toEqual([]);
  }
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
