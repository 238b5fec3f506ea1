import ical, { type ICalEventData } from 'ical-generator';
import type { CallEvent } from '../call/event.js';
import type { PromisedFollowUp } from '../call/log.js';
import { every, occurrence } from '../call/period.js';
import type { Period } from '../playbook/flow.js';
import { who } from './follow-up-list.js';

export interface Dated {
  readonly followUp: PromisedFollowUp;
  /** Of the call in which it was promised. */
  readonly events: readonly CallEvent[];
}

/** How many days of a repetition are written where no rule can say them all. */
const SINGLY = 26;

/**
 * Open follow-ups as a calendar (RFC 5545): all-day events on the days they are due. What becomes of a follow-up keeps its
 * UID and raises its SEQUENCE, so that a calendar that reads the file again moves it.
 */
export function calendar(all: readonly Dated[]): string {
  const calendar = ical({ prodId: { company: 'Holdfast', product: 'follow-ups', language: 'EN' } });
  for (const dated of all) for (const event of eventsOf(dated)) calendar.createEvent(event);
  // The library ends no last line; RFC 5545 ends each.
  return `${calendar.toString().trimEnd()}\r\n`;
}

function eventsOf({ followUp, events }: Dated): readonly ICalEventData[] {
  const { call, id, due, snoozedTo, first, repeat, times, past, promisedAt } = followUp;
  const uid = `${call}-${id}`;
  const event = (name: string, day: string, repeating?: string): ICalEventData => ({
    id: `${name}@holdfast`,
    start: midnight(day),
    allDay: true,
    stamp: new Date(promisedAt),
    sequence: changes(events, id),
    summary: plain(summaryOf(followUp)),
    description: plain(descriptionOf(followUp)),
    ...(repeating === undefined ? {} : { repeating }),
  });
  if (repeat === undefined) return [event(uid, snoozedTo ?? due)];

  // The occurrence that was moved stands alone, under its own name; the others go on after it.
  const moved = snoozedTo === undefined ? [] : [event(`${uid}-${due}`, snoozedTo)];
  const begun = past + moved.length;
  const left = (times ?? Number.POSITIVE_INFINITY) - begun;
  if (left <= 0) return moved;
  const rule = ruleOf(repeat, first, left);
  if (rule !== undefined) return [...moved, event(uid, occurrence(first, repeat, begun), rule)];
  const days = Array.from({ length: Math.min(left, SINGLY) }, (_, at) => occurrence(first, repeat, begun + at));
  return [...moved, ...days.map((day) => event(`${uid}-${day}`, day))];
}

/**
 * The days of a repetition as a rule, when there is one that every reader takes so. None skips the weekends; and where a
 * month lacks the 29th or the 30th, rules leave the month out, while we take its last day.
 */
function ruleOf({ count, unit }: Period, first: string, left: number): string | undefined {
  const rest = [`INTERVAL=${count}`, ...(Number.isFinite(left) ? [`COUNT=${left}`] : [])];
  const day = Number(first.slice(8));
  switch (unit) {
    case 'day':
      return ['FREQ=DAILY', ...rest].join(';');
    case 'week':
      return ['FREQ=WEEKLY', ...rest].join(';');
    case 'month':
      if (day === 29 || day === 30) return undefined;
      return ['FREQ=MONTHLY', ...rest, ...(day === 31 ? ['BYMONTHDAY=-1'] : [])].join(';');
    case 'business_day':
      return undefined;
  }
}

function summaryOf({ what, customer }: PromisedFollowUp): string {
  const words = what ?? '(erased)';
  return customer === undefined || words.includes(customer) ? words : `${customer}: ${words}`;
}

function descriptionOf(followUp: PromisedFollowUp): string {
  const { customer, channel, repeat, title, rep, promisedAt } = followUp;
  return [
    ...(customer === undefined ? [] : [`Customer: ${customer}`]),
    `Who: ${who(followUp)}`,
    ...(channel === undefined ? [] : [`How: ${channel}`]),
    ...(repeat === undefined ? [] : [`Again: ${every(repeat)}`]),
    `Promised: ${title}, by ${rep}, ${promisedAt.slice(0, 10)}`,
  ].join('\n');
}

/** A calendar holds no control character other than the line end. */
const plain = (text: string): string => text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n]/gu, '\uFFFD');

const TOUCHES: ReadonlySet<string> = new Set(['follow_up_done', 'follow_up_snoozed', 'follow_up_skipped']);

/** How often something became of it: it grows with every change. */
const changes = (events: readonly CallEvent[], id: string): number =>
  events.filter(({ body }) => TOUCHES.has(body.type) && 'id' in body && body.id === id).length;

const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`);
