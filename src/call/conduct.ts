import type { Command } from './decide.js';
import type { CallEvent } from './event.js';
import { type Format, format } from './format.js';
import type { Refusal } from './judge.js';
import { outcomeOf } from './position.js';
import type { Answering, Rep, Reply } from './rep.js';
import { aside, option, type Screen, screenOf, wrapUp } from './screen.js';
import type { Session } from './session.js';
import { trail, trailLine } from './trail.js';

/** How a call was left. `unsaved` holds the events that never came to the disk. */
export type Parting = { readonly unsaved: readonly CallEvent[] } & (
  | { readonly kind: 'ended'; readonly label: string }
  | { readonly kind: 'left'; readonly why?: string | undefined; readonly paused: boolean }
  /** The call was taken over by another session. */
  | { readonly kind: 'superseded' }
);

/** `on`: the call goes on. */
type Next =
  | { readonly kind: 'on'; readonly refusal?: Refusal }
  | Extract<Parting, { readonly kind: 'left' | 'superseded' }>;

const ON: Extract<Next, { readonly kind: 'on' }> = { kind: 'on' };

/** Leads a rep through a call, one screen after the other, until it ends or is left. */
export async function conduct(session: Session, rep: Rep): Promise<Parting> {
  const { flow } = session;
  const speak: Format = format(session.state().started?.locale ?? 'en');
  let refusal: Refusal | undefined;
  let screen: Screen | undefined;
  while (session.state().status === 'open') {
    screen = screenOf(flow, session.state(), session.today());
    const next = await follow(screen, await ask(screen, refusal));
    if (next.kind !== 'on') return next;
    refusal = next.refusal;
  }
  while (screen !== undefined && session.save().kind === 'not_saved') {
    const unsaved = aside(screen, 'trail', 'The end of this call is not on disk yet. Enter tries again.');
    if ((await ask(unsaved)).kind === 'leave') break;
  }
  return { kind: 'ended', label: session.state().ended?.label ?? '', unsaved: session.unsaved() };

  function ask(shown: Screen, why?: Refusal): Promise<Reply> {
    return rep.ask({ screen: shown, refusal: why, saving: session.save, elapsed: session.elapsed });
  }

  async function follow(behind: Screen, reply: Reply): Promise<Next> {
    switch (reply.kind) {
      case 'leave':
        return leave(reply.why);
      case 'answer':
        return answered(behind, reply);
      case 'back':
      case 'forward':
        return perform({ type: reply.kind });
      case 'note':
        return note(behind, reply.text);
      case 'trail': {
        const lines = trail(flow, session.state(), speak);
        return beside(behind, aside(behind, 'trail', lines.join('\n') || 'Nothing has been answered yet.'), () => ON);
      }
      case 'way_out':
        return wayOut(behind);
    }
  }

  function answered(behind: Screen, { raw, words, jot, override }: Answering): Next | Promise<Next> {
    if (behind.kind === 'wrap_up') return endWith(textOf(raw), { type: 'end' });
    if (behind.kind === 'evidence') return evidence(behind, textOf(raw));
    const command: Command = { type: 'answer', raw, words, jot, override };
    const done = perform(command);
    if (done.kind !== 'on' || done.refusal?.kind !== 'soft') return done;
    const keep = aside(behind, 'override', `${done.refusal.message} To keep it, say why; Enter alone changes it.`);
    return beside(behind, keep, (reason) => (reason === '' ? ON : perform({ ...command, override: reason })));
  }

  function evidence(behind: Screen, picked: string): Next | Promise<Next> {
    const need = behind.step ?? '';
    if (picked === 'would_not_say' || picked === 'not_asked') return perform({ type: 'waive', need, mark: picked });
    return need === 'note' ? note(behind) : perform({ type: 'ask_need', need });
  }

  async function note(behind: Screen, typed?: string): Promise<Next> {
    if (typed !== undefined) return perform({ type: 'note', text: typed });
    const screen = aside(behind, 'note', 'A note, kept with the call. Enter alone drops it.');
    return beside(behind, screen, (text) => (text === '' ? ON : perform({ type: 'note', text })));
  }

  function wayOut(behind: Screen): Promise<Next> {
    const insists = flow.insist === undefined ? [] : [option('insist', 'The customer insists: let them go')];
    const outcomes = ['hung_up', 'wrong_number'].map((id) => option(id, outcomeOf(flow, id).label));
    const pause = option('pause', 'Pause: the customer will call back');
    const ways = [...insists, ...outcomes, pause, option('stay', 'Back to the call')];
    return beside(behind, aside(behind, 'way_out', 'The way out: how does this call go on?', ways), (way) => {
      switch (way) {
        case 'insist':
          return perform({ type: 'insist' });
        case 'pause': {
          const paused = perform({ type: 'pause' });
          return paused.kind === 'on' ? { kind: 'left', paused: true, unsaved: session.unsaved() } : paused;
        }
        case 'hung_up':
        case 'wrong_number': {
          const last = wrapUp(aside(behind, 'wrap_up', ''), outcomeOf(flow, way).label);
          return beside(behind, last, (text) => endWith(text, { type: 'end', outcome: way }));
        }
        default:
          return ON;
      }
    });
  }

  /** Asks beside the path. Going back from it goes back to the screen behind; a note is taken, and it is asked again. */
  async function beside(behind: Screen, shown: Screen, then: (text: string) => Next | Promise<Next>): Promise<Next> {
    for (;;) {
      const reply = await ask(shown);
      if (reply.kind === 'leave') return leave(reply.why);
      if (reply.kind === 'answer') return then(textOf(reply.raw).trim());
      if (reply.kind === 'way_out' && shown.kind !== 'way_out') return wayOut(behind);
      if (reply.kind !== 'note' || shown.kind === 'note') return ON;
      const noted = await note(behind, reply.text);
      if (noted.kind !== 'on') return noted;
    }
  }

  function endWith(text: string, end: Command): Next {
    const noted = text.trim() === '' ? ON : perform({ type: 'note', text });
    return noted.kind === 'on' && noted.refusal === undefined ? perform(end) : noted;
  }

  function perform(command: Command): Next {
    const dispatched = session.dispatch(command);
    switch (dispatched.kind) {
      case 'refused':
        return { kind: 'on', refusal: dispatched.refusal };
      case 'superseded':
        return { kind: 'superseded', unsaved: session.unsaved() };
      case 'done':
        for (const event of dispatched.events) {
          const line = trailLine(event, speak);
          // ✓ promises that it is on disk.
          if (line !== undefined) rep.trail(session.unsaved().length === 0 ? line : line.replace(/^✓/, '◌ not saved:'));
        }
        return ON;
    }
  }

  function leave(why: string | undefined): Next {
    const { kind } = session.save();
    const unsaved = session.unsaved();
    return kind === 'superseded' ? { kind, unsaved } : { kind: 'left', why, paused: false, unsaved };
  }
}

const textOf = (raw: Answering['raw']): string => (typeof raw === 'string' ? raw : '');
