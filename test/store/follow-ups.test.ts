import { describe, expect, test } from '@jest/globals';
import type { EventBody } from '../../src/call/event.js';
import type { SqliteLog } from '../../src/store/sqlite-log.js';
import { callOf, differences } from './rows.js';
import { corrected, done, ENDED, PLAYBOOK, promised, type ScriptedCall, scriptedCall } from './scripted-call.js';
import { tempLogs } from './temp-logs.js';

const newLog = tempLogs();

const rows = (log: SqliteLog): unknown[] => log.db.prepare('SELECT * FROM follow_ups ORDER BY seq').all();

function ended(...bodies: readonly EventBody[]): { readonly log: SqliteLog; readonly call: ScriptedCall } {
  const log = newLog();
  const call = scriptedCall();
  expect(log.append(call.start(...bodies, ENDED), [PLAYBOOK])).toEqual({ kind: 'saved' });
  return { log, call };
}

const skipped = (id: string, due: string, stops?: true): EventBody => ({
  type: 'follow_up_skipped',
  id,
  due,
  ...(stops ? { stops } : {}),
  by: 'bo',
});
const snoozed = (id: string, due: string, until: string): EventBody => ({
  type: 'follow_up_snoozed',
  id,
  due,
  until,
  by: 'bo',
});

describe('a follow-up', () => {
  test('is a row from when it was promised', () => {
    const repeat = { count: 6, unit: 'week' } as const;
    const { log, call } = ended(
      promised('letter', '2026-11-30', { by: 'manager', channel: 'letter', repeat, times: 12, call: 'win-back' }),
      promised('ring', '2026-12-01'),
    );
    const row = {
      call_id: call.id,
      id: 'letter',
      seq: 2,
      what_id: expect.stringMatching(/^.{36}$/),
      by_role: 'manager',
      channel: 'letter',
      first_due: '2026-11-30',
      due: '2026-11-30',
      snoozed_to: null,
      repeat_count: 6,
      repeat_unit: 'week',
      times: 12,
      past: 0,
      status: 'open',
      opens: 'win-back',
      promised_at: '2026-11-20T09:00:01.000Z',
      promised_local: '2026-11-20 10:00:01',
    };
    expect(rows(log)).toEqual([
      row,
      expect.objectContaining({ id: 'ring', channel: null, repeat_unit: null, opens: null }),
    ]);
    expect(callOf(log, call.id)).toMatchObject({ follow_ups: 2 });
  });

  test.each([
    ['done', done('ring', '2026-11-30'), { status: 'done', past: 1 }],
    ['skipped', skipped('ring', '2026-11-30'), { status: 'stopped', past: 1 }],
    ['moved', snoozed('ring', '2026-11-30', '2026-12-02'), { status: 'open', past: 0, snoozed_to: '2026-12-02' }],
  ])('that is once, and %s', (_, event, expected) => {
    const { log, call } = ended(promised('ring', '2026-11-30'));
    log.append(call.events(event), []);
    expect(rows(log)).toMatchObject([{ due: '2026-11-30', ...expected }]);
  });

  test('that repeats is due again, counted from the first day, as often as was said', () => {
    const { log, call } = ended(promised('ring', '2027-01-31', { repeat: { count: 1, unit: 'month' }, times: 4 }));
    const steps = [
      [done('ring', '2027-01-31'), { due: '2027-02-28', past: 1 }],
      [snoozed('ring', '2027-02-28', '2027-03-05'), { due: '2027-02-28', past: 1, snoozed_to: '2027-03-05' }],
      [skipped('ring', '2027-02-28'), { due: '2027-03-31', past: 2, snoozed_to: null }],
      [done('ring', '2027-03-31'), { due: '2027-04-30', past: 3, status: 'open' }],
      [done('ring', '2027-04-30'), { due: '2027-04-30', past: 4, status: 'done' }],
    ] as const;
    for (const [event, expected] of steps) {
      expect(log.append(call.events(event), [])).toEqual({ kind: 'saved' });
      expect(rows(log)).toMatchObject([expected]);
    }
    expect(log.followUps()).toEqual([]);
    expect(differences(log)).toEqual([]);
  });

  test('that repeats without an end goes on until somebody stops it', () => {
    const { log, call } = ended(promised('ring', '2026-11-20', { repeat: { count: 2, unit: 'business_day' } }));
    // From a Friday on.
    for (const due of ['2026-11-20', '2026-11-24', '2026-11-26', '2026-11-30'])
      log.append(call.events(done('ring', due)), []);
    expect(rows(log)).toMatchObject([{ due: '2026-12-02', past: 4, status: 'open' }]);
    log.append(call.events(skipped('ring', '2026-12-02', true)), []);
    expect(rows(log)).toMatchObject([{ due: '2026-12-02', past: 5, status: 'stopped' }]);
  });
});

describe('a call that has ended', () => {
  test('keeps the outcome it ended with beside the one it was corrected to', () => {
    const { log, call } = ended();
    const first = { outcome_first: 'saved', outcome_first_group: 'saved' };
    expect(callOf(log, call.id)).toMatchObject({ outcome: 'saved', corrected: 0, ...first });
    log.append(call.elsewhere().events(corrected('lost'), corrected('gone', 'so she says')), []);
    expect(callOf(log, call.id)).toMatchObject({
      status: 'closed',
      outcome: 'gone',
      outcome_label: 'It was gone',
      outcome_group: 'lost',
      ...first,
      corrected: 2,
      corrected_by: 'manager Mo',
      ended_at: '2026-11-20T09:00:01.000Z',
    });
    expect(differences(log)).toEqual([]);
  });

  test('keeps it as well when a program of the version before saved its end', () => {
    const { log, call } = ended();
    // That version knows no such columns, and the file gives them NULL.
    log.db.exec('UPDATE calls SET outcome_first = NULL, outcome_first_group = NULL');
    log.append(call.elsewhere().events(corrected('lost'), corrected('gone', 'so she says')), []);
    expect(callOf(log, call.id)).toMatchObject({
      outcome: 'gone',
      outcome_first: 'saved',
      outcome_first_group: 'saved',
    });
  });

  test('is not longer, nor opened more often, for what becomes of it later', () => {
    const { log, call } = ended(promised('ring', '2026-11-30'));
    const before = callOf(log, call.id);
    log.append(call.elsewhere().events(done('ring', '2026-11-30')), []);
    const { last_seq, last_hash, last_at, ...after } = callOf(log, call.id);
    expect(before).toMatchObject(after);
    expect([last_seq, last_at]).toEqual([4, '2026-11-20T09:00:03.000Z']);
    expect(log.holder(call.id)).toBe(before['session_id']);
  });

  test('tells which outcome the path led to, when the rep picked another', () => {
    const log = newLog();
    const call = scriptedCall();
    log.append(call.start({ ...ENDED, type: 'call_ended', insteadOf: 'lost' } as EventBody), [PLAYBOOK]);
    expect(callOf(log, call.id)).toMatchObject({ outcome: 'saved', outcome_first: 'saved', instead_of: 'lost' });
  });
});
