import { today } from '../call/clock.js';
import { conduct } from '../call/conduct.js';
import { decide } from '../call/decide.js';
import type { Raw } from '../call/read-answer.js';
import { option } from '../call/screen.js';
import { openSession } from '../call/session.js';
import { initialState } from '../call/state.js';
import { UserError } from '../call/user-error.js';
import type { Flow } from '../playbook/flow.js';
import { answering } from './answering.js';
import { answersFile } from './answers-file.js';
import { choose } from './choose.js';
import type { Context, ExitCode } from './context.js';
import { bundledIds, flowOf } from './find-playbook.js';
import { logPath } from './log-path.js';
import { parted } from './parted.js';
import { settings } from './settings.js';

export interface CallFlags {
  readonly customer?: string;
  readonly rep?: string;
  readonly set?: readonly string[];
  readonly answers?: string;
  readonly db?: string;
}

/** `holdfast call [playbook]`: takes a call, from its first question to its wrap-up. */
export async function call(context: Context, playbook: string | undefined, flags: CallFlags): Promise<ExitCode> {
  const name = playbook ?? (await choosePlaybook(context));
  if (name === undefined) return 130;
  const flow = flowOf(context, name);
  const answers = flags.answers === undefined ? undefined : answersFile(context, flags.answers);
  const facts = factsFrom(flow, flags, answers?.facts(flow) ?? new Map());
  const { rep, currency, locale } = settings(context, flow, flags.rep);

  const start = { type: 'start', rep, currency, locale, facts } as const;
  // Before the log is opened: a flag that is wrong must not begin one.
  const trial = decide(flow, initialState, start, today(context.clock));
  if (!trial.ok) throw new UserError(trial.refusal.message, 'see --customer and --set in holdfast call --help', 2);
  const log = await context.openLog(logPath(context, flags.db));
  try {
    const session = openSession({ ...context, log }, flow, context.newId());
    session.dispatch(start);
    return await answering(context, flow, answers, async (who) =>
      parted(context, log, session, await conduct(session, who)),
    );
  } finally {
    log.close();
  }
}

async function choosePlaybook(context: Context): Promise<string | undefined> {
  const ids = bundledIds(context);
  if (!context.interactive) {
    throw new UserError(
      'which playbook?',
      `name one: holdfast call ${ids[0] ?? 'playbook.yaml'}; there are ${ids.join(', ')}`,
      2,
    );
  }
  return choose(
    context,
    'Which call is it?',
    ids.map((id) => option(id, flowOf(context, id).title)),
  );
}

function factsFrom(
  flow: Flow,
  { customer, set = [] }: CallFlags,
  fromFile: ReadonlyMap<string, Raw>,
): ReadonlyMap<string, Raw> {
  const facts = new Map(fromFile);
  if (customer !== undefined) {
    const fact = [...flow.facts.values()].find(({ id, identifies }) => identifies === 'customer' || id === 'customer');
    if (fact === undefined)
      throw new UserError(`${flow.id} has no fact that identifies a customer`, 'leave --customer out', 2);
    facts.set(fact.id, customer);
  }
  for (const pair of set) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (name === undefined || value === undefined) {
      throw new UserError(`--set takes name=value, and got "${pair}"`, 'for example: --set monthly_value=450', 2);
    }
    facts.set(name, value);
  }
  return facts;
}
