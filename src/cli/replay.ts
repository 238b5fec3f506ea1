import { UserError } from '../call/user-error.js';
import type { Flow } from '../playbook/flow.js';
import { replay as replayCall } from '../rehearsal/replay.js';
import { underNewIds } from '../rehearsal/replay-renamed.js';
import type { Replayed } from '../rehearsal/replay-why.js';
import type { Context, ExitCode, PastCalls } from './context.js';
import { day } from './export.js';
import { flowOf } from './find-playbook.js';
import { existingPast } from './log-path.js';
import { flowsOfCalls } from './replay-flow.js';
import { renamesOfCalls } from './replay-renames.js';
import { type Tally, tally } from './replay-tally.js';

export interface ReplayFlags {
  readonly since?: string;
  readonly json?: boolean;
  readonly db?: string;
}

/** How many calls are played before the process looks up. */
const AT_A_TIME = 50;

/** `holdfast replay <playbook>`: calls of the log against a playbook that was edited; nothing is written. */
export async function replay(context: Context, name: string | undefined, flags: ReplayFlags): Promise<ExitCode> {
  if (name === undefined) throw new UserError('which playbook?', 'name it: holdfast replay my-playbook.yaml', 2);
  day('--since', flags.since);
  const flow = flowOf(context, name);
  const log = await existingPast(context, flags.db);
  try {
    const found = await playAll(context, flow, log, flags);
    if (!flags.json && found.calls() === 0) context.say(`no call of ${flow.id} has ended${since(flags)}`);
    else if (!flags.json) for (const line of found.lines(flow.id)) context.print(line);
    return found.different() ? 1 : 0;
  } finally {
    context.progress('');
    log.close();
  }
}

async function playAll(context: Context, flow: Flow, log: PastCalls, { json, since }: ReplayFlags): Promise<Tally> {
  const flowFor = flowsOfCalls(flow, log);
  const renamesFor = renamesOfCalls(flow, log);
  const found = tally();
  for (const call of log.ids({ playbook: flow.id, since })) {
    const events = log.read(call);
    const against = flowFor(events);
    const renamed = renamesFor(events);
    const replayed = 'why' in against ? against : replayCall(against, underNewIds(events, renamed));
    found.renamed(renamed);
    if (json && !(await context.pour(`${found.calls() === 0 ? '[' : ','}\n${row(call, replayed)}`))) return found;
    found.add(call, replayed);
    if (found.calls() % AT_A_TIME === 0) await lookUp(context, found.calls());
  }
  if (json) await context.pour(found.calls() === 0 ? '[]\n' : '\n]\n');
  context.progress('');
  return found;
}

const since = (flags: ReplayFlags): string => (flags.since === undefined ? '' : ` since ${flags.since}`);

/** Whoever presses Ctrl-C is heard. */
function lookUp({ progress }: Context, calls: number): Promise<void> {
  progress(`played ${calls} calls`);
  return new Promise((resolve) => setImmediate(resolve));
}

const row = (call: string, replayed: Replayed): string => `  ${JSON.stringify({ call, ...replayed })}`;
