import { today } from '../call/clock.js';
import type { AfterTheEnd } from '../call/command.js';
import { format } from '../call/format.js';
import type { PromisedFollowUp } from '../call/log.js';
import { readDate } from '../call/read-date.js';
import { openSession } from '../call/session.js';
import { UserError } from '../call/user-error.js';
import type { Context, ExitCode, Log } from './context.js';
import { followUpNamed } from './follow-up-id.js';
import { existingLog } from './log-path.js';
import { pinnedFlow } from './pinned-flow.js';
import { saved } from './saved.js';
import { settings } from './settings.js';

/** What can be done with an occurrence of a follow-up. */
export type Keeping =
  | { readonly type: 'done' }
  /** YYYY-MM-DD. */
  | { readonly type: 'snooze'; readonly until: string }
  /** `stops`: nor any later one. */
  | { readonly type: 'skip'; readonly stops: boolean };

interface KeepFlags {
  readonly db?: string;
}

/** By which somebody says that a later occurrence is meant. */
export interface Early {
  readonly early?: boolean;
}

/** `holdfast followups done <id>`. */
export const done = (context: Context, id: string, flags: KeepFlags & Early): Promise<ExitCode> =>
  keepNamed(context, id, { type: 'done' }, flags);

/** `holdfast followups snooze <id> <day>`: a day as people type it, today or later. */
export function snooze(context: Context, id: string, words: readonly string[], flags: KeepFlags): Promise<ExitCode> {
  const now = today(context.clock);
  const read = readDate(words.join(' '), now, settings(context, 'en').locale);
  if (!read.ok) throw new UserError(read.problem, undefined, 2);
  if (read.value < now) throw new UserError(`${read.value} is past`, 'it is moved to today or later', 2);
  return keepNamed(context, id, { type: 'snooze', until: read.value }, flags);
}

/** `holdfast followups skip <id>`: this occurrence will not be, or with `--stop` none from now on. */
export const skip = (context: Context, id: string, flags: KeepFlags & { readonly stop?: boolean }): Promise<ExitCode> =>
  keepNamed(context, id, { type: 'skip', stops: flags.stop === true }, flags);

async function keepNamed(
  context: Context,
  id: string,
  keeping: Keeping,
  { db, early }: KeepFlags & Early,
): Promise<ExitCode> {
  const log = await existingLog(context, db);
  try {
    const followUp = followUpNamed(log.followUps(), id);
    if (keeping.type === 'done' && early !== true) refuseEarly(context, followUp, `done ${id}`);
    context.print(keep(context, log, followUp, keeping));
    return 0;
  } finally {
    log.close();
  }
}

/** Of one that repeats, what is typed twice would settle the next occurrence as well, weeks before its day. */
export function refuseEarly(context: Context, followUp: PromisedFollowUp, verb: string): void {
  const { repeat, past, what } = followUp;
  if (repeat === undefined || past === 0 || dayOf(followUp) <= today(context.clock)) return;
  const next = format(settings(context, 'en').locale).date(dayOf(followUp));
  throw new UserError(
    `"${what ?? '(erased)'}": the next is due on ${next}; nothing is due today`,
    `if you mean the next one: holdfast followups ${verb} --early`,
  );
}

const dayOf = ({ snoozedTo, due }: PromisedFollowUp): string => snoozedTo ?? due;

/** Keeps it in the log, in a session of its own, and says how it stands now. `by` is whoever did it, when that is not who sits here. */
export function keep(context: Context, log: Log, followUp: PromisedFollowUp, keeping: Keeping, by?: string): string {
  const { rep, locale } = settings(context, 'en');
  const { call, id, due } = followUp;
  const events = log.read(call);
  const session = openSession({ ...context, log }, pinnedFlow(context, log, call, events), call, events);
  saved(session, commandOf(keeping, { id, due, by: by ?? rep }));
  const next = log.followUps().find((other) => other.call === call && other.id === id);
  const what = [followUp.customer, followUp.what ?? '(erased)'].filter((part) => part !== undefined).join(': ');
  const speak = format(locale);
  const which = followUp.repeat === undefined ? '' : ` (${speak.date(dayOf(followUp))})`;
  const then = next === undefined ? '' : `. ${keeping.type === 'snooze' ? 'Now' : 'Next'}: ${speak.date(dayOf(next))}`;
  return `${wordFor(keeping)}: ${what}${which}${then}`;
}

function commandOf(keeping: Keeping, which: { id: string; due: string; by: string }): AfterTheEnd {
  switch (keeping.type) {
    case 'done':
      return { type: 'follow_up_done', ...which };
    case 'snooze':
      return { type: 'follow_up_snoozed', until: keeping.until, ...which };
    case 'skip':
      return { type: 'follow_up_skipped', ...(keeping.stops ? { stops: true } : {}), ...which };
  }
}

function wordFor(keeping: Keeping): string {
  if (keeping.type === 'done') return 'Done';
  if (keeping.type === 'snooze') return 'Moved';
  return keeping.stops ? 'Stopped' : 'Skipped';
}
