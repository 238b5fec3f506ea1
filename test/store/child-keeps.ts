import process from 'node:process';
import { v7 } from 'uuid';
import type { CallEvent } from '../../src/call/event.js';
import { openLog } from '../../src/store/open-log.js';

// Run by processes.test.ts: does what is due in the log, so often, each time in a session of its own.
const [path = '', times] = process.argv.slice(2);

const log = openLog(path, { busyTimeout: 10_000 });
for (let left = Number(times); left > 0; ) {
  const [promise] = log.followUps();
  if (promise === undefined) throw new Error('nothing is promised');
  const { call, id, due } = promise;
  const seq = (log.read(call).at(-1)?.seq ?? 0) + 1;
  const body = { type: 'follow_up_done', id, due, by: `${process.pid}` } as const;
  const event: CallEvent = { call, seq, at: '2026-11-30T09:00:00.000Z', offset: 0, session: v7(), ms: 0, body };
  const appended = log.append([event], []);
  if (appended.kind === 'not_saved') throw new Error(appended.why);
  if (appended.kind === 'saved') left -= 1;
}
log.close();
process.stdout.write('saved');
