import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { openLog } from '../../src/store/open-log.js';
import type { SqliteLog } from '../../src/store/sqlite-log.js';
import { tempFolder } from '../temp-folder.js';
import { answered, PLAYBOOK, PRICE, type ScriptedCall, scriptedCall, shown } from './scripted-call.js';

// Windows lets nobody take away a file that is open.
const posix = platform() === 'win32' ? test.skip : test;
const NOT_SAVED = { kind: 'not_saved', why: 'the log file was moved or deleted' };

const folder = tempFolder();
const logs: SqliteLog[] = [];
afterEach(() => {
  for (const log of logs.splice(0)) log.close();
});

let made = 0;
function duringCall(): { readonly log: SqliteLog; readonly path: string; readonly call: ScriptedCall } {
  const path = join(folder, `${made++}`, 'calls.db');
  const log = openLog(path);
  logs.push(log);
  const call = scriptedCall();
  expect(log.append(call.start(shown(1, 'reason')), [PLAYBOOK])).toEqual({ kind: 'saved' });
  return { log, path, call };
}

const count = (log: SqliteLog): unknown => log.db.prepare('SELECT count(*) FROM events').pluck().get();

posix('a log that is moved away saves nothing until it is back', () => {
  const { log, path, call } = duringCall();
  const answer = call.events(answered(1, 'reason', PRICE));
  renameSync(path, `${path}.old`);
  expect(log.append(answer, [])).toEqual(NOT_SAVED);
  expect(log.append(answer, [])).toEqual(NOT_SAVED);
  expect(existsSync(path)).toBe(false);
  expect(count(log)).toBe(2);
  renameSync(`${path}.old`, path);
  expect(log.append(answer, [])).toEqual({ kind: 'saved' });
  log.close();
  const again = openLog(path);
  logs.splice(0, 1, again);
  expect(again.read(call.id).map(({ body }) => body.type)).toEqual(['call_started', 'step_shown', 'answered']);
});

posix('so does one whose folder is moved, or has become a file', () => {
  const { log, path, call } = duringCall();
  const answer = call.events(answered(1, 'reason', PRICE));
  const place = dirname(path);
  renameSync(place, `${place}.old`);
  expect(log.append(answer, [])).toEqual(NOT_SAVED);
  writeFileSync(place, '');
  expect(log.append(answer, [])).toEqual(NOT_SAVED);
  rmSync(place);
  renameSync(`${place}.old`, place);
  expect(log.append(answer, [])).toEqual({ kind: 'saved' });
});

posix('a log that is deleted saves nothing any more, and makes no new file', () => {
  const { log, path, call } = duringCall();
  rmSync(path);
  expect(log.append(call.events(answered(1, 'reason', PRICE)), [])).toEqual(NOT_SAVED);
  expect(existsSync(path)).toBe(false);
  expect(count(log)).toBe(2);
});

posix('a file that took the place of the log is left as it is', () => {
  const { log, path, call } = duringCall();
  const copy = join(folder, 'copy.db');
  copyFileSync(path, copy);
  renameSync(copy, path);
  const before = readFileSync(path);
  expect(log.append(call.events(answered(1, 'reason', PRICE)), [])).toEqual(NOT_SAVED);
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(count(log)).toBe(2);
});

posix('a path that cannot be followed saves nothing either', () => {
  const { log, path, call } = duringCall();
  rmSync(path);
  // A link to itself stands in for a folder that may not be entered any more: that would not stop root.
  symlinkSync(path, path);
  const why = 'the log file cannot be reached';
  expect(log.append(call.events(answered(1, 'reason', PRICE)), [])).toEqual({ kind: 'not_saved', why });
});

posix('a log that is reached through a link is at its place', () => {
  const { path } = duringCall();
  mkdirSync(join(folder, 'elsewhere'));
  const link = join(folder, 'elsewhere', 'calls.db');
  symlinkSync(path, link);
  const log = openLog(link);
  logs.push(log);
  expect(log.append(scriptedCall().start(), [PLAYBOOK])).toEqual({ kind: 'saved' });
});
