import type { CallEvent } from '../call/event.js';

/** The rep's day of an event, YYYY-MM-DD. */
export function dayOf(event: CallEvent | undefined): string {
  if (event === undefined) throw new Error('a call without events');
  return new Date(Date.parse(event.at) + event.offset * 60_000).toISOString().slice(0, 10);
}
