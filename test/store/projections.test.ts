import { describe, expect, test } from '@jest/globals';
import type { EventBody } from '../../src/call/event.js';
import type { Value } from '../../src/playbook/value.js';
import { answersOf, callOf, differences, factsOf, notesOf, overridesOf } from './rows.js';
import {
  account,
  answered,
  ENDED,
  noted,
  overridden,
  PLAYBOOK,
  PRICE,
  scriptedCall,
  shown,
  text,
  waived,
} from './scripted-call.js';
import { tempLogs } from './temp-logs.js';

const newLog = tempLogs();

describe('a call', () => {
  test('has a row that tells it all', () => {
    const log = newLog();
    const call = scriptedCall({ at: '2026-11-20T23:30:00.000Z', offset: 60, rep: 'bo' });
    log.append(
      call.start(
        account('AC-1'),
        shown(1, 'reason'),
        answered(1, 'reason', { ...PRICE, words: 'half' }),
        overridden(1, 'reason', 'so it is'),
        waived('promise', 'not_asked'),
        { type: 'insisted', step: 'reason' },
      ),
      [PLAYBOOK],
    );
    const again = call.elsewhere();
    log.append(again.events({ type: 'resumed' }, ENDED), []);
    const { customer_id, customer_text, reason_text, override_text, session_id, last_hash, ...row } = callOf(
      log,
      call.id,
    );
    expect(row).toEqual({
      id: call.id,
      playbook: 'defend-cancellation',
      playbook_title: 'Defend, with care',
      playbook_version: 3,
      playbook_hash: PLAYBOOK.hash,
      about: 'cancellation',
      reason_step: 'reason',
      rep: 'bo',
      role: null,
      team: null,
      currency: 'EUR',
      locale: 'en-GB',
      status: 'closed',
      started_at: '2026-11-20T23:30:00.000Z',
      started_local: '2026-11-21 00:30:00',
      last_at: '2026-11-20T23:30:08.000Z',
      ended_at: '2026-11-20T23:30:08.000Z',
      ended_local: '2026-11-21 00:30:08',
      outcome: 'saved',
      outcome_label: 'Stays',
      outcome_group: 'saved',
      outcome_first: 'saved',
      outcome_first_group: 'saved',
      instead_of: null,
      corrected: 0,
      corrected_by: null,
      corrected_text: null,
      reason: 'price',
      reason_label: 'Found it cheaper',
      reason_visit: 1,
      step: 'reason',
      card_over: null,
      visits: 1,
      answers: 1,
      waived: 1,
      waived_needs: 'promise:not_asked',
      overridden: 1,
      override_seq: 5,
      override_visit: 1,
      insisted: 1,
      cards: 0,
      cards_opened: '',
      offers_shown: 0,
      offers_accepted: 0,
      offers_after_insist: 0,
      follow_ups: 0,
      sessions: 2,
      handle_ms: 9000,
      session_ms: 2000,
      last_seq: 9,
    });
    expect([customer_id, customer_text, reason_text, override_text, session_id]).toEqual(
      Array(5).fill(expect.stringMatching(/^.{36}$/)),
    );
    expect(last_hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('counts a rule that was passed over with the checks, and keeps the words of its reason apart', () => {
    const log = newLog();
    const call = scriptedCall();
    const rule = { type: 'rule_overridden', rule: '"Sorry" before "Leaves"', outcome: 'lost' } as const;
    log.append(
      call.start(
        shown(1, 'reason'),
        overridden(1, 'reason', 'so it is'),
        answered(1, 'reason', PRICE),
        { ...rule, reason: { words: 'she shouted' } },
        ENDED,
      ),
      [PLAYBOOK],
    );
    expect(callOf(log, call.id)).toMatchObject({ overridden: 2, answers: 1 });
    expect(overridesOf(log, call.id)).toEqual([{ seq: 4, text: 'so it is' }]);
    const stored = log.db.prepare("SELECT body FROM events WHERE type = 'rule_overridden'").pluck().get();
    expect(stored).toMatch(/before/);
    expect(stored).not.toMatch(/shouted/);
    expect(log.read(call.id)).toContainEqual(
      expect.objectContaining({ body: { ...rule, reason: { words: 'she shouted' } } }),
    );
    expect(differences(log)).toEqual([]);
  });

  test('loses what was waived when the rep goes back, and nothing else that was marked', () => {
    const log = newLog();
    const call = scriptedCall();
    const marks = (): unknown => callOf(log, call.id);
    log.append(
      call.start(
        shown(1, 'reason'),
        overridden(1, 'reason', 'so it is'),
        answered(1, 'reason', PRICE),
        waived('promise', 'would_not_say'),
        waived('note', 'not_asked'),
        { type: 'insisted' },
        noted('call after three'),
      ),
      [PLAYBOOK],
    );
    expect(marks()).toMatchObject({ waived: 2, waived_needs: 'promise:would_not_say|note:not_asked' });
    log.append(call.events({ type: 'went_back', visit: 1 }), []);
    expect(marks()).toMatchObject({ waived: 0, waived_needs: '', overridden: 1, insisted: 1 });
    expect(notesOf(log, call.id)).toEqual(['call after three']);
    const again = [waived('promise', 'would_not_say'), waived('promise', 'not_asked')];
    log.append(call.events(answered(1, 'reason', PRICE), ...again), []);
    expect(marks()).toMatchObject({ waived: 1, waived_needs: 'promise:not_asked' });
    expect(differences(log)).toEqual([]);
  });

  test('loses its reason when the rep goes back before it, and finds an earlier one', () => {
    const log = newLog();
    const call = scriptedCall();
    const other = { type: 'choice', id: 'closing', label: 'The business closes' } as const;
    const reason = (): unknown => callOf(log, call.id)['reason'];
    log.append(
      call.start(
        shown(1, 'reason'),
        answered(1, 'reason', PRICE),
        shown(2, 'reason'),
        answered(2, 'reason', other),
        shown(3, 'manager'),
      ),
      [PLAYBOOK],
    );
    expect(reason()).toBe('closing');
    log.append(call.events({ type: 'went_back', visit: 2 }), []);
    expect(reason()).toBe('price');
    log.append(call.events({ type: 'went_back', visit: 1 }), []);
    expect(reason()).toBeNull();
  });
});

describe('an answer', () => {
  test('is off the path after going back, with all that came after it', () => {
    const log = newLog();
    const call = scriptedCall();
    log.append(
      call.start(
        shown(1, 'reason'),
        answered(1, 'reason', PRICE),
        shown(2, 'scope'),
        answered(2, 'scope', text('two sites')),
        shown(3, 'manager'),
        { type: 'went_back', visit: 2 },
        answered(2, 'scope', text('three sites')),
        shown(4, 'promise'),
        answered(4, 'promise', { type: 'date', date: '2026-12-01' }),
      ),
      [PLAYBOOK],
    );
    expect(answersOf(log, call.id)).toEqual([
      { visit: 1, step: 'reason', on_path: 1 },
      { visit: 2, step: 'scope', on_path: 0 },
      { visit: 2, step: 'scope', on_path: 1 },
      { visit: 4, step: 'promise', on_path: 1 },
    ]);
    expect(callOf(log, call.id)).toMatchObject({ answers: 3, visits: 3 });
  });

  test.each([
    [PRICE, 'price', 'Found it cheaper', null, null],
    [
      { type: 'choices', chosen: [PRICE, { id: 'other', label: 'Else' }] },
      'price|other',
      'Found it cheaper | Else',
      null,
      null,
    ],
    [{ type: 'yes_no', yes: false, label: 'No' }, 'no', 'No', null, null],
    [{ type: 'text', words: 'two' }, null, null, null, null],
    [{ type: 'number', number: -0.5 }, '-0.5', null, -0.5, null],
    [{ type: 'scale', number: 7 }, '7', null, 7, null],
    [{ type: 'money', minor: 4990, currency: 'EUR' }, '49.90', null, 49.9, 'EUR'],
    [{ type: 'money', minor: 4990, currency: 'JPY' }, '4990', null, 4990, 'JPY'],
    [{ type: 'date', date: '2026-12-01' }, '2026-12-01', null, null, null],
  ] as const)('%j is put in columns', (value, canonical, label, number, currency) => {
    const log = newLog();
    const call = scriptedCall();
    log.append(call.start(shown(1, 'reason', 'wrap_up'), answered(1, 'reason', value, 'jotted')), [PLAYBOOK]);
    expect(log.db.prepare('SELECT * FROM answers').get()).toMatchObject({
      frame: 'wrap_up',
      type: value.type,
      value: canonical,
      label,
      number,
      currency,
      words_id: value.type === 'text' ? expect.any(String) : null,
      jot_id: expect.any(String),
    });
  });

  test('has the reason of the override right before it on its screen, and no other', () => {
    const log = newLog();
    const call = scriptedCall();
    const monthly: EventBody = { type: 'fact_set', fact: 'monthly', label: 'Monthly', question: 'number', value: null };
    log.append(
      call.start(
        overridden(0, 'monthly', 'she said so'),
        monthly,
        shown(1, 'reason'),
        overridden(1, 'reason', 'first of two'),
        overridden(1, 'reason', 'second of two'),
        answered(1, 'reason', PRICE),
        shown(2, 'scope'),
        answered(2, 'scope', text('two sites')),
        shown(3, 'manager'),
        overridden(2, 'scope', 'another screen'),
        answered(3, 'manager', PRICE),
        { type: 'went_back', visit: 3 },
        overridden(3, 'manager', 'too early'),
      ),
      [PLAYBOOK],
    );
    log.append(call.events(noted('hm'), answered(3, 'manager', PRICE), { type: 'went_back', visit: 3 }), []);
    log.append(call.events(overridden(3, 'manager', 'one append')), []);
    log.append(call.events(answered(3, 'manager', PRICE)), []);
    expect(overridesOf(log, call.id)).toEqual([
      { seq: 3, text: 'she said so' },
      { seq: 7, text: 'second of two' },
      { seq: 19, text: 'one append' },
    ]);
    expect(differences(log)).toEqual([]);
  });

  test('may tell the outcome it led to', () => {
    const log = newLog();
    const call = scriptedCall();
    const events = call.start(shown(1, 'reason'), { ...answered(1, 'reason', PRICE), ends: 'saved' });
    expect(log.append(events, [PLAYBOOK])).toEqual({ kind: 'saved' });
    expect(log.read(call.id)).toEqual(events);
    expect(callOf(log, call.id)).toMatchObject({ status: 'open', outcome: null, reason: 'price' });
    expect(differences(log)).toEqual([]);
  });

  test('is not made by a screen that asks nothing', () => {
    const log = newLog();
    const call = scriptedCall();
    log.append(call.start(shown(1, 'manager'), { type: 'answered', visit: 1, step: 'manager', value: null }), [
      PLAYBOOK,
    ]);
    expect(answersOf(log, call.id)).toEqual([]);
    expect(callOf(log, call.id)).toMatchObject({ answers: 0, visits: 1 });
  });
});

describe('a fact', () => {
  const monthly = (value: Value | null): EventBody => ({
    type: 'fact_set',
    fact: 'monthly_value',
    label: 'Monthly value',
    question: 'money',
    value,
  });
  const euros = (minor: number): Value => ({ type: 'money', minor, currency: 'EUR' });

  test('given beforehand is a row of no screen, and is not counted as an answer', () => {
    const log = newLog();
    const call = scriptedCall();
    log.append(call.start(monthly(euros(4990)), shown(1, 'reason')), [PLAYBOOK]);
    expect(log.db.prepare('SELECT * FROM answers').all()).toEqual([
      {
        call_id: call.id,
        visit: 0,
        seq: 2,
        frame: 'facts',
        step: 'monthly_value',
        type: 'money',
        at: '2026-11-20T09:00:01.000Z',
        at_local: '2026-11-20 10:00:01',
        value: '49.90',
        label: null,
        number: 49.9,
        currency: 'EUR',
        words_id: null,
        jot_id: null,
        override_id: null,
        personal: 0,
        kept: 0,
        beside: 0,
        on_path: 1,
      },
    ]);
    expect(callOf(log, call.id)).toMatchObject({ answers: 0, visits: 1 });
  });

  test('asked for on a screen stands when the rep goes back over it, until it is set again', () => {
    const log = newLog();
    const call = scriptedCall();
    const first = { visit: 1, step: 'monthly_value', value: '49.90', on_path: 1 };
    const second = { visit: 1, step: 'monthly_value', value: null, type: 'money', on_path: 1 };
    const rows = (): unknown[] => log.db.prepare('SELECT * FROM answers ORDER BY seq').all();
    log.append(
      call.start(
        shown(1, 'monthly_value', 'facts'),
        monthly(euros(4990)),
        shown(2, 'reason'),
        answered(2, 'reason', PRICE),
        { type: 'went_back', visit: 1 },
      ),
      [PLAYBOOK],
    );
    expect(rows()).toMatchObject([first, { visit: 2, step: 'reason', on_path: 0 }]);
    expect(callOf(log, call.id)).toMatchObject({ answers: 0, visits: 1, step: 'monthly_value' });
    log.append(call.events(monthly(null), shown(3, 'reason')), []);
    expect(rows()).toMatchObject([{ ...first, on_path: 0 }, { visit: 2 }, second]);
    expect(differences(log)).toEqual([]);
  });

  test('set again beside the path supersedes what its screen asked', () => {
    const log = newLog();
    const call = scriptedCall();
    log.append(
      call.start(
        shown(1, 'monthly_value', 'facts'),
        monthly(euros(4990)),
        shown(2, 'reason'),
        answered(2, 'reason', PRICE),
        monthly(euros(100)),
      ),
      [PLAYBOOK],
    );
    expect(factsOf(log, call.id)).toMatchObject([
      { visit: 1, on_path: 0 },
      { visit: 0, on_path: 1 },
    ]);
    expect(callOf(log, call.id)).toMatchObject({ answers: 1, reason: 'price' });
  });
});
