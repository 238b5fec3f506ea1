import { today } from '../call/clock.js';
import { format } from '../call/format.js';
import { option } from '../call/screen.js';
import { UserError } from '../call/user-error.js';
import type { Option } from '../playbook/flow.js';
import { askDay, choose } from './choose.js';
import type { Context, ExitCode } from './context.js';
import { isDue, type Standing, standing, whenDue, who } from './follow-up-list.js';
import { type Keeping, keep } from './keep-follow-up.js';
import { existingLog } from './log-path.js';
import { settings } from './settings.js';
import { playbookFor, startFollowUp } from './start-follow-up.js';

/** Lists follow-ups, and does with them what is picked, until none is left or the rep goes back; or takes a call. */
export async function followUpMenu(context: Context, dueOnly: boolean): Promise<ExitCode | 'back'> {
  const { locale } = settings(context, 'en');
  for (;;) {
    const all = (await standingNow(context)).filter((each) => !dueOnly || isDue(each));
    if (all.length === 0) return 'back';
    const rows = all.map((each) => option(each.id, rowOf(each, today(context.clock), locale)));
    const chosen = await choose(context, 'Which one? Esc goes back.', rows, 'follow-ups');
    if (chosen.kind !== 'given') return chosen.kind === 'back' ? 'back' : 130;
    const picked = all.find(({ id }) => id === chosen.value);
    const came = picked === undefined ? 'back' : await oneOf(context, picked, locale);
    if (came !== 'back') return came;
  }
}

/** What becomes of one of them. */
async function oneOf(context: Context, picked: Standing, locale: string): Promise<ExitCode | 'back'> {
  const asked = `${rowOf(picked, today(context.clock), locale)}\nEsc goes back.`;
  const what = await choose(context, asked, ways(picked), 'follow-up');
  if (what.kind !== 'given') return what.kind === 'back' ? 'back' : 130;
  if (what.value === 'start') {
    const flow = await orTold(context, () => playbookFor(quiet(context), picked.followUp));
    return flow === undefined ? 'back' : startFollowUp(context, picked.followUp, flow);
  }
  const keeping = await keepingOf(context, what.value, locale);
  if (keeping === 'left') return 130;
  if (keeping !== undefined) await tell(context, picked, keeping);
  return 'back';
}

async function standingNow(context: Context): Promise<readonly Standing[]> {
  const log = await existingLog(context, undefined);
  try {
    return standing(log.followUps(), today(context.clock));
  } finally {
    log.close();
  }
}

function rowOf(each: Standing, day: string, locale: string): string {
  const { followUp, status } = each;
  const when = `${status === 'overdue' ? '! ' : ''}${whenDue(each, day, format(locale))}`;
  const whom = followUp.customer === undefined ? '' : `${followUp.customer}: `;
  return `${when} · ${whom}${followUp.what ?? '(erased)'} (${who(followUp)})`;
}

function ways({ followUp: { opens, repeat } }: Standing): readonly Option[] {
  return [
    ...(opens === undefined ? [] : [option('start', `Take the call: ${opens.replaceAll('-', ' ')}`)]),
    option('done', 'It is done'),
    option('snooze', 'Move it to another day'),
    option('skip', repeat === undefined ? 'It will not be' : 'Not this time'),
    ...(repeat === undefined ? [] : [option('stop', 'Not this time, nor later')]),
  ];
}

/** `undefined` when the rep thinks better of it. */
async function keepingOf(context: Context, way: string, locale: string): Promise<Keeping | 'left' | undefined> {
  if (way === 'done') return { type: 'done' };
  if (way !== 'snooze') return { type: 'skip', stops: way === 'stop' };
  const day = await askDay(context, { key: 'day', asked: 'To which day? Esc goes back.' }, locale);
  if (day.kind === 'given') return { type: 'snooze', until: day.value };
  return day.kind === 'left' ? 'left' : undefined;
}

async function tell(context: Context, { followUp }: Standing, keeping: Keeping): Promise<void> {
  const log = await existingLog(context, undefined);
  try {
    const kept = await orTold(context, () => keep(context, log, followUp, keeping));
    if (kept !== undefined) (await context.openDesk()).trail(`✓ ${kept}`);
  } finally {
    log.close();
  }
}

/** Where a line is told instead: all that is wrong with a playbook is for whoever writes it. */
export const quiet = (context: Context): Context => ({ ...context, say: () => {} });

/** What cannot be done is told, and the menu goes on. */
export async function orTold<T>(context: Context, use: () => T): Promise<T | undefined> {
  const { trail } = await context.openDesk();
  try {
    return use();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    trail(`! ${error.message}${error.hint === undefined ? '' : `; ${error.hint}`}`);
    return undefined;
  }
}
