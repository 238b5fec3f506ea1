import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventBody } from '../../src/call/event.js';
import type { CallLog } from '../../src/call/log.js';
import {
  account,
  answered,
  corrected,
  done,
  ENDED,
  PLAYBOOK,
  PRICE,
  promised,
  type ScriptedCall,
  scriptedCall,
  shown,
  text,
} from './scripted-call.js';

export interface Place {
  /** The log at this place: empty the first time, then with what was appended. Each one opened is closed by the suite. */
  open(): CallLog;
  drop(): void;
}

/** What every call log must do, whatever it keeps calls in. */
export function callLogContract(name: string, newPlace: () => Place): void {
  describe(`${name} keeps the contract of a call log`, () => {
    let place: Place;
    let log: CallLog;
    const opened: CallLog[] = [];
    const open = (): CallLog => {
      const another = place.open();
      opened.push(another);
      return another;
    };
    beforeEach(() => {
      place = newPlace();
      log = open();
    });
    afterEach(() => {
      for (const each of opened.splice(0)) each.close();
      place.drop();
    });

    test('what was saved is read back as it was appended, words included', () => {
      const call = scriptedCall();
      const events = call.start(
        {
          type: 'fact_set',
          fact: 'customer',
          label: 'Customer',
          question: 'text',
          value: text('Ms Núñez "Acme", 🛡\r\nשלום'),
        },
        shown(1, 'reason'),
        answered(1, 'reason', { ...PRICE, words: 'half\tthe price' }, 'sighed'),
        { type: 'noted', step: 'reason', note: { words: '=1+1' } },
        { type: 'check_overridden', visit: 1, step: 'reason', message: 'much', reason: { words: 'she insists' } },
        { type: 'answered', visit: 2, step: 'open', question: 'text', value: null },
        ENDED,
      );
      expect(log.append(events, [PLAYBOOK])).toEqual({ kind: 'saved' });
      expect(log.read(call.id)).toEqual(events);
      expect(open().read(call.id)).toEqual(events);
    });

    test('words that are erased already stay null', () => {
      const call = scriptedCall();
      const events = call.start(answered(1, 'note', { type: 'text', words: null }));
      log.append(events, [PLAYBOOK]);
      expect(log.read(call.id)).toEqual(events);
    });

    test('a call that is not there reads as empty', () => {
      expect(log.read('0190a000-0000-7000-8000-000000000000')).toEqual([]);
    });

    test('no events are saved at once', () => {
      expect(log.append([], [])).toEqual({ kind: 'saved' });
    });

    test('a playbook is kept under its hash, and never changed', () => {
      log.append(scriptedCall().start(), [PLAYBOOK]);
      log.append(scriptedCall().start(), [{ ...PLAYBOOK, text: 'forged' }]);
      expect(log.playbook(PLAYBOOK.hash)).toBe(PLAYBOOK.text);
      expect(log.playbook('unheard of')).toBeUndefined();
    });

    test('a call cannot begin without the text of its playbook', () => {
      const call = scriptedCall();
      expect(() => log.append(call.start(), [])).toThrow('without the text of its playbook');
      expect(log.read(call.id)).toEqual([]);
    });

    test('open calls are listed latest first, with their customer and their screen', () => {
      const older = scriptedCall({ at: '2026-11-20T08:00:00.000Z', rep: 'bo' });
      const newer = scriptedCall({ at: '2026-11-20T09:00:00.000Z' });
      const closed = scriptedCall();
      log.append(
        newer.start(account('AC-1 2'), shown(1, 'reason'), answered(1, 'reason', PRICE), shown(2, 'manager')),
        [PLAYBOOK],
      );
      log.append(older.start(), []);
      log.append(closed.start(ENDED), []);
      expect(log.openCalls()).toEqual([
        {
          call: newer.id,
          playbook: 'defend-cancellation',
          title: 'Defend, with care',
          rep: 'ann',
          customer: 'AC-1 2',
          step: 'manager',
          startedAt: '2026-11-20T09:00:00.000Z',
          lastAt: '2026-11-20T09:00:04.000Z',
        },
        {
          call: older.id,
          playbook: 'defend-cancellation',
          title: 'Defend, with care',
          rep: 'bo',
          startedAt: '2026-11-20T08:00:00.000Z',
          lastAt: '2026-11-20T08:00:00.000Z',
        },
      ]);
    });

    test('the screen of an open call is the one gone back to', () => {
      const call = scriptedCall();
      const back: EventBody = { type: 'went_back', visit: 1 };
      log.append(call.start(shown(1, 'reason'), answered(1, 'reason', PRICE), shown(2, 'manager'), back), [PLAYBOOK]);
      expect(log.openCalls()).toMatchObject([{ step: 'reason' }]);
    });

    test('one customer has one id, however the number is written; another has another', () => {
      const calls = ['AB-12 Ü', 'ab12ü', 'ab13ü'].map((number) => {
        const call = scriptedCall();
        log.append(call.start(account(number)), [PLAYBOOK]);
        return log.read(call.id)[1]?.body;
      });
      const ids = calls.map((body) => (body?.type === 'fact_set' ? body.customer : undefined));
      expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
      expect(ids[1]).toBe(ids[0]);
      expect(ids[2]).not.toBe(ids[0]);
    });

    test('a number with nothing in it identifies nobody', () => {
      const call = scriptedCall();
      log.append(call.start(account(' - ')), [PLAYBOOK]);
      expect(log.read(call.id)[1]?.body).toEqual(account(' - '));
    });

    test('a session that was taken over may not write any more', () => {
      const here = scriptedCall();
      log.append(here.start(shown(1, 'reason')), [PLAYBOOK]);
      const there = here.elsewhere();
      const other = open();
      expect(other.append(there.events({ type: 'resumed' }), [])).toEqual({ kind: 'saved' });
      expect(log.append(here.events(answered(1, 'reason', PRICE)), [])).toEqual({ kind: 'superseded' });
      expect(other.append(there.events(answered(1, 'reason', PRICE)), [])).toEqual({ kind: 'saved' });
      expect(log.read(here.id).map(({ body }) => body.type)).toEqual([
        'call_started',
        'step_shown',
        'resumed',
        'answered',
      ]);
    });

    test('of two that resume a call from the same event, the second is superseded', () => {
      const first = scriptedCall();
      log.append(first.start(), [PLAYBOOK]);
      const [one, two] = [first.elsewhere(), first.elsewhere()];
      expect(log.append(one.events({ type: 'resumed' }), [])).toEqual({ kind: 'saved' });
      expect(log.append(two.events({ type: 'resumed' }), [])).toEqual({ kind: 'superseded' });
    });

    test('a session that was taken over and closed elsewhere is superseded too', () => {
      const here = scriptedCall();
      log.append(here.start(), [PLAYBOOK]);
      log.append(here.elsewhere().events({ type: 'resumed' }, ENDED), []);
      expect(log.append(here.events(ENDED), [])).toEqual({ kind: 'superseded' });
    });

    test('what only a bug can append is thrown, and nothing of it is kept', () => {
      const { id, start, events } = scriptedCall();
      expect(() => log.append(events(shown(1, 'reason')), [PLAYBOOK])).toThrow('cannot have step_shown as event 1');
      const call = scriptedCall();
      const begun = call.start();
      log.append(begun, [PLAYBOOK]);
      expect(() => log.append(begun, [])).toThrow('expects event 2');
      call.events(shown(1, 'reason'));
      expect(() => log.append(call.events(shown(2, 'reason')), [])).toThrow('expects event 2');
      expect(() => log.append([...start(), ...scriptedCall().start()], [])).toThrow("not one session's");
      expect(log.read(id)).toEqual([]);
      expect(log.read(call.id)).toEqual(begun);
    });

    test('nothing of the call comes after its end', () => {
      const call = scriptedCall();
      log.append(call.start(ENDED), [PLAYBOOK]);
      const there = call.elsewhere();
      expect(() => log.append(call.events({ type: 'paused' }), [])).toThrow('has ended');
      expect(() => log.append(there.events({ type: 'resumed' }), [])).toThrow('has ended');
      expect(log.read(call.id).length).toBe(2);
      expect(log.openCalls()).toEqual([]);
    });

    test('what becomes of it later comes from whoever has read all of it, and from nobody else', () => {
      const call = scriptedCall();
      log.append(call.start(promised('visit', '2026-11-30'), ENDED), [PLAYBOOK]);
      const [one, two, three] = [call.elsewhere(), call.elsewhere(), call.elsewhere()];
      expect(log.append(one.events(corrected('lost')), [])).toEqual({ kind: 'saved' });
      expect(open().append(two.events(corrected('thinking')), [])).toEqual({ kind: 'superseded' });
      expect(log.append(call.events(done('visit', '2026-11-30')), [])).toEqual({ kind: 'superseded' });
      three.events(corrected('lost'));
      const masked = { type: 'masked', ending: '1111' } as const;
      expect(open().append(three.events(done('visit', '2026-11-30'), masked), [])).toEqual({ kind: 'saved' });
      expect(log.read(call.id).map(({ body }) => body.type)).toEqual([
        ...['call_started', 'follow_up_promised', 'call_ended', 'outcome_corrected', 'follow_up_done', 'masked'],
      ]);
    });

    test('an outcome that is not there yet cannot be corrected', () => {
      const call = scriptedCall();
      expect(() => log.append(call.start(corrected('lost')), [PLAYBOOK])).toThrow('no outcome yet');
      expect(log.read(call.id)).toEqual([]);
    });

    test('an occurrence that somebody has dealt with is not dealt with again', () => {
      const call = scriptedCall();
      const weekly = promised('ring', '2026-11-30', { repeat: { count: 1, unit: 'week' } });
      log.append(call.start(weekly, ENDED), [PLAYBOOK]);
      log.append(call.events(done('ring', '2026-11-30')), []);
      const late = call.elsewhere();
      expect(log.append(late.events(done('ring', '2026-11-30')), [])).toEqual({ kind: 'superseded' });
      expect(log.followUps()).toMatchObject([{ due: '2026-12-07', past: 1 }]);
      expect(log.read(call.id).length).toBe(4);
    });

    test('a follow-up that was never promised is a bug', () => {
      const call = scriptedCall();
      log.append(call.start(ENDED), [PLAYBOOK]);
      expect(() => log.append(call.events(done('ring', '2026-11-30')), [])).toThrow('no follow-up ring');
    });

    test('a call cannot begin without the text of a playbook that its own uses', () => {
      const [first, ...more] = scriptedCall().start(shown(1, 'reason'));
      const child = { ...PLAYBOOK, hash: 'decade'.padEnd(64, '0'), id: 'child' };
      if (first?.body.type !== 'call_started') throw new Error('a call begins with call_started');
      const { id, version, hash } = child;
      const begun = {
        ...first,
        body: { ...first.body, playbook: { ...first.body.playbook, uses: [{ id, version, hash }] } },
      };
      expect(() => log.append([begun, ...more], [PLAYBOOK])).toThrow('without the text of its playbook child');
      expect(log.append([begun, ...more], [PLAYBOOK, child])).toEqual({ kind: 'saved' });
      expect(log.playbook(hash)).toBe(child.text);
    });

    test('promises are listed by the day they are due, or were moved to, until they are done or stopped', () => {
      const call = scriptedCall({ rep: 'bo' });
      const monthly = { repeat: { count: 1, unit: 'month' }, times: 3 } as const;
      log.append(
        call.start(
          account('AC-1'),
          promised('letter', '2026-12-10', { by: 'manager', channel: 'letter' }),
          promised('once', '2026-12-01'),
          promised('often', '2026-12-05', { ...monthly, call: 'win-back' }),
          promised('never', '2026-11-01'),
          ENDED,
        ),
        [PLAYBOOK],
      );
      log.append(
        call.events(
          done('once', '2026-12-01'),
          { type: 'follow_up_snoozed', id: 'often', due: '2026-12-05', until: '2026-12-24', by: 'bo' },
          { type: 'follow_up_skipped', id: 'never', due: '2026-11-01', by: 'bo' },
        ),
        [],
      );
      const told = { call: call.id, rep: 'bo', title: 'Defend, with care', customer: 'AC-1' };
      const letter = {
        ...told,
        id: 'letter',
        what: 'Call about letter',
        by: 'manager',
        channel: 'letter',
        due: '2026-12-10',
        first: '2026-12-10',
        past: 0,
        promisedAt: '2026-11-20T09:00:02.000Z',
      };
      const often = {
        ...told,
        id: 'often',
        what: 'Call about often',
        by: 'rep',
        due: '2026-12-05',
        snoozedTo: '2026-12-24',
        first: '2026-12-05',
        ...monthly,
        past: 0,
        opens: 'win-back',
        promisedAt: '2026-11-20T09:00:04.000Z',
      };
      expect(log.followUps()).toEqual([letter, often]);
      log.append(call.events(done('often', '2026-12-05')), []);
      const { snoozedTo, ...next } = { ...often, due: '2027-01-05', past: 1 };
      expect(log.followUps()).toEqual([letter, next]);
      log.append(call.events({ type: 'follow_up_skipped', id: 'often', due: '2027-01-05', stops: true, by: 'bo' }), []);
      expect(open().followUps()).toEqual([letter]);
    });

    test('a customer was last spoken to in the call before, and is told what is still promised from any', () => {
      const take = (number: string, at: string, ...rest: readonly EventBody[]): ScriptedCall => {
        const call = scriptedCall({ at, rep: `rep of ${at.slice(0, 10)}` });
        log.append(call.start(account(number), ...rest), [PLAYBOOK]);
        return call;
      };
      const first = take('AC-1', '2026-11-01T09:00:00.000Z', promised('visit', '2026-12-01'), ENDED);
      const second = take(
        'ac 1',
        '2026-11-02T09:00:00.000Z',
        promised('letter', '2026-11-30'),
        promised('call', '2026-11-03'),
        ENDED,
      );
      const other = take('AC-2', '2026-11-03T09:00:00.000Z', promised('cake', '2026-11-04'), ENDED);
      log.append(second.events(done('call', '2026-11-03')), []);
      const now = take('AC1', '2026-11-05T09:00:00.000Z');
      expect(log.lastContact(now.id)).toMatchObject({
        day: '2026-11-02',
        title: 'Defend, with care',
        rep: 'rep of 2026-11-02',
        outcome: 'Stays',
        promised: [
          { id: 'letter', call: second.id },
          { id: 'visit', call: first.id },
        ],
      });
      expect(log.lastContact(second.id)).toMatchObject({ rep: 'rep of 2026-11-01', promised: [{ id: 'visit' }] });
      expect(log.lastContact(first.id)).toBeUndefined();
      expect(log.lastContact(other.id)).toBeUndefined();
      expect(log.lastContact('unheard of')).toBeUndefined();
      const later = take('AC-1', '2026-11-06T09:00:00.000Z');
      expect(log.lastContact(later.id)).not.toHaveProperty('outcome');
      expect(log.lastContact(later.id)).toMatchObject({ day: '2026-11-05' });
    });

    test('nobody is taken for the customer of a call in which nobody is known', () => {
      for (let n = 0; n < 2; n++) {
        const call = scriptedCall();
        log.append(call.start(promised('visit', '2026-12-01'), ENDED), [PLAYBOOK]);
        expect(log.lastContact(call.id)).toBeUndefined();
      }
    });

    test('playbooks are counted by the calls taken with them', () => {
      expect(log.taken()).toEqual(new Map());
      for (const playbook of ['one', 'two', 'one']) log.append(scriptedCall({ playbook }).start(), [PLAYBOOK]);
      expect(log.taken()).toEqual(
        new Map([
          ['one', 2],
          ['two', 1],
        ]),
      );
    });
  });
}
