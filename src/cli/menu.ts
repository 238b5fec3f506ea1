import { today } from '../call/clock.js';
import type { OpenCall } from '../call/log.js';
import { option } from '../call/screen.js';
import type { Option } from '../playbook/flow.js';
import { takeCall } from './call.js';
import { choose } from './choose.js';
import type { Context, ExitCode, Log } from './context.js';
import { flowOf, titles } from './find-playbook.js';
import { isDue, type Standing, standing } from './follow-up-list.js';
import { logPath } from './log-path.js';
import { followUpMenu, orTold, quiet } from './menu-follow-ups.js';
import { describe, resume } from './resume.js';

interface Now {
  /** Whether a call was ever taken here. */
  readonly begun: boolean;
  readonly followUps: readonly Standing[];
  readonly open: readonly OpenCall[];
  readonly taken: ReadonlyMap<string, number>;
}

/** Bare `holdfast`: go on with a call, keep what was promised, take a call. */
export async function menu(context: Context): Promise<ExitCode> {
  const desk = await context.openDesk();
  const playbooks = titles(context, (why) => desk.trail(`! ${why}`));
  const broken = new Set<string>();
  for (;;) {
    const now = await look(context);
    const calls = playbooks.map(({ id, title }) =>
      option(`call ${id}`, `Take a call: ${title}${broken.has(id) ? ' (has errors)' : ''}`),
    );
    const chosen = await choose(context, hello(now), optionsFor(context, now, calls));
    if (chosen.kind !== 'given') return 130;
    const [what, which = ''] = chosen.value.split(' ');
    if (what === 'call') {
      // To compile them all would keep the menu waiting: the one that is picked is refused, and another can be.
      const flow = await orTold(context, () => flowOf(quiet(context), which));
      if (flow !== undefined) return takeCall(context, flow, {});
      broken.add(which);
      continue;
    }
    if (what === 'resume') return resume(context, which, {});
    const came = await followUpMenu(context, what === 'due');
    if (came !== 'back') return came;
  }
}

async function look(context: Context): Promise<Now> {
  const path = logPath(context, undefined);
  if (!context.files.exists(path)) return { begun: false, followUps: [], open: [], taken: new Map() };
  return withLog(await context.openLog(path), (log) => ({
    begun: true,
    followUps: standing(log.followUps(), today(context.clock)),
    open: log.openCalls(),
    taken: log.taken(),
  }));
}

function withLog<T>(log: Log, use: (log: Log) => T): T {
  try {
    return use(log);
  } finally {
    log.close();
  }
}

function hello({ begun, followUps }: Now): string {
  if (!begun) return 'New here? Pick a call to try it; holdfast --help shows all there is.';
  const due = dueWords(followUps);
  return due === undefined ? 'Which call?' : `${due}. Which call?`;
}

/** As in `3 follow-ups are due, 1 overdue`; `undefined` when none is. */
function dueWords(followUps: readonly Standing[]): string | undefined {
  const due = followUps.filter(isDue).length;
  const overdue = followUps.filter(({ status }) => status === 'overdue').length;
  if (due === 0) return undefined;
  return `${due} follow-up${due === 1 ? ' is' : 's are'} due${overdue === 0 ? '' : `, ${overdue} overdue`}`;
}

function optionsFor(context: Context, { followUps, open, taken }: Now, calls: readonly Option[]): readonly Option[] {
  const due = dueWords(followUps);
  const times = ({ id }: Option): number => taken.get(id.replace('call ', '')) ?? 0;
  const all = followUps.length === 1 ? 'The one follow-up' : `All ${followUps.length} follow-ups`;
  return [
    ...open.map((waiting) => option(`resume ${waiting.call}`, `Resume ${describe(context, waiting)}`)),
    ...(due === undefined ? [] : [option('due', `See them: ${due}`)]),
    ...calls.toSorted((a, b) => times(b) - times(a)),
    ...(followUps.some((each) => !isDue(each)) ? [option('all', all)] : []),
  ];
}
