import { option } from '../call/screen.js';
import { openSession } from '../call/session.js';
import { UserError } from '../call/user-error.js';
import type { Flow } from '../playbook/flow.js';
import { BUILT_IN_OUTCOMES } from '../playbook/outcomes.js';
import { askWords, choose } from './choose.js';
import type { Context, ExitCode } from './context.js';
import { callBeginning } from './find-call.js';
import { existingLog } from './log-path.js';
import { pinnedFlow } from './pinned-flow.js';
import { saved } from './saved.js';
import { settings } from './settings.js';

export interface CorrectFlags {
  readonly outcome?: string;
  readonly why?: string;
  readonly db?: string;
}

/** `holdfast correct <call>`: another outcome for a call that has ended; the one before is kept, and who and why. */
export async function correct(context: Context, wanted: string, flags: CorrectFlags): Promise<ExitCode> {
  const log = await existingLog(context, flags.db);
  try {
    const call = callBeginning(log, wanted, 'ids of calls: holdfast export calls');
    const events = log.read(call);
    const flow = pinnedFlow(context, log, call, events);
    const session = openSession({ ...context, log }, flow, call, events);
    const { status, ended, corrected } = session.state();
    if (status !== 'closed')
      throw new UserError(`call ${call} has not ended yet`, `go on with it: holdfast resume ${call}`);
    const before = corrected ?? ended;

    const outcome = flags.outcome ?? (await askOutcome(context, flow, before));
    if (outcome === undefined) return 130;
    const why = flags.why ?? (await askWhy(context));
    if (why === undefined) return 130;
    saved(session, { type: 'correct', outcome, why, by: settings(context, flow.language).rep });
    context.print(`Corrected: ${session.state().corrected?.label}, instead of ${before?.label}. Call ${call}`);
    return 0;
  } finally {
    log.close();
  }
}

interface Stands {
  readonly outcome: string;
  readonly label: string;
}

async function askOutcome(context: Context, flow: Flow, before: Stands | undefined): Promise<string | undefined> {
  const others = [...flow.outcomes.values(), ...BUILT_IN_OUTCOMES.values()].filter(({ id }) => id !== before?.outcome);
  if (!context.interactive) {
    const ids = others.map(({ id }) => id).join(', ');
    throw new UserError('which outcome?', `name it and say why: --outcome <id> --why <words>; there are ${ids}`, 2);
  }
  const asked = `It ended as "${before?.label}". What should it be?`;
  const chosen = await choose(
    context,
    asked,
    others.map(({ id, label }) => option(id, label)),
  );
  return chosen.kind === 'given' ? chosen.value : undefined;
}

async function askWhy(context: Context): Promise<string | undefined> {
  if (!context.interactive) throw new UserError('why is it corrected?', 'say it with --why <words>', 2);
  const why = await askWords(context, { key: 'why', asked: 'Why? It is kept with the correction.' });
  return why.kind === 'given' ? why.value : undefined;
}
