import type { Command } from './decide.js';
import type { CallEvent } from './event.js';
import { format } from './format.js';
import type { Refusal } from './judge.js';
import { outcomeOf } from './position.js';
import type { Draft, Rep, Reply } from './rep.js';
import { aside, option, type Screen, screenOf, wrapUp } from './screen.js';
import type { Session } from './session.js';
import { trail, trailLine } from './trail.js';

/** How a call was left. `unsaved` holds the events that the disk has refused to the last. */
export type Parting =
  | { readonly kind: 'ended'; readonly label: string; readonly unsaved: readonly CallEvent[] }
  | {
      readonly kind: 'left';
      readonly why?: string | undefined;
      readonly paused: boolean;
      readonly unsaved: readonly CallEvent[];
    }
  /** The call was taken over by another session. */
  | { readonly kind: 'superseded' };

type Left = Extract<Parting, { kind: 'left' | 'superseded' }>;
/** `on`: the call goes on. */
type Next = { readonly kind: 'on'; readonly refusal?: Refusal } | Left;

/** Leads a rep through a call, one screen after the other, until it ends or is left. */
export async function conduct(session: Session, rep: Rep): Promise<Parting> {
  const drafts = new Map<string, Draft>();
  let next: Next = { kind: 'on' };
  while (session.state().status === 'open') {
    const screen: Screen = screenOf(session.flow, session.state(), session.today());
    next = await follow(screen, await ask(screen, next.refusal));
    if (next.kind !== 'on') return next;
  }
  const { ended } = session.state();
  while (session.save().kind === 'not_saved' && (await retry()).kind === 'answer');
  return { kind: 'ended', label: ended?.label ?? '', unsaved: session.unsaved() };

  async function ask(screen: Screen, refusal?: Refusal): Promise<Reply> {
    const at = draftKey(screen);
    const { save: saving, elapsed } = session;
    const reply = await rep.ask({ screen, refusal, draft: drafts.get(at), saving, elapsed });
    // What is half typed outlives a note, a look at the trail, a step back, and an answer that was not taken.
    if ('draft' in reply && reply.draft !== undefined) drafts.set(at, reply.draft);
    else drafts.delete(at);
    return reply;
  }

  async function follow(screen: Screen, reply: Reply): Promise<Next> {
    switch (reply.kind) {
      case 'leave':
        return leave(reply.why);
      case 'answer':
        return answered(screen, reply);
      case 'back':
      case 'forward':
        return perform({ type: reply.kind });
      case 'note':
        return note(screen, reply.text);
      case 'trail': {
        const lines = trail(session.state(), format(session.state().started?.locale ?? 'en'));
        const shown = await ask(aside(screen, 'trail', lines.join('\n') || 'Nothing has been answered yet.'));
        return shown.kind === 'leave' ? leave(shown.why) : { kind: 'on' };
      }
      case 'way_out':
        return wayOut(screen);
    }
  }

  async function answered(screen: Screen, reply: Extract<Reply, { kind: 'answer' }>): Promise<Next> {
    const text = typeof reply.raw === 'string' ? reply.raw : '';
    if (screen.kind === 'wrap_up') return endWith(text, { type: 'end' });
    if (screen.kind === 'evidence') return evidence(screen, text);
    const { raw, words, jot, override } = reply;
    const command: Command = { type: 'answer', raw, words, jot, override };
    const done = perform(command);
    if (done.kind !== 'on' || done.refusal === undefined) {
      drafts.delete(draftKey(screen));
      return done;
    }
    if (done.refusal.kind !== 'soft') return done;
    const why = await ask(
      aside(screen, 'override', `${done.refusal.message} To keep it, say why; Enter alone changes it.`),
    );
    if (why.kind === 'leave') return leave(why.why);
    const reason = why.kind === 'answer' && typeof why.raw === 'string' ? why.raw : '';
    return reason.trim() === '' ? { kind: 'on' } : perform({ ...command, override: reason });
  }

  async function evidence(screen: Screen, picked: string): Promise<Next> {
    const need = screen.step ?? '';
    if (picked === 'would_not_say' || picked === 'not_asked') return perform({ type: 'waive', need, mark: picked });
    return need === 'note' ? note(screen) : perform({ type: 'ask_need', step: need });
  }

  async function note(screen: Screen, typed?: string): Promise<Next> {
    if (typed !== undefined) return perform({ type: 'note', text: typed });
    const reply = await ask(aside(screen, 'note', 'A note, kept with the call. Enter alone drops it.'));
    if (reply.kind === 'leave') return leave(reply.why);
    const text = reply.kind === 'answer' && typeof reply.raw === 'string' ? reply.raw : '';
    return text.trim() === '' ? { kind: 'on' } : perform({ type: 'note', text });
  }

  async function wayOut(screen: Screen): Promise<Next> {
    const insists = session.flow.insist === undefined ? [] : [option('insist', 'The customer insists: let them go')];
    const outcomes = ['hung_up', 'wrong_number'].map((id) => option(id, outcomeOf(session.flow, id).label));
    const ways = [
      ...insists,
      ...outcomes,
      option('pause', 'Pause: the customer will call back'),
      option('stay', 'Back to the call'),
    ];
    const reply = await ask(aside(screen, 'way_out', 'The way out: how does this call go on?', ways));
    if (reply.kind === 'leave') return leave(reply.why);
    const way = reply.kind === 'answer' ? reply.raw : 'stay';
    switch (way) {
      case 'insist':
        return perform({ type: 'insist' });
      case 'pause': {
        const paused = perform({ type: 'pause' });
        return paused.kind === 'on' ? { kind: 'left', paused: true, unsaved: session.unsaved() } : paused;
      }
      case 'hung_up':
      case 'wrong_number': {
        const last = await ask(wrapUp(aside(screen, 'wrap_up', ''), outcomeOf(session.flow, way).label));
        if (last.kind === 'leave') return leave(last.why);
        if (last.kind !== 'answer') return { kind: 'on' };
        return endWith(typeof last.raw === 'string' ? last.raw : '', { type: 'end', outcome: way });
      }
      default:
        return { kind: 'on' };
    }
  }

  function endWith(text: string, end: Command): Next {
    const noted: Next = text.trim() === '' ? { kind: 'on' } : perform({ type: 'note', text });
    return noted.kind === 'on' && noted.refusal === undefined ? perform(end) : noted;
  }

  function perform(command: Command): Next {
    const dispatched = session.dispatch(command);
    switch (dispatched.kind) {
      case 'refused':
        return { kind: 'on', refusal: dispatched.refusal };
      case 'superseded':
        return dispatched;
      case 'done': {
        const speak = format(session.state().started?.locale ?? 'en');
        for (const event of dispatched.events) {
          const line = trailLine(event, speak);
          if (line !== undefined) rep.trail(line);
        }
        return { kind: 'on' };
      }
    }
  }

  function leave(why: string | undefined): Left {
    const saving = session.save();
    return saving.kind === 'superseded' ? saving : { kind: 'left', why, paused: false, unsaved: session.unsaved() };
  }

  function retry(): Promise<Reply> {
    const screen = screenBehind();
    return ask(aside(screen, 'trail', 'The end of this call is not on disk yet. Enter tries again.'));
  }

  function screenBehind(): Screen {
    const { flow } = session;
    const header = { title: flow.title, done: session.state().path.length, left: 0 };
    return { header, kind: 'wrap_up', options: [], format: format(session.state().started?.locale ?? 'en') };
  }
}

const draftKey = ({ kind, step = '' }: Screen): string => `${kind} ${step}`;
