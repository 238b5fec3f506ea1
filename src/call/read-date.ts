import { type Read, shorten } from './read-number.js';

const DAY = 86_400_000;
const HOW = 'type 31 dec, fri, tomorrow, yesterday, +3 (days), +2w (weeks) or 2026-12-31';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
const RELATIVE = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
]);

/** YYYY-MM-DD of a day so many days after another. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/**
 * A day as people say it, seen from `today`: a date, a weekday (the next one, or the last), `tomorrow`, `+3`, `-2w`,
 * `31 dec`, `31.12.2026`; in American English the month of 12/31 comes first.
 */
export function readDate(typed: string, today: string, locale: string): Read<string> {
  const text = typed.trim().toLowerCase();
  const read = inDays(text) ?? weekday(text, today) ?? iso(text) ?? spoken(text, today) ?? numbers(text, today, locale);
  if (read === undefined) return { ok: false, problem: `"${shorten(typed)}" is not a day; ${HOW}` };
  return { ok: true, value: typeof read === 'number' ? addDays(today, read) : read };
}

function inDays(text: string): number | undefined {
  const [, sign, count, unit = ''] = /^([+-])(\d{1,4}) ?(|d|days?|w|weeks?)$/.exec(text) ?? [];
  if (count === undefined) return RELATIVE.get(text);
  return Number(`${sign}${count}`) * (unit.startsWith('w') ? 7 : 1);
}

function weekday(text: string, today: string): number | undefined {
  const [, which, name = ''] = /^(?:(next|last) )?([a-z]{3,9})$/.exec(text) ?? [];
  const wanted = indexOf(WEEKDAYS, name);
  if (wanted === undefined) return undefined;
  const ahead = (wanted - new Date(`${today}T00:00:00Z`).getUTCDay() + 7) % 7 || 7;
  return which === 'last' ? ahead - 7 || -7 : ahead;
}

function iso(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  return year === undefined ? undefined : existing(Number(year), Number(month), Number(day));
}

function spoken(text: string, today: string): string | undefined {
  const [, before, name = '', after, year] =
    /^(?:(\d{1,2})(?:st|nd|rd|th)? ?)?([a-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?(?:,? (\d{4}))?$/.exec(text) ?? [];
  const month = indexOf(MONTHS, name);
  const day = before ?? after;
  if (month === undefined || day === undefined || (before !== undefined && after !== undefined)) return undefined;
  return coming(year, month + 1, Number(day), today);
}

function numbers(text: string, today: string, locale: string): string | undefined {
  const [, first, second, year] = /^(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}))?\.?$/.exec(text) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const [day, month] = monthFirst(locale) ? [second, first] : [first, second];
  return coming(year, Number(month), Number(day), today);
}

function monthFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(0).map(({ type }) => type);
  return parts.indexOf('month') < parts.indexOf('day');
}

/** Without a year, the next such day. */
function coming(year: string | undefined, month: number, day: number, today: string): string | undefined {
  if (year !== undefined) return existing(Number(year), month, day);
  const now = Number(today.slice(0, 4));
  return [now, now + 1].map((candidate) => existing(candidate, month, day)).find((date) => date && date >= today);
}

function existing(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}

/** The place of a name that is written out, or by its first three letters. */
function indexOf(names: readonly string[], name: string): number | undefined {
  const found = names.findIndex((full) => full === name || full.slice(0, 3) === name);
  return found < 0 ? undefined : found;
}
