import type { EventBody } from './event.js';
import { occurrence } from './period.js';

type PromiseMade = Extract<EventBody, { type: 'follow_up_promised' }>;
type Event = Extract<
  EventBody,
  { type: 'follow_up_promised' | 'follow_up_done' | 'follow_up_snoozed' | 'follow_up_skipped' }
>;

/** A promise, and how far it has been kept. */
export interface Promised {
  readonly promise: PromiseMade;
  /** Occurrences that are done or skipped. */
  readonly past: number;
  /** The day the next occurrence has been moved to. */
  readonly snoozedTo?: string;
  readonly stopped: boolean;
}

/** The day of the next occurrence, YYYY-MM-DD, before any snoozing; `undefined` when there is none left. */
export function nextDue({ promise, past, stopped }: Promised): string | undefined {
  const { due, repeat, times } = promise;
  if (stopped || past >= (repeat === undefined ? 1 : (times ?? Number.POSITIVE_INFINITY))) return undefined;
  return repeat === undefined ? due : occurrence(due, repeat, past);
}

export function evolveFollowUps(all: ReadonlyMap<string, Promised>, event: Event): ReadonlyMap<string, Promised> {
  const next = new Map(all);
  if (event.type === 'follow_up_promised') return next.set(event.id, { promise: event, past: 0, stopped: false });
  const before = all.get(event.id);
  if (before === undefined) throw new Error(`follow-up ${event.id} was never promised`);
  if (event.type === 'follow_up_snoozed') return next.set(event.id, { ...before, snoozedTo: event.until });
  const { snoozedTo, ...settled } = before;
  const stopped = event.type === 'follow_up_skipped' && event.stops === true;
  return next.set(event.id, { ...settled, past: before.past + 1, stopped });
}
