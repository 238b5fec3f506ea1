import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CallEvent, EventBody } from '../../src/call/event.js';
import { evolve, fold, initialState } from '../../src/call/state.js';
import type { Value } from '../../src/playbook/value.js';
import { PROJECTIONS, rebuild } from '../../src/store/projections.js';
import type { SqliteLog } from '../../src/store/sqlite-log.js';
import { randomCall } from './random-call.js';
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

interface AnswerSeen {
  readonly visit: number;
  readonly step: string;
  readonly on_path: 0 | 1;
}

interface FactSeen {
  readonly seq: number;
  readonly visit: number;
  readonly fact: string;
  readonly type: string;
  readonly on_path: 0 | 1;
}

/** The answers of steps. */
const answersOf = (log: SqliteLog, id: string): AnswerSeen[] =>
  log.db
    .prepare<[string], AnswerSeen>(
      `SELECT visit, step, on_path FROM answers WHERE call_id = ? AND frame IS NOT 'facts' ORDER BY seq`,
    )
    .all(id);

/** Every row of a fact, superseded or not. */
const factsOf = (log: SqliteLog, id: string): FactSeen[] =>
  log.db
    .prepare<[string], FactSeen>(
      `SELECT seq, visit, step AS fact, type, on_path FROM answers WHERE call_id = ? AND frame = 'facts' ORDER BY seq`,
    )
    .all(id);

/** The reason with which each answer or fact was passed, by the number of its event. */
const overridesOf = (log: SqliteLog, id: string): unknown[] =>
  log.db
    .prepare(
      `SELECT seq, text FROM answers JOIN texts ON texts.call_id = answers.call_id AND id = override_id
       WHERE answers.call_id = ? ORDER BY seq`,
    )
    .all(id);

const notesOf = (log: SqliteLog, id: string): unknown[] =>
  log.db
    .prepare(
      `SELECT text FROM notes JOIN texts ON texts.call_id = notes.call_id AND id = words_id
       WHERE notes.call_id = ? ORDER BY seq`,
    )
    .pluck()
    .all(id);

const callOf = (log: SqliteLog, id: string): Record<string, unknown> =>
  log.db.prepare<[string], Record<string, unknown>>('SELECT * FROM calls WHERE id = ?').get(id) ?? {};

/** Rows that only the kept or only the rebuilt projection has. */
function differences(log: SqliteLog): unknown[] {
  rebuild(log.db, 'temp');
  return PROJECTIONS.flatMap((name) => [
    ...log.db.prepare(`SELECT * FROM main.${name} EXCEPT SELECT * FROM temp.${name}`).all(),
    ...log.db.prepare(`SELECT * FROM temp.${name} EXCEPT SELECT * FROM main.${name}`).all(),
  ]);
}

describe('whatever a rep does', () => {
  test('what was folded with the events equals what they fold to', () => {
    const log = newLog();
    fc.assert(
      fc.property(randomCall, ({ id, appends }) => {
        for (const events of appends) expect(log.append(events, [PLAYBOOK])).toEqual({ kind: 'saved' });
        const path = walk(appends.flat().map(({ body }) => body));
        const answers = path.filter(({ answer }) => answer);
        expect(callOf(log, id)).toMatchObject({
          visits: path.length,
          answers: answers.length,
          step: path.at(-1)?.step,
          reason_visit: answers.findLast(({ step }) => step === 'reason')?.visit ?? null,
          handle_ms: duration(appends.flat()),
        });
        const onPath = answersOf(log, id).filter(({ on_path }) => on_path === 1);
        expect(onPath.map(({ visit }) => visit)).toEqual(answers.map(({ visit }) => visit));
        expect(factsOf(log, id)).toEqual(facts(appends.flat()));
        expect(overridesOf(log, id)).toEqual(overrides(appends.flat()));
        const state = fold(appends.flat());
        expect(notesOf(log, id)).toEqual(state.notes);
        const marks = [...state.waived].map(([need, mark]) => `${need}:${mark}`);
        const { waived_needs, ...call } = callOf(log, id);
        expect(String(waived_needs).split('|').toSorted()).toEqual(marks.length === 0 ? [''] : marks.toSorted());
        expect(call).toMatchObject({ waived: marks.length, insisted: state.insisted ? 1 : 0 });
      }),
      { numRuns: 60 },
    );
    expect(differences(log)).toEqual([]);
  });

  test('a projection that was tampered with is told from the rebuilt, and mended by it', () => {
    const log = newLog();
    log.append(scriptedCall().start(shown(1, 'reason'), answered(1, 'reason', PRICE), noted('hm')), [PLAYBOOK]);
    log.db.exec("UPDATE calls SET outcome_group = 'saved'; DELETE FROM answers; DELETE FROM notes");
    expect(differences(log).length).toBe(4);
    rebuild(log.db);
    expect(differences(log)).toEqual([]);
    expect(log.append(scriptedCall().start(), [])).toEqual({ kind: 'saved' });
  });
});

/** The path, folded in the plainest way. `answer` is whether its screen asked and was answered or left open. */
function walk(bodies: readonly EventBody[]): { visit: number; step: string; answer: boolean }[] {
  let path: { visit: number; step: string; answer: boolean }[] = [];
  for (const body of bodies) {
    if (body.type === 'step_shown') path.push({ visit: body.visit, step: body.step, answer: false });
    if (body.type === 'went_back') {
      path = path.filter(({ visit }) => visit <= body.visit);
      path = path.map((at) => (at.visit === body.visit ? { ...at, answer: false } : at));
    }
    if (body.type === 'answered' && body.question !== undefined) {
      path = path.map((at) => (at.visit === body.visit ? { ...at, answer: true } : at));
    }
  }
  return path;
}

/** The same as the engine sees them: it knows which screen a fact answers. */
function facts(events: readonly CallEvent[]): FactSeen[] {
  let rows: FactSeen[] = [];
  let state = initialState;
  for (const { seq, body } of events) {
    const open = state.path.at(-1);
    state = evolve(state, body);
    if (body.type !== 'fact_set') continue;
    const { fact, question } = body;
    const asked = open?.frame === 'facts' && open.step === fact && open.answer === undefined;
    rows = rows.map((row) => (row.fact === fact ? { ...row, on_path: 0 } : row));
    rows.push({ seq, visit: asked ? open.visit : 0, fact, type: question, on_path: 1 });
  }
  return rows;
}

/** The words of the override that stands right before an answer or a fact of the same screen. */
function overrides(events: readonly CallEvent[]): { seq: number; text: string | null }[] {
  const visits = new Map(facts(events).map(({ seq, visit }) => [seq, visit]));
  return events.flatMap(({ seq, body }, at) => {
    const before = events[at - 1]?.body;
    const asks = body.type === 'answered' && body.question !== undefined;
    const visit = asks ? body.visit : visits.get(seq);
    if (before?.type !== 'check_overridden' || before.visit !== visit) return [];
    return [{ seq, text: before.reason.words }];
  });
}

function duration(events: readonly CallEvent[]): number {
  const last = new Map(events.map(({ session, ms }) => [session, ms]));
  return [...last.values()].reduce((sum, ms) => sum + ms, 0);
}

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
