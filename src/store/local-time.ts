import type { Stamp } from '../call/event.js';

/** The rep's clock when it happened, as spreadsheets read it: `YYYY-MM-DD HH:MM:SS`. */
export function localTime({ at, offset }: Pick<Stamp, 'at' | 'offset'>): string {
  return new Date(Date.parse(at) + offset * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}
