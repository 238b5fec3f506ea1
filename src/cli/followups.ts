import { today } from '../call/clock.js';
import { format } from '../call/format.js';
import { UserError } from '../call/user-error.js';
import type { Context, ExitCode, Log } from './context.js';
import { asJson, isDue, isMine, listed, type Standing, standing } from './follow-up-list.js';
import { existingLog } from './log-path.js';
import { settings } from './settings.js';

export interface FollowUpsFlags {
  readonly mine?: boolean;
  readonly due?: boolean;
  readonly json?: boolean;
  readonly ics?: string;
  readonly db?: string;
}

/** `holdfast followups`: what has been promised and is not done, in a list or as a calendar. */
export async function followUps(context: Context, flags: FollowUpsFlags): Promise<ExitCode> {
  if (flags.json && flags.ics !== undefined) throw new UserError('--json and --ics are two ways out', 'take one', 2);
  const log = await existingLog(context, flags.db);
  try {
    const day = today(context.clock);
    const me = settings(context, 'en');
    const all = standing(log.followUps(), day).filter(
      (each) => (!flags.mine || isMine(each, me)) && (!flags.due || isDue(each)),
    );
    if (flags.ics !== undefined) return await writeCalendar(context, log, all, flags.ics);
    if (flags.json) await context.pour(asJson(all));
    else if (all.length === 0) context.say(flags.due ? 'nothing is due' : 'nothing is promised');
    else for (const line of listed(all, day, format(me.locale), context.columns())) context.print(line);
    return 0;
  } finally {
    log.close();
  }
}

async function writeCalendar(context: Context, log: Log, all: readonly Standing[], file: string): Promise<ExitCode> {
  const { calendar } = await import('./calendar.js');
  const text = calendar(all.map(({ followUp }) => ({ followUp, events: log.read(followUp.call) })));
  await context.files.replace(file, [text]);
  context.say(`${all.length} follow-up${all.length === 1 ? '' : 's'} written to ${file}`);
  return 0;
}
