import type { Period } from '../playbook/flow.js';

const DAY = 86_400_000;
const WORKING_WEEK = 5;
/** What YYYY-MM-DD can hold. */
const LAST = '9999-12-31';

/**
 * The day so many periods after another, both YYYY-MM-DD. Months end where the day would not exist: one month after 31
 * January is 28 February, and two are 31 March. Business days are Monday to Friday; one after a Saturday is Monday.
 */
export function addPeriod(day: string, { count, unit }: Period, times = 1): string {
  const by = count * times;
  switch (unit) {
    case 'day':
      return after(day, by);
    case 'week':
      return after(day, by * 7);
    case 'business_day':
      return addBusinessDays(day, by);
    case 'month':
      return addMonths(day, by);
  }
}

/** The day of the occurrence that comes after `past` others. Counted from the first: otherwise 31 January would become 28 March. */
export const occurrence = (first: string, repeat: Period, past: number): string => addPeriod(first, repeat, past);

function addBusinessDays(day: string, by: number): string {
  if (by === 0) return day;
  const weekday = (new Date(midnight(day)).getUTCDay() + 6) % 7;
  // From a Saturday or a Sunday it is counted as from the Friday before.
  const from = Math.min(weekday, WORKING_WEEK - 1);
  const rest = by % WORKING_WEEK;
  const weekend = from + rest >= WORKING_WEEK ? 2 : 0;
  return after(day, from - weekday + Math.floor(by / WORKING_WEEK) * 7 + rest + weekend);
}

function addMonths(day: string, by: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  // Day 0 is the last of the month before.
  const last = new Date(Date.UTC(year, month + by, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + by, Math.min(date, last)));
}

const after = (day: string, days: number): string => iso(midnight(day) + days * DAY);

const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);

function iso(at: number): string {
  // NaN as well: a time that no date can hold.
  return at <= midnight(LAST) ? new Date(at).toISOString().slice(0, 10) : LAST;
}

/** As in "every 6 weeks, 12 times". */
export function every({ count, unit }: Period, times?: number): string {
  const name = unit.replaceAll('_', ' ');
  return `every ${count === 1 ? name : `${count} ${name}s`}${times === undefined ? '' : `, ${times} times`}`;
}
