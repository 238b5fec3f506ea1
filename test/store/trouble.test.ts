import { afterEach, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { trouble } from '../../src/store/trouble.js';
import { answered, PLAYBOOK, scriptedCall, shown, text } from './scripted-call.js';
import { tempLogs } from './temp-logs.js';

const newLog = tempLogs();
const others: Database.Database[] = [];
afterEach(() => {
  for (const other of others.splice(0)) other.close();
});

test('while somebody else holds the log nothing is saved; then all of it is, with the next append', () => {
  const log = newLog();
  const other = new Database(log.db.name);
  others.push(other);
  other.exec('BEGIN IMMEDIATE');
  const call = scriptedCall();
  const first = call.start(shown(1, 'reason'));
  expect(log.append(first, [PLAYBOOK])).toEqual({ kind: 'not_saved', why: 'the log is busy' });
  expect(log.read(call.id)).toEqual([]);
  other.exec('COMMIT');
  const second = call.events(answered(1, 'reason', text('too dear')));
  expect(log.append([...first, ...second], [PLAYBOOK])).toEqual({ kind: 'saved' });
  expect(log.read(call.id)).toEqual([...first, ...second]);
});

test('on a full disk nothing is saved, and what was saved stays; with room again it is', () => {
  const log = newLog();
  const call = scriptedCall();
  const start = call.start();
  log.append(start, [PLAYBOOK]);
  log.db.pragma(`max_page_count = ${log.db.pragma('page_count', { simple: true })}`);
  const long = call.events(shown(1, 'reason'), answered(1, 'reason', text('long '.repeat(10_000))));
  expect(log.append(long, [])).toEqual({ kind: 'not_saved', why: 'the disk is full' });
  expect(log.append(long, [])).toEqual({ kind: 'not_saved', why: 'the disk is full' });
  expect(log.read(call.id)).toEqual(start);
  log.db.pragma('max_page_count = 1000000');
  expect(log.append(long, [])).toEqual({ kind: 'saved' });
  expect(log.read(call.id)).toEqual([...start, ...long]);
});

test('on a log that may only be read nothing is saved', () => {
  const log = newLog();
  log.db.pragma('query_only = ON');
  const why = 'the log may not be written to';
  expect(log.append(scriptedCall().start(), [PLAYBOOK])).toEqual({ kind: 'not_saved', why });
});

test('what the disk refuses is told in a few words; what is a bug is not', () => {
  const why = (code: string): string | undefined => trouble(new Database.SqliteError('', code));
  expect(why('SQLITE_IOERR_FSYNC')).toBe('the disk could not be written');
  expect(why('SQLITE_BUSY_RECOVERY')).toBe('the log is busy');
  expect(why('SQLITE_READONLY_DBMOVED')).toBe('the log file was moved or deleted');
  expect(why('SQLITE_CORRUPT_INDEX')).toBe('the log is damaged');
  expect(why('SQLITE_CONSTRAINT_UNIQUE')).toBeUndefined();
  expect(trouble(new Error('SQLITE_BUSY'))).toBeUndefined();
});
