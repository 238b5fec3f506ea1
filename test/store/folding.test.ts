import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CallEvent, EventBody } from '../../src/call/event.js';
import { nextDue } from '../../src/call/follow-up.js';
import { evolve, fold, initialState, openVisit, type State } from '../../src/call/state.js';
import { usedFlows } from '../../src/playbook/uses.js';
import { rebuild } from '../../src/store/projections.js';
import type { SqliteLog } from '../../src/store/sqlite-log.js';
import { walk, walks } from '../call/random-walk.js';
import { randomCall } from './random-call.js';
import { answersOf, callOf, differences, type FactSeen, factsOf, notesOf, overridesOf } from './rows.js';
import { answered, noted, PLAYBOOK, PRICE, scriptedCall, shown } from './scripted-call.js';
import { tempLogs } from './temp-logs.js';

const newLog = tempLogs();

describe('whatever a rep does', () => {
  test('what was folded with the events equals what they fold to', () => {
    const log = newLog();
    fc.assert(
      fc.property(randomCall, ({ id, appends }) => {
        let soFar = initialState;
        for (const events of appends) {
          expect(log.append(events, [PLAYBOOK])).toEqual({ kind: 'saved' });
          soFar = fold(events, soFar);
          expect(callOf(log, id)['step']).toBe(openVisit(soFar)?.step);
        }
        expectFolded(log, id, appends.flat());
      }),
      { numRuns: 60 },
    );
    expect(differences(log)).toEqual([]);
  });

  test('so it does on the playbooks that come with Holdfast, event by event', () => {
    const log = newLog();
    fc.assert(
      fc.property(walks, (drawn) => {
        const call = scriptedCall();
        const walked = walk(drawn);
        const texts = [walked.flow, ...usedFlows(walked.flow)];
        const events = call.events(...walked.events);
        let state = initialState;
        for (const event of events) {
          expect(log.append([event], texts)).toEqual({ kind: 'saved' });
          state = evolve(state, event.body);
          const open = openVisit(state);
          if (open !== undefined) expect(callOf(log, call.id)['step']).toBe(open.step);
        }
        expectFolded(log, call.id, events);
      }),
      { numRuns: 40 },
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

/** Compares all that is derived from a call with what its events say, read in the plainest way. */
function expectFolded(log: SqliteLog, id: string, events: readonly CallEvent[]): void {
  const path = pathOf(events.map(({ body }) => body));
  const answers = path.filter(({ answer }) => answer);
  const state = fold(events);
  expect(callOf(log, id)).toMatchObject({
    visits: path.filter(({ screen }) => screen).length,
    answers: answers.length,
    reason_visit: answers.findLast(({ step }) => step === state.started?.playbook.reason)?.visit ?? null,
    ...duration(events),
  });
  const onPath = answersOf(log, id).filter(({ on_path }) => on_path === 1);
  expect(onPath.map(({ visit }) => visit).toSorted(byNumber)).toEqual(answers.map(({ visit }) => visit));
  expect(factsOf(log, id)).toEqual(facts(events));
  expect(overridesOf(log, id)).toEqual(overrides(events));
  expectOffers(log, id, events, state);
  expectPromises(log, id, state);
  expectOutcome(log, id, state);
  expect(notesOf(log, id)).toEqual(state.notes);
  const marks = [...state.waived].map(([need, mark]) => `${need}:${mark}`);
  const { waived_needs, ...call } = callOf(log, id);
  expect(String(waived_needs).split('|').toSorted()).toEqual(marks.length === 0 ? [''] : marks.toSorted());
  expect(call).toMatchObject({ waived: marks.length, insisted: state.insisted ? 1 : 0 });
}

interface Walked {
  readonly visit: number;
  readonly step: string;
  readonly screen: boolean;
  /** Whether its screen asked and was answered or left open. */
  readonly answer: boolean;
  /** A card was open. */
  readonly beside: boolean;
}

/** The path, folded in the plainest way. */
function pathOf(bodies: readonly EventBody[]): Walked[] {
  let path: Walked[] = [];
  let card = false;
  for (const body of bodies) {
    if (body.type === 'card_opened') card = true;
    if (body.type === 'card_closed') card = false;
    if (body.type === 'step_shown' || body.type === 'offer_shown') {
      path.push({ visit: body.visit, step: body.step, screen: true, answer: false, beside: card });
    }
    if (body.type === 'frame_left') {
      path.push({ visit: body.visit, step: body.step, screen: false, answer: true, beside: card });
    }
    if (body.type === 'went_back') {
      const within = path.find(({ visit }) => visit === body.visit)?.beside;
      path = path.filter(({ visit, beside }) => visit <= body.visit || (beside && !within));
      path = path.map((at) => (at.visit === body.visit ? { ...at, answer: false } : at));
    }
    if (body.type === 'offer_answered' || (body.type === 'answered' && body.question !== undefined)) {
      path = path.map((at) => (at.visit === body.visit ? { ...at, answer: true } : at));
    }
  }
  return path;
}

const byNumber = (one: number, other: number): number => one - other;

/** Every offer that was shown, whatever the rep went back over. */
function expectOffers(log: SqliteLog, id: string, events: readonly CallEvent[], state: State): void {
  const insisted = events.find(({ body }) => body.type === 'insisted')?.seq ?? Number.POSITIVE_INFINITY;
  const shown = events.flatMap(({ seq, body }) =>
    body.type === 'offer_shown' && body.again === undefined
      ? [{ seq, after_insist: seq > insisted ? 1 : 0, cost_minor: body.cost?.minor ?? null }]
      : [],
  );
  const offers = state.offers
    .map(({ reply = null, ...offer }, at) => ({ ...offer, reply, ...shown[at] }))
    .toSorted((one, other) => one.visit - other.visit);
  const opened = events.flatMap(({ body }) => (body.type === 'card_opened' ? [body.card] : []));
  const columns = 'visit, offer, label, reply, seq, after_insist, cost_minor';
  expect(log.db.prepare(`SELECT ${columns} FROM offers WHERE call_id = ? ORDER BY visit`).all(id)).toEqual(offers);
  expect(callOf(log, id)).toMatchObject({
    cards: state.cards.length,
    cards_opened: [...new Set(opened)].join('|'),
    offers_shown: offers.length,
    offers_accepted: offers.filter(({ reply }) => reply === 'accepted').length,
    offers_after_insist: offers.filter(({ after_insist }) => after_insist === 1).length,
  });
}

/** What was promised, and how far it has been kept. */
function expectPromises(log: SqliteLog, id: string, state: State): void {
  const open = log.followUps().filter(({ call }) => call === id);
  const promised = [...state.followUps].flatMap(([name, each]) => {
    const due = nextDue(each);
    const { past, snoozedTo } = each;
    const { by, what, repeat } = each.promise;
    return due === undefined
      ? []
      : [{ id: name, due, past, snoozedTo, by, what: what.words, repeat, first: each.promise.due }];
  });
  const told = open.map(({ id, due, past, snoozedTo, by, what, repeat, first }) => ({
    ...{ id, due, past, snoozedTo, by, what, repeat, first },
  }));
  const byId = (one: { id: string }, other: { id: string }): number => one.id.localeCompare(other.id);
  expect(told.toSorted(byId)).toEqual(promised.toSorted(byId));
  expect(callOf(log, id)).toMatchObject({ follow_ups: state.followUps.size });
}

function expectOutcome(log: SqliteLog, id: string, { status, ended, corrected }: State): void {
  expect(callOf(log, id)).toMatchObject({
    status,
    outcome: (corrected ?? ended)?.outcome ?? null,
    outcome_first: ended?.outcome ?? null,
    instead_of: ended?.insteadOf ?? null,
    corrected_by: corrected?.by ?? null,
  });
}

/** The same as the engine sees them: it knows which screen a fact answers. */
function facts(events: readonly CallEvent[]): FactSeen[] {
  let rows: FactSeen[] = [];
  let state = initialState;
  for (const { seq, body } of events) {
    const open = openVisit(state);
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

/** Of the sessions until the call ended. */
function duration(events: readonly CallEvent[]): { readonly sessions: number; readonly handle_ms: number } {
  const end = events.findIndex(({ body }) => body.type === 'call_ended');
  const during = end < 0 ? events : events.slice(0, end + 1);
  const last = new Map(during.map(({ session, ms }) => [session, ms]));
  return { sessions: last.size, handle_ms: [...last.values()].reduce((sum, ms) => sum + ms, 0) };
}
