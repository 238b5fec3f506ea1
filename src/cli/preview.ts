import { today } from '../call/clock.js';
import { conduct, type Parting } from '../call/conduct.js';
import type { EventBody } from '../call/event.js';
import { format } from '../call/format.js';
import { position } from '../call/position.js';
import type { Rep } from '../call/rep.js';
import { openSession, type Session } from '../call/session.js';
import { initialState } from '../call/state.js';
import { spoken } from '../call/trail.js';
import { UserError } from '../call/user-error.js';
import type { Flow } from '../playbook/flow.js';
import { playAgain, screenName } from '../rehearsal/preview-again.js';
import { begin, type Setup } from '../rehearsal/preview-begin.js';
import { type Preview, previewOf } from '../rehearsal/preview-rep.js';
import { skippedOn } from '../rehearsal/preview-skipped.js';
import { unrecorded } from '../rehearsal/unrecorded.js';
import { choosePlaybook } from './call.js';
import type { Context, ExitCode } from './context.js';
import { mayTake } from './hand-over.js';
import { load } from './preview-load.js';
import { type Edits, watchEdits } from './preview-watch.js';
import { settings } from './settings.js';

export interface PreviewFlags {
  readonly from?: string;
  readonly set?: readonly string[];
  readonly watch?: boolean;
  readonly role?: string;
}

/** `holdfast preview [playbook]`: plays a call on the screens of a call, and records nothing. */
export async function preview(context: Context, playbook: string | undefined, flags: PreviewFlags): Promise<ExitCode> {
  const name = playbook ?? (await choosePlaybook(context, 'preview'));
  if (name === undefined) return 130;
  const loaded = load(context, name);
  const setup = setupOf(context, loaded.flow, flags);
  const begun = begin(loaded.flow, setup, today(context.clock));
  if (!begun.ok) throw new UserError(begun.problem, begun.hint, 2);

  const desk = await context.openDesk();
  const edits = flags.watch ? await watchEdits(context, name, loaded, desk) : undefined;
  try {
    warn(loaded.flow, setup, desk);
    begun.told.forEach(desk.trail);
    if (setup.from === undefined) tellSkipped(context, loaded.flow, begun.events, desk);
    return await play(context, setup, loaded.flow, begun.events, desk, edits);
  } finally {
    await edits?.stop();
  }
}

/** Plays until the call ends or is left, and anew whenever the playbook is saved. */
async function play(
  context: Context,
  setup: Setup,
  first: Flow,
  begun: readonly EventBody[],
  desk: Rep,
  edits: Edits | undefined,
): Promise<ExitCode> {
  let flow = first;
  let past = begun;
  for (;;) {
    const log = unrecorded();
    const session = openSession({ ...context, log }, flow, context.newId(), stamped(context, past));
    let next: { readonly flow: Flow; readonly events: readonly EventBody[] } | undefined;
    const all = (): readonly EventBody[] => [...past, ...log.events().map(({ body }) => body)];
    const {
      session: played,
      rep,
      isReplaced,
    }: Preview = previewOf(desk, session, () => {
      const edited = edits?.take();
      if (edited?.flow === undefined) return edited?.problems ?? [];
      const again = begin(edited.flow, setup, today(context.clock));
      if (!again.ok) return [`! not reloaded: ${again.problem}; ${again.hint}`];
      const { events, told } = playAgain(edited.flow, again.events, all(), today(context.clock));
      next = { flow: edited.flow, events };
      desk.trail(told);
      return undefined;
    });
    const parting = await conduct(played, rep);
    if (!isReplaced() || next === undefined) return leave(context, session, parting);
    flow = next.flow;
    past = next.events;
  }
}

function leave({ print, say, clock }: Context, session: Session, parting: Parting): ExitCode {
  if (parting.kind === 'ended') {
    print(`Ended: ${parting.label}. This was a preview: nothing was recorded.`);
    return 0;
  }
  if (parting.kind === 'left' && parting.why !== undefined) say(parting.why);
  const at = screenName(position(session.flow, session.state(), today(clock)));
  const isPaused = parting.kind === 'left' && parting.paused;
  say(`${isPaused ? 'Paused' : 'Left'} at ${at}. This was a preview: nothing was recorded.`);
  return isPaused ? 0 : 130;
}

function setupOf(context: Context, flow: Flow, { from, set = [], role: wanted }: PreviewFlags): Setup {
  const { rep, role, currency, locale } = settings(
    context,
    flow.language,
    wanted === undefined ? {} : { role: wanted },
  );
  const start = { type: 'start', rep, role, currency, locale } as const;
  return { start, set: new Map(set.map(pair)), ...(from === undefined ? {} : { from }) };
}

function pair(typed: string): readonly [name: string, value: string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(typed) ?? [];
  if (name === undefined || value === undefined) {
    throw new UserError(`--set takes name=value, and got "${typed}"`, 'for example: --set monthly_value=450', 2);
  }
  return [name.trim(), value];
}

/** In a call, whoever may not take it is asked to hand it over. */
function warn(flow: Flow, { start }: Setup, desk: Rep): void {
  if (start.role === undefined || mayTake(flow, start.role)) return;
  const whose = spoken(flow.runBy).toLowerCase();
  desk.trail(`! only a ${whose} may take this call: a ${spoken(start.role).toLowerCase()} is asked to hand it over`);
}

function tellSkipped({ clock }: Context, flow: Flow, events: readonly EventBody[], desk: Rep): void {
  const started = events.find(({ type }) => type === 'call_started');
  const speak = format(started?.type === 'call_started' ? started.locale : 'en');
  skippedOn(flow, initialState, events, today(clock), speak).forEach(desk.trail);
}

/** Events of a call that goes on: they happened in no time. */
function stamped({ clock }: Context, bodies: readonly EventBody[]) {
  const at = clock.now();
  const stamp = {
    call: 'preview',
    at: new Date(at).toISOString(),
    offset: clock.offset(at),
    session: 'preview',
    ms: 0,
  };
  return bodies.map((body, index) => ({ ...stamp, seq: index + 1, body }));
}
