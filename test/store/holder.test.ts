import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { openLog } from '../../src/store/open-log.js';
import { freshLog } from '../terminal/log.js';
import { PLAYBOOK, scriptedCall, shown } from './scripted-call.js';

test('who holds a call is told at once, or not at all while another program keeps the log to itself', () => {
  const path = freshLog();
  const log = openLog(path);
  const call = scriptedCall();
  const events = call.start(shown(1, 'reason'));
  log.append(events, [PLAYBOOK]);
  expect(log.holder(call.id)).toBe(events[0]?.session);
  // As on a drive that has no WAL: there a writer keeps readers out.
  log.db.pragma('journal_mode = DELETE');
  const other = new Database(path);
  other.exec('BEGIN EXCLUSIVE');
  expect(log.holder(call.id)).toBeUndefined();
  other.exec('ROLLBACK');
  expect(log.holder(call.id)).toBe(events[0]?.session);
  other.close();
  log.close();
});
