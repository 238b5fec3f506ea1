import { join } from 'node:path';
import { openLog } from '../../src/store/open-log.js';
import type { SqliteLog } from '../../src/store/sqlite-log.js';
import { tempFolder } from '../temp-folder.js';

/** Opens new logs, one file each, and closes them when the tests of the file are done. */
export function tempLogs(): (busyTimeout?: number) => SqliteLog {
  const logs: SqliteLog[] = [];
  const folder = tempFolder(() => {
    for (const log of logs) log.close();
  });
  return (busyTimeout = 50) => {
    const log = openLog(join(folder, `${logs.length}.db`), { busyTimeout });
    logs.push(log);
    return log;
  };
}
