import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventBody } from '../../src/call/event.js';
import type { CallLog } from '../../src/call/log.js';
import { account, answered, ENDED, PLAYBOOK, PRICE, scriptedCall, shown, text } from './scripted-call.js';

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

    test('nothing comes after the end', () => {
      const call = scriptedCall();
      log.append(call.start(ENDED), [PLAYBOOK]);
      expect(() => log.append(call.events({ type: 'paused' }), [])).toThrow('has ended');
      expect(log.openCalls()).toEqual([]);
    });
  });
}
