import { today } from '../call/clock.js';
import { conduct } from '../call/conduct.js';
import { decide } from '../call/decide.js';
import type { Raw } from '../call/read-answer.js';
import { option } from '../call/screen.js';
import { openSession, type Session } from '../call/session.js';
import { initialState } from '../call/state.js';
import { UserError } from '../call/user-error.js';
import type { Flow } from '../playbook/flow.js';
import { answering } from './answering.js';
import { answersFile } from './answers-file.js';
import { choose } from './choose.js';
import type { Context, ExitCode, Log } from './context.js';
import { customerFact } from './customer-fact.js';
import { flowOf, titles, whichPlaybook } from './find-playbook.js';
import { firstRun } from './first-run.js';
import { handOver, mayTake } from './hand-over.js';
import { logPath } from './log-path.js';
import { parted } from './parted.js';
import { type SettingFlags, settings } from './settings.js';

export interface CallFlags extends SettingFlags {
  readonly customer?: string;
  readonly set?: readonly string[];
  readonly answers?: string;
  readonly db?: string;
}

/** `holdfast call [playbook]`: takes a call, from its first question to its wrap-up. */
export async function call(context: Context, playbook: string | undefined, flags: CallFlags): Promise<ExitCode> {
  const name = playbook ?? (await choosePlaybook(context, 'call'));
  return name === undefined ? 130 : takeCall(context, flowOf(context, name), flags);
}

/** Takes a call with a playbook. `ended` hears of its end while the log is still open, once it is on disk. */
export async function takeCall(
  context: Context,
  flow: Flow,
  flags: CallFlags,
  ended: (session: Session, log: Log) => void = () => {},
): Promise<ExitCode> {
  const answers = flags.answers === undefined ? undefined : answersFile(context, flags.answers);
  const facts = factsFrom(flow, flags, answers?.facts(flow) ?? new Map());
  if (answers === undefined && (await firstRun(context, flags)) === 'left') return 130;
  const { rep, role, team, currency, locale } = settings(context, flow.language, flags);

  const start = { type: 'start', rep, role, team, currency, locale, facts } as const;
  // Before the log is opened: a flag that is wrong must not begin one.
  const trial = decide(flow, initialState, start, today(context.clock));
  if (!trial.ok) throw new UserError(trial.refusal.message, 'see --customer and --set in holdfast call --help', 2);
  const path = logPath(context, flags.db);
  if (!mayTake(flow, role)) return handOver(context, path, flow, start, answers === undefined);
  const log = await context.openLog(path);
  try {
    const session = openSession({ ...context, log }, flow, context.newId());
    session.dispatch(start);
    return await answering(context, flow, answers, async (who) => {
      const parting = await conduct(session, who);
      const code = parted(context, log, session, parting);
      if (parting.kind === 'ended' && parting.unsaved.length === 0) ended(session, log);
      return code;
    });
  } finally {
    log.close();
  }
}

/** Asks which playbook it is; `undefined` when nobody says. `command`: what it is for. */
export async function choosePlaybook(context: Context, command: string): Promise<string | undefined> {
  if (!context.interactive) throw whichPlaybook(context, command);
  const desk = await context.openDesk();
  const options = titles(context, (why) => desk.trail(`! ${why}`)).map(({ id, title }) => option(id, title));
  const chosen = await choose(context, 'Which call is it?', options);
  return chosen.kind === 'given' ? chosen.value : undefined;
}

function factsFrom(
  flow: Flow,
  { customer, set = [] }: CallFlags,
  fromFile: ReadonlyMap<string, Raw>,
): ReadonlyMap<string, Raw> {
  const facts = new Map(fromFile);
  if (customer !== undefined) {
    const fact = customerFact(flow);
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
