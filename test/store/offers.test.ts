import { describe, expect, test } from '@jest/globals';
import type { EventBody, OfferReply } from '../../src/call/event.js';
import type { SqliteLog } from '../../src/store/sqlite-log.js';
import { answersOf, callOf, differences } from './rows.js';
import { answered, PLAYBOOK, PRICE, type ScriptedCall, scriptedCall, shown, text } from './scripted-call.js';
import { tempLogs } from './temp-logs.js';

const newLog = tempLogs();

const offered = (visit: number, offer: string, minor?: number, currency = 'EUR'): EventBody => ({
  type: 'offer_shown',
  visit,
  step: 'tactic_offer',
  offer,
  label: 'A free month',
  ...(minor === undefined ? {} : { cost: { type: 'money', minor, currency } }),
});

const replied = (visit: number, offer: string, reply: OfferReply): EventBody => ({
  type: 'offer_answered',
  visit,
  step: 'tactic_offer',
  offer,
  reply,
  label: `They ${reply}`,
});

const offersOf = (log: SqliteLog): unknown[] => log.db.prepare('SELECT * FROM offers ORDER BY visit').all();

function taken(...bodies: readonly EventBody[]): { readonly log: SqliteLog; readonly call: ScriptedCall } {
  const log = newLog();
  const call = scriptedCall();
  expect(log.append(call.start(...bodies), [PLAYBOOK])).toEqual({ kind: 'saved' });
  return { log, call };
}

describe('an offer', () => {
  test('is a row from when it was shown, with what it costs and what the customer said', () => {
    const { log, call } = taken(
      shown(1, 'tactic_offer'),
      offered(2, 'free_month', 4990),
      replied(2, 'free_month', 'considering'),
    );
    const row = {
      call_id: call.id,
      visit: 2,
      seq: 3,
      step: 'tactic_offer',
      offer: 'free_month',
      label: 'A free month',
      cost: '49.90',
      cost_minor: 4990,
      currency: 'EUR',
      at: '2026-11-20T09:00:02.000Z',
      at_local: '2026-11-20 10:00:02',
      after_insist: 0,
      reply: 'considering',
      reply_seq: 4,
    };
    expect(offersOf(log)).toEqual([row]);
    expect(log.db.prepare('SELECT * FROM answers').all()).toMatchObject([
      {
        visit: 2,
        frame: 'offer',
        step: 'tactic_offer',
        type: 'choice',
        value: 'considering',
        label: 'They considering',
      },
    ]);
    expect(callOf(log, call.id)).toMatchObject({ answers: 1, visits: 2, step: 'tactic_offer', offers_accepted: 0 });
  });

  test.each([
    [undefined, 'EUR', { cost: null, cost_minor: null, currency: null }],
    [4990, 'JPY', { cost: '4990', cost_minor: 4990, currency: 'JPY' }],
    [-5, 'KWD', { cost: '-0.005', cost_minor: -5, currency: 'KWD' }],
  ])('that costs %j %s', (minor, currency, expected) => {
    expect(offersOf(taken(offered(1, 'free_month', minor, currency)).log)).toMatchObject([expected]);
  });

  test('stands when the rep goes back over it; its answer does not, and a new reply takes the place of the old', () => {
    const { log, call } = taken(
      shown(1, 'tactic_offer'),
      offered(2, 'free_month'),
      replied(2, 'free_month', 'accepted'),
      shown(3, 'agreed'),
      { type: 'went_back', visit: 1 },
    );
    expect(offersOf(log)).toMatchObject([{ visit: 2, reply: 'accepted' }]);
    expect(answersOf(log, call.id)).toEqual([{ visit: 2, step: 'tactic_offer', on_path: 0 }]);
    expect(callOf(log, call.id)).toMatchObject({ answers: 0, visits: 1, offers_shown: 1, offers_accepted: 1 });
    log.append(
      call.events(
        offered(4, 'discount'),
        replied(4, 'discount', 'accepted'),
        { type: 'went_back', visit: 4 },
        replied(4, 'discount', 'declined'),
      ),
      [],
    );
    expect(offersOf(log)).toMatchObject([
      { visit: 2, reply: 'accepted' },
      { visit: 4, reply: 'declined', reply_seq: 10 },
    ]);
    expect(answersOf(log, call.id).filter(({ on_path }) => on_path === 1)).toMatchObject([{ visit: 4 }]);
    expect(callOf(log, call.id)).toMatchObject({ answers: 1, offers_shown: 2, offers_accepted: 1 });
    expect(differences(log)).toEqual([]);
  });

  test('shown after the customer insisted is counted apart', () => {
    const { log, call } = taken(
      offered(1, 'free_month'),
      { type: 'insisted' },
      offered(2, 'discount'),
      offered(3, 'gift'),
    );
    expect(offersOf(log)).toMatchObject([{ after_insist: 0 }, { after_insist: 1 }, { after_insist: 1 }]);
    expect(callOf(log, call.id)).toMatchObject({ offers_shown: 3, offers_after_insist: 2, offers_accepted: 0 });
  });
});

describe('a card', () => {
  const opened = (card: string, step = 'reason'): EventBody => ({ type: 'card_opened', card, label: card, step });
  const closed = (card: string, how: Extract<EventBody, { type: 'card_closed' }>['how']): EventBody => ({
    type: 'card_closed',
    card,
    how,
  });

  test('has answers of its own, and leads back to the question, which is then answered', () => {
    const { log, call } = taken(shown(1, 'reason'), opened('competitor'), shown(2, 'competitor', 'card'));
    expect(log.openCalls()).toMatchObject([{ step: 'competitor' }]);
    log.append(call.events(answered(2, 'competitor', text('Acme')), closed('competitor', 'returned')), []);
    expect(log.openCalls()).toMatchObject([{ step: 'reason' }]);
    log.append(call.events(answered(1, 'reason', PRICE), shown(3, 'manager')), []);
    expect(log.db.prepare('SELECT visit, frame, step, on_path FROM answers').all()).toEqual([
      { visit: 1, frame: 'playbook', step: 'reason', on_path: 1 },
      { visit: 2, frame: 'card', step: 'competitor', on_path: 1 },
    ]);
    expect(callOf(log, call.id)).toMatchObject({ answers: 2, visits: 3, reason: 'price', step: 'manager' });
  });

  test('that takes the place of another leads back to the same question', () => {
    const { log, call } = taken(
      shown(1, 'reason'),
      opened('competitor'),
      shown(2, 'competitor', 'card'),
      closed('competitor', 'replaced'),
      opened('boss'),
      shown(3, 'boss_why', 'card'),
      answered(3, 'boss_why', text('He wants to')),
      shown(4, 'boss_now', 'card'),
      { type: 'went_back', visit: 3 },
    );
    expect(log.openCalls()).toMatchObject([{ step: 'boss_why' }]);
    log.append(call.events(closed('boss', 'returned')), []);
    expect(log.openCalls()).toMatchObject([{ step: 'reason' }]);
    log.append(
      call.events(opened('boss'), shown(5, 'boss_why', 'card'), closed('boss', 'jumped'), shown(6, 'agreed')),
      [],
    );
    expect(log.openCalls()).toMatchObject([{ step: 'agreed' }]);
    expect(callOf(log, call.id)).toMatchObject({ cards: 3, cards_opened: 'competitor|boss' });
    expect(differences(log)).toEqual([]);
  });
});

test('a playbook that is used answers its step with what it came to, until the rep goes back into it', () => {
  const playbook = { id: 'defend', title: 'Defend', version: 1, hash: 'f00d' };
  const { log, call } = taken(
    shown(1, 'reason'),
    answered(1, 'reason', PRICE),
    { type: 'frame_entered', visit: 2, step: 'defend', playbook },
    shown(3, 'defend/hello'),
    answered(3, 'defend/hello', text('Good day')),
    { type: 'frame_left', visit: 4, step: 'defend', value: { type: 'choice', id: 'saved', label: 'Stays' } },
    shown(5, 'agreed'),
  );
  const answers = (): unknown[] =>
    log.db.prepare('SELECT visit, frame, step, type, value, label FROM answers WHERE on_path = 1 ORDER BY visit').all();
  const reason = { visit: 1, frame: 'playbook', step: 'reason', type: 'choice', value: 'price', label: PRICE.label };
  expect(answers()).toEqual([
    reason,
    { visit: 3, frame: 'playbook', step: 'defend/hello', type: 'text', value: null, label: null },
    { visit: 4, frame: 'use', step: 'defend', type: 'choice', value: 'saved', label: 'Stays' },
  ]);
  // Its beginning and its end are no screens.
  expect(callOf(log, call.id)).toMatchObject({ answers: 3, visits: 3, step: 'agreed' });
  log.append(call.events({ type: 'went_back', visit: 3 }), []);
  expect(answers()).toEqual([reason]);
  expect(callOf(log, call.id)).toMatchObject({ answers: 1, visits: 2, step: 'defend/hello' });
  expect(differences(log)).toEqual([]);
});
