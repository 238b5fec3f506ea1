import type { Format } from '../call/format.js';
import type { PromisedFollowUp } from '../call/log.js';
import { every } from '../call/period.js';
import { addDays } from '../call/read-date.js';
import { shortIds } from './follow-up-id.js';
import { roleWords } from './setting.js';
import type { Settings } from './settings.js';
import { type Column, table } from './table.js';

/** A follow-up as it stands on a day. */
export interface Standing {
  /** What is typed to name it. */
  readonly id: string;
  readonly followUp: PromisedFollowUp;
  /** YYYY-MM-DD: when it is due, after all that moved it. */
  readonly day: string;
  readonly status: 'overdue' | 'today' | 'later';
}

/** The open follow-ups as they stand, the longest overdue first. */
export function standing(all: readonly PromisedFollowUp[], today: string): readonly Standing[] {
  return [...shortIds(all)]
    .map(([followUp, id]): Standing => {
      const day = followUp.snoozedTo ?? followUp.due;
      return { id, followUp, day, status: day < today ? 'overdue' : day === today ? 'today' : 'later' };
    })
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

/** By day; of one day, what was promised first. */
const orderOf = ({ day, followUp, id }: Standing): string => `${day} ${followUp.promisedAt} ${id}`;

export const isDue = ({ status }: Standing): boolean => status !== 'later';

/** Promised in a call of one's own and not for another role, or for one's role above a rep. */
export const isMine = ({ followUp: { by, rep } }: Standing, me: Settings): boolean =>
  by === 'rep' ? rep === me.rep : by === me.role;

const COLUMNS: readonly Column[] = [
  { title: '' },
  { title: 'id' },
  { title: 'due' },
  { title: 'customer', least: 8 },
  { title: 'what', least: 12 },
  { title: 'who', least: 6, spare: true },
  { title: 'how', spare: true },
];

export function listed(all: readonly Standing[], today: string, speak: Format, width: number): readonly string[] {
  const rows = all.map((each) => {
    const { followUp, id, status } = each;
    const what = `${followUp.what ?? '(erased)'}${repeats(followUp)}`;
    const when = whenDue(each, today, speak);
    return [
      status === 'overdue' ? '!' : '',
      id,
      when,
      followUp.customer ?? '–',
      what,
      who(followUp),
      followUp.channel ?? '',
    ];
  });
  return table(COLUMNS, rows, width);
}

/** `2 days late`, `today`, `tomorrow`, or the day. */
export function whenDue({ day, status }: Standing, today: string, speak: Format): string {
  if (status === 'today') return 'today';
  if (day === addDays(today, 1)) return 'tomorrow';
  if (status === 'later') return speak.date(day);
  const late = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  return `${late} day${late === 1 ? '' : 's'} late`;
}

/** Who promised to do it: the rep of the call by name, or whoever has the role. */
export const who = ({ by, rep }: PromisedFollowUp): string => (by === 'rep' ? rep : roleWords(by));

function repeats({ repeat, times, past }: PromisedFollowUp): string {
  if (repeat === undefined) return '';
  return times === undefined ? ` (${every(repeat)})` : ` (${past + 1} of ${times}, ${every(repeat)})`;
}

/** As other programs read it. */
export const asJson = (all: readonly Standing[]): string => `${JSON.stringify(all.map(jsonOf), null, 2)}\n`;

function jsonOf({ id, followUp, day, status }: Standing) {
  const { call, id: name, what, by, rep, channel, customer, title, opens } = followUp;
  const { due, snoozedTo, first, repeat, times, past, promisedAt } = followUp;
  return {
    id,
    status,
    day,
    what,
    customer: customer ?? null,
    by,
    rep,
    channel: channel ?? null,
    opens: opens ?? null,
    call,
    follow_up: name,
    title,
    due,
    snoozed_to: snoozedTo ?? null,
    first,
    repeat: repeat ?? null,
    times: times ?? null,
    past,
    promised_at: promisedAt,
  };
}
