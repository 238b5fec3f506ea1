import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { openLog } from '../../src/store/open-log.js';
import type { SqliteLog } from '../../src/store/sqlite-log.js';

/** A folder that goes when the tests of the file are done. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-store-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens new logs, one file each, and closes them when the tests of the file are done. */
export function tempLogs(): (busyTimeout?: number) => SqliteLog {
  const folder = tempFolder();
  const logs: SqliteLog[] = [];
  afterAll(() => {
    for (const log of logs) log.close();
  });
  return (busyTimeout = 50) => {
    const log = openLog(join(folder, `${logs.length}.db`), { busyTimeout });
    logs.push(log);
    return log;
  };
}
