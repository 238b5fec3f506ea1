import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import type { CallEvent, EventBody } from '../../src/call/event.js';
import type { PromisedFollowUp } from '../../src/call/log.js';
import { occurrence } from '../../src/call/period.js';
import { calendar } from '../../src/cli/calendar.js';
import type { Period } from '../../src/playbook/flow.js';

const CALL = '019a8f00-0000-7000-8000-000000000001';

/** A follow-up that is next due after `past` occurrences. */
function followUp(more: Partial<PromisedFollowUp> = {}): PromisedFollowUp {
  const { first = '2026-11-24', repeat, past = 0 } = more;
  return {
    call: CALL,
    id: 'promise',
    what: 'Call back',
    by: 'rep',
    due: repeat === undefined ? first : occurrence(first, repeat, past),
    first,
    past,
    rep: 'Robin',
    title: 'Defend a cancellation',
    promisedAt: '2026-11-21T10:00:00.000Z',
    ...more,
  };
}

const events = (...bodies: readonly EventBody[]): readonly CallEvent[] =>
  bodies.map((body, at) => ({
    call: CALL,
    seq: at + 1,
    at: '2026-11-21T10:00:00.000Z',
    offset: 60,
    session: CALL,
    ms: 0,
    body,
  }));

/** A calendar as a program that we did not write reads it. */
function read(text: string): readonly ICAL.Event[] {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
}

const written = (...all: readonly PromisedFollowUp[]): string =>
  calendar(all.map((each) => ({ followUp: each, events: [] })));

/** The days on which a reader shows something, in order, at most so many of each event. */
function days(text: string, most: number): readonly string[] {
  const all = read(text).flatMap((event) => {
    if (!event.isRecurring()) return [event.startDate.toString()];
    const next = event.iterator();
    return Array.from({ length: most }, () => next.next()?.toString()).filter((day) => day !== undefined);
  });
  return all.sort();
}

const someDay = fc
  .integer({ min: 0, max: 1200 })
  .map((after) => new Date(Date.UTC(2026, 0, 1) + after * 86_400_000).toISOString().slice(0, 10));
const period: fc.Arbitrary<Period> = fc.record({
  count: fc.integer({ min: 1, max: 13 }),
  unit: fc.constantFrom('day', 'business_day', 'week', 'month'),
});

describe('the days of a repetition', () => {
  test('a reader expands them to the days that we count, whatever is past', () => {
    fc.assert(
      fc.property(someDay, period, fc.integer({ min: 1, max: 24 }), fc.nat(23), (first, repeat, times, done) => {
        const past = done % times;
        const ours = Array.from({ length: times - past }, (_, at) => occurrence(first, repeat, past + at));
        expect(days(written(followUp({ first, repeat, times, past })), 100)).toEqual(ours);
      }),
      {
        examples: [
          ['2027-01-31', { count: 1, unit: 'month' }, 12, 0],
          ['2028-02-29', { count: 12, unit: 'month' }, 5, 1],
        ],
      },
    );
  });

  test('one that nobody has stopped has no end', () => {
    const repeat: Period = { count: 1, unit: 'month' };
    const shown = days(written(followUp({ first: '2027-01-31', repeat })), 200);
    expect(shown).toHaveLength(200);
    expect(shown.slice(0, 4)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']);
  });

  test.each([
    ['business days', '2026-11-27', { count: 1, unit: 'business_day' }, ['2026-11-27', '2026-11-30', '2026-12-01']],
    ['months without a 30th', '2027-01-30', { count: 1, unit: 'month' }, ['2027-01-30', '2027-02-28', '2027-03-30']],
  ] as const)('%s have no rule: 26 days are written one by one', (_, first, repeat, firsts) => {
    const text = written(followUp({ first, repeat }));
    expect(text).not.toContain('RRULE');
    const shown = days(text, 1);
    expect(shown).toHaveLength(26);
    expect(shown.slice(0, 3)).toEqual(firsts);
    expect(new Set(read(text).map(({ uid }) => uid)).size).toBe(26);
  });

  test('an occurrence that was moved stands on its new day, and the others where they were', () => {
    const repeat: Period = { count: 6, unit: 'week' };
    const moved = followUp({ first: '2026-11-24', repeat, times: 3, past: 1, snoozedTo: '2027-01-08' });
    expect(days(written(moved), 10)).toEqual(['2027-01-08', occurrence('2026-11-24', repeat, 2)]);
    const last = followUp({ first: '2026-11-24', repeat, times: 2, past: 1, snoozedTo: '2027-01-08' });
    expect(days(written(last), 10)).toEqual(['2027-01-08']);
    expect(days(written(followUp({ snoozedTo: '2026-12-01' })), 10)).toEqual(['2026-12-01']);
  });
});

describe('an event', () => {
  test('keeps its UID, and its SEQUENCE grows with what becomes of it', () => {
    const by = 'Robin';
    const snoozed: EventBody = { type: 'follow_up_snoozed', id: 'promise', due: '2026-11-24', until: '2026-12-01', by };
    const other: EventBody = { type: 'follow_up_done', id: 'letter', due: '2026-11-24', by };
    const before = read(calendar([{ followUp: followUp(), events: events(other) }]))[0];
    const after = read(
      calendar([{ followUp: followUp({ snoozedTo: '2026-12-01' }), events: events(other, snoozed) }]),
    )[0];
    expect([before?.uid, before?.sequence]).toEqual([`${CALL}-promise@holdfast`, 0]);
    expect([after?.uid, after?.sequence]).toEqual([`${CALL}-promise@holdfast`, 1]);
  });

  test('lasts the whole day, and is the same however often it is written', () => {
    const text = written(followUp({ customer: 'Jansen BV', channel: 'phone' }));
    const [event] = read(text);
    expect(event?.startDate.isDate).toBe(true);
    expect(event?.duration.toString()).toBe('P1D');
    expect(text).toContain('DTSTAMP:20261121T100000Z');
    expect(written(followUp({ customer: 'Jansen BV', channel: 'phone' }))).toBe(text);
    expect(event?.summary).toBe('Jansen BV: Call back');
    expect(event?.description).toContain('Customer: Jansen BV\nWho: Robin\nHow: phone');
  });

  test('ends each of its lines as RFC 5545 asks, the last one as well', () => {
    const text = written(followUp());
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('words come back as they were, whatever is in them', () => {
    const words = fc
      .array(
        fc.oneof(
          fc.constantFrom('\n', ',', ';', '\\', '\\n', '"', ':', 'BEGIN:VEVENT', '😀', '👩‍👩‍👧', 'é', ' '),
          fc.string({ unit: 'grapheme' }),
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(words, (what) => {
        const text = written(followUp({ what, customer: 'J' }), followUp({ id: 'two' }));
        const [event, ...others] = read(text);
        expect(others).toHaveLength(1);
        expect(event?.summary).toBe(what.includes('J') ? what : `J: ${what}`);
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      }),
    );
  });

  test('characters that no calendar can hold are replaced', () => {
    const [event] = read(written(followUp({ what: 'one\r\ntwo\rthree\u0007' })));
    expect(event?.summary).toBe('one\ntwo\nthree\uFFFD');
  });

  test('what has been erased says so', () => {
    expect(read(written(followUp({ what: null })))[0]?.summary).toBe('(erased)');
  });
});
