import { conduct } from '../call/conduct.js';
import type { OpenCall } from '../call/log.js';
import { option } from '../call/screen.js';
import { openSession } from '../call/session.js';
import { spoken } from '../call/trail.js';
import { UserError } from '../call/user-error.js';
import type { Flow, Role } from '../playbook/flow.js';
import { answering } from './answering.js';
import { answersFile } from './answers-file.js';
import { choose } from './choose.js';
import type { Context, ExitCode, Log } from './context.js';
import { callBeginning } from './find-call.js';
import { refuseOthers } from './hand-over.js';
import { existingLog } from './log-path.js';
import { parted } from './parted.js';
import { pinnedFlow } from './pinned-flow.js';
import { type SettingFlags, settings } from './settings.js';

export interface ResumeFlags extends Pick<SettingFlags, 'rep' | 'role'> {
  readonly answers?: string;
  readonly db?: string;
}

/** `holdfast resume [call]`: goes on with a call that has no end yet, with the playbook it was begun with. */
export async function resume(context: Context, wanted: string | undefined, flags: ResumeFlags): Promise<ExitCode> {
  const answers = flags.answers === undefined ? undefined : answersFile(context, flags.answers);
  const log = await existingLog(context, flags.db);
  try {
    const call =
      wanted === undefined
        ? await chooseCall(context, log)
        : callBeginning(log, wanted, 'the open ones: holdfast resume');
    if (call === undefined) return 130;
    const events = log.read(call);
    const flow = pinnedFlow(context, log, call, events);
    const session = openSession({ ...context, log }, flow, call, events);
    if (session.state().status === 'closed') {
      throw new UserError(
        `call ${call} has ended: ${session.state().ended?.label ?? ''}`,
        'take a new one: holdfast call',
      );
    }
    const who = whoNow(context, flow, flags);
    refuseOthers(flow, who.role ?? session.state().started?.role ?? 'rep');
    const resumed = session.dispatch({ type: 'resume', ...who });
    if (resumed.kind === 'superseded') return parted(context, log, session, { ...resumed, unsaved: [] });
    return await answering(context, flow, answers, async (rep) =>
      parted(context, log, session, await conduct(session, rep)),
    );
  } finally {
    log.close();
  }
}

/** Whoever goes on with the call. Settings that cannot be read stop no call that has begun. */
function whoNow(
  context: Context,
  { language }: Flow,
  flags: ResumeFlags,
): { readonly rep?: string; readonly role?: Role } {
  try {
    const { rep, role } = settings(context, language, flags);
    return { rep, role };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    context.say(`${error.message}; the call goes on as it was begun`);
    return {};
  }
}

async function chooseCall(context: Context, log: Log): Promise<string | undefined> {
  const open = log.openCalls();
  const [latest, ...others] = open;
  if (latest === undefined) throw new UserError('no call waits to be resumed', 'take one: holdfast call');
  if (others.length === 0) return latest.call;
  if (!context.interactive) {
    for (const call of open) context.say(`${call.call}  ${describe(context, call)}`);
    throw new UserError(`${open.length} calls wait to be resumed`, `name one: holdfast resume ${latest.call}`, 2);
  }
  const options = open.map((call) => option(call.call, describe(context, call)));
  const chosen = await choose(context, 'Which call goes on?', options);
  return chosen.kind === 'given' ? chosen.value : undefined;
}

/** Who, what, where and when, in one line. */
export function describe({ clock }: Context, { title, customer, step, lastAt, rep }: OpenCall): string {
  const at = step === undefined ? '' : `, at "${spoken(step)}"`;
  const then = Date.parse(lastAt);
  const local = new Date(then + clock.offset(then) * 60_000).toISOString().slice(0, 16).replace('T', ' ');
  return `${customer ?? 'no customer'}: ${title}${at} (${rep}, last touched ${local})`;
}
