import type { PromisedFollowUp } from '../call/log.js';
import type { Session } from '../call/session.js';
import { UserError } from '../call/user-error.js';
import type { Flow } from '../playbook/flow.js';
import { takeCall } from './call.js';
import type { Context, ExitCode, Log } from './context.js';
import { customerFact } from './customer-fact.js';
import { flowNamed, flowOf } from './find-playbook.js';
import { followUpNamed, shortIds } from './follow-up-id.js';
import { refuseOthers } from './hand-over.js';
import { type Early, keep, refuseEarly } from './keep-follow-up.js';
import { existingLog } from './log-path.js';
import { playbooksFolder, settings } from './settings.js';

export interface StartFlags extends Early {
  /** Another playbook than it names, or the file of one that is not found. */
  readonly playbook?: string;
  readonly db?: string;
}

/** `holdfast followups start <id>`: takes the call that a follow-up asks for. */
export async function start(context: Context, id: string, flags: StartFlags): Promise<ExitCode> {
  const log = await existingLog(context, flags.db);
  let followUp: PromisedFollowUp;
  try {
    followUp = followUpNamed(log.followUps(), id);
  } finally {
    log.close();
  }
  if (flags.early !== true) refuseEarly(context, followUp, `start ${id}`);
  return startFollowUp(context, followUp, playbookFor(context, followUp, flags.playbook), flags.db);
}

/**
 * Takes the call with the customer known. When it has ended the follow-up is done, unless it did not get that far: whoever
 * hung up or was not there still has to be called.
 */
export async function startFollowUp(
  context: Context,
  followUp: PromisedFollowUp,
  flow: Flow,
  db?: string,
): Promise<ExitCode> {
  const knows = followUp.customer !== undefined && customerFact(flow) !== undefined;
  let told = false;
  const ended = (session: Session, log: Log): void => {
    told = true;
    settle(context, log, followUp, session);
  };
  const customer = knows ? { customer: followUp.customer } : {};
  const code = await takeCall(context, flow, { ...customer, ...(db === undefined ? {} : { db }) }, ended);
  if (!told) context.say('The follow-up stays open: when that call has ended, mark it: holdfast followups done <id>');
  return code;
}

function settle(context: Context, log: Log, followUp: PromisedFollowUp, session: Session): void {
  const { call, id, due } = followUp;
  const open = log.followUps();
  const now = open.find((other) => other.call === call && other.id === id);
  // Somebody else has done it meanwhile.
  if (now === undefined || now.due !== due) return;
  const { ended, started } = session.state();
  if (ended?.group === 'incomplete') {
    const name = shortIds(open).get(now);
    context.say(`The follow-up stays open (${ended.label}). To move it: holdfast followups snooze ${name} tomorrow`);
  } else context.print(keep(context, log, now, { type: 'done' }, started?.rep));
}

/** The playbook that it asks for, when whoever sits here may take that call; `file` is what somebody named instead. */
export function playbookFor(context: Context, followUp: PromisedFollowUp, file?: string): Flow {
  const flow = playbookOf(context, followUp, file);
  refuseOthers(flow, settings(context, flow.language).role);
  return flow;
}

function playbookOf(context: Context, { opens, what }: PromisedFollowUp, file?: string): Flow {
  if (file !== undefined) return flowOf(context, file);
  if (opens === undefined) {
    throw new UserError(
      `"${what ?? '(erased)'}" asks for no call`,
      'when you have done it: holdfast followups done <id>; to take a call for it: --playbook <id or file>',
    );
  }
  const flow = flowNamed(context, opens);
  if (flow !== undefined) return flow;
  const own = playbooksFolder(context);
  const nor = own === undefined ? '' : ` nor in ${own}`;
  throw new UserError(
    `it asks for a call with the playbook "${opens}", which is neither bundled nor in this folder${nor}`,
    `name its file: holdfast followups start <id> --playbook ./${opens}.yaml`,
  );
}
