import process from 'node:process';
import { openLog } from '../../src/store/open-log.js';
import { account, answered, PLAYBOOK, scriptedCall, shown, text } from './scripted-call.js';

// Run by processes.test.ts: takes calls in the log, answer by answer. With fewer than none, it kills itself in the first.
const [path = '', calls, answers] = process.argv.slice(2);

const log = openLog(path, { busyTimeout: 10_000 });
for (let n = 0; n < Number(calls); n++) {
  const call = scriptedCall();
  save(call.start(account(`AC-${n}`)));
  if (Number(answers) < 0) {
    process.stdout.write('saved', () => process.kill(process.pid, 'SIGKILL'));
    break;
  }
  for (let visit = 1; visit <= Number(answers); visit++) {
    save(call.events(shown(visit, 'reason'), answered(visit, 'reason', text(`answer ${visit}`))));
  }
}
if (Number(answers) >= 0) {
  log.close();
  process.stdout.write('saved');
}

function save(events: Parameters<typeof log.append>[0]): void {
  const appended = log.append(events, [PLAYBOOK]);
  if (appended.kind !== 'saved') throw new Error(JSON.stringify(appended));
}
