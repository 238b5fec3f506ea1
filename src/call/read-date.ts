import { type Read, shorten } from './read-number.js';

const DAY = 86_400_000;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const HOW = 'type 2026-12-31, 31 dec, today, tomorrow, fri, +3 (days) or +2w (weeks)';

/** YYYY-MM-DD of a day so many days after another. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** A day as people say it, after `today`: a date, a weekday, `today`, `tomorrow`, `+3`, `+2w`, `31 dec`. */
export function readDate(typed: string, today: string): Read<string> {
  const text = typed.trim().toLowerCase();
  const problem = { ok: false, problem: `"${shorten(typed)}" is not a day; ${HOW}` } as const;
  if (text === 'today') return { ok: true, value: today };
  if (text === 'tomorrow') return { ok: true, value: addDays(today, 1) };

  const ahead = /^\+(\d{1,4})\s*(d|w)?[a-z]*$/.exec(text);
  if (ahead) return { ok: true, value: addDays(today, Number(ahead[1]) * (ahead[2] === 'w' ? 7 : 1)) };

  const weekday = /^[a-z]{3,9}$/.test(text) ? WEEKDAYS.indexOf(text.slice(0, 3)) : -1;
  if (weekday >= 0) {
    const now = new Date(`${today}T00:00:00Z`).getUTCDay();
    return { ok: true, value: addDays(today, (weekday - now + 7) % 7 || 7) };
  }

  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3])) ?? problem;

  const spoken = /^(\d{1,2})\s*([a-z]{3,9})\.?(?:\s+(\d{4}))?$/.exec(text);
  if (spoken) {
    const month = MONTHS.indexOf((spoken[2] ?? '').slice(0, 3)) + 1;
    const year = Number(spoken[3] ?? today.slice(0, 4));
    const read = existing(year, month, Number(spoken[1])) ?? problem;
    const past = read.ok && spoken[3] === undefined && read.value < today;
    return past ? (existing(year + 1, month, Number(spoken[1])) ?? problem) : read;
  }
  return problem;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function existing(year: number, month: number, day: number): Read<string> | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? { ok: true, value: date.toISOString().slice(0, 10) } : undefined;
}
