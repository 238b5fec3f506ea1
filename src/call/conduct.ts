import type { Flow, Option } from '../playbook/flow.js';
import { cardsFor, cardsNow, cardsScreen } from './cards.js';
import type { Answer, Command, End } from './command.js';
import { insistFrom } from './detour.js';
import type { CallEvent } from './event.js';
import { type Format, format } from './format.js';
import type { Refusal } from './judge.js';
import { lastContact } from './last-contact.js';
import { outcomeOf } from './outcome.js';
import { position } from './position.js';
import type { Answering, Picks, Rep, Reply, WayOut } from './rep.js';
import { aside, option, type Screen } from './screen.js';
import { screenOf } from './screen-of.js';
import type { Session } from './session.js';
import type { State } from './state.js';
import { besides, screensOnPath, trailLine } from './trail.js';
import { wrapUp } from './wrap-up.js';
import { askedFor, type Ending, endWith, type Settled, wrapUpScreen } from './wrap-up-screen.js';

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
  /** How the call is about to end, where that is not just what its path has led to. */
  let ending: Ending | undefined;
  let settled: Settled = {};
  let greeted = false;
  let since = session.elapsed();
  while (session.state().status === 'open') {
    greet();
    const shown = screen?.key;
    screen = screenNow();
    if (screen.key !== shown) since = session.elapsed();
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
    const { save: saving, elapsed } = session;
    return rep.ask({ screen: shown, refusal: why, saving, elapsed, onScreen: () => elapsed() - since });
  }

  function screenNow(): Screen {
    const state = session.state();
    const at = position(flow, state, session.today());
    // The path has led elsewhere since another outcome was picked.
    if (at.kind === 'wrap_up' && ending?.ledTo !== undefined && ending.ledTo !== at.outcome.id) ending = undefined;
    if (at.kind === 'wrap_up' && ending === undefined) ending = { outcome: at.outcome.id, ledTo: at.outcome.id };
    const asking = at.kind !== 'wrap_up' && ending?.ledTo !== undefined;
    return ending === undefined || asking
      ? screenOf(flow, state, session.today())
      : wrapUpScreen(flow, state, ending, settled, session.today());
  }

  /** What was last agreed with a customer who is known. */
  function greet(): void {
    if (greeted || ![...flow.facts.values()].some(({ id, identifies }) => identifies && session.state().facts.has(id)))
      return;
    greeted = true;
    const contact = session.lastContact();
    if (contact !== undefined) lastContact(contact, speak).forEach(rep.trail);
  }

  async function follow(behind: Screen, reply: Reply): Promise<Next> {
    const isBreakingOff = ending !== undefined && ending.ledTo === undefined;
    switch (reply.kind) {
      case 'leave':
        return leave(reply.why);
      case 'answer':
        return answered(behind, reply);
      case 'note':
        return note(behind, reply.text);
      case 'back':
      case 'forward':
        // From a wrap-up in the middle of a call, back is back to the question.
        ending = undefined;
        return isBreakingOff ? ON : perform({ type: reply.kind });
      case 'cards':
        return cards(behind, reply.card);
      case 'trail':
        return path(behind);
      case 'way_out':
        return reply.way === undefined ? wayOut(behind) : takeWay(reply.way);
      case 'edit':
        return rewrite(behind, reply);
      case 'values':
      case 'reload':
        // Whoever previews a call has answered them.
        return ON;
    }
  }

  function answered(behind: Screen, { raw, words, jot, override, picks }: Answering): Next | Promise<Next> {
    if (behind.kind === 'wrap_up') return settle(behind, textOf(raw), picks ?? new Map());
    const command: Answer = { type: 'answer', raw, words, jot, override };
    return withReason(behind, command, 'To keep it, say why; Enter alone changes it.');
  }

  /** Where a soft check or a rule is against it, it is done for a reason. */
  function withReason(behind: Screen, command: Answer | End, how: string): Next | Promise<Next> {
    const done = perform(command);
    if (done.kind !== 'on' || done.refusal?.kind !== 'soft') return done;
    const { message } = done.refusal;
    const keep = aside(behind, 'override', `${message} ${how}`);
    return beside(behind, { ...keep, against: message }, (reason) =>
      reason === '' ? ON : perform({ ...command, override: reason }),
    );
  }

  /** Asks what is asked for first, turns to another outcome, or ends the call. */
  function settle(behind: Screen, note: string, picks: Picks): Next | Promise<Next> {
    settled = { note, picks };
    const before = outcomeIn(behind);
    const outcome = picks.get('outcome') ?? before;
    if (outcome !== before) {
      ending = { ...ending, outcome };
      return ON;
    }
    const need = askedFor(behind, picks);
    if (need === undefined) {
      const how = 'To end with it all the same, say why; Enter alone goes back.';
      return withReason(behind, endWith(behind, outcome, settled), how);
    }
    const noted = note.trim() === '' ? ON : perform({ type: 'note', text: note });
    if (noted.kind !== 'on' || noted.refusal !== undefined) return noted;
    settled = { picks };
    return perform({ type: 'ask_need', need, outcome });
  }

  async function rewrite(behind: Screen, { item, raw, picks = new Map() }: Editing): Promise<Next> {
    if (behind.kind !== 'wrap_up') return ON;
    settled = { note: textOf(raw), picks };
    const outcome = outcomeIn(behind);
    const { drafts } = wrapUp(flow, session.state(), outcomeOf(flow, outcome), session.today());
    const draft = drafts.find(({ id }) => `draft ${id}` === item);
    if (draft === undefined) return ON;
    const before = `${draft.subject.words ?? ''}\n\n${draft.body.words ?? ''}\n`;
    const edited = await rep.edit?.(before);
    if (edited === undefined || edited.trim() === '' || edited === before)
      return { kind: 'on', refusal: { kind: 'nothing', message: 'nothing was changed' } };
    const [, subject = '', body = ''] = /^([^\n]*)\n*([\s\S]*)$/.exec(edited.replaceAll('\r\n', '\n')) ?? [];
    return perform({ type: 'rewrite', outcome, draft: draft.id, subject, body });
  }

  async function note(behind: Screen, typed?: string): Promise<Next> {
    if (typed !== undefined) return perform({ type: 'note', text: typed });
    const screen = aside(behind, 'note', 'A note, kept with the call. Enter alone drops it.');
    return beside(behind, screen, (text) => (text === '' ? ON : perform({ type: 'note', text })));
  }

  async function cards(behind: Screen, typed?: string): Promise<Next> {
    const all = behind.kind === 'wrap_up' ? [] : cardsNow(flow, session.state());
    const found = typed === undefined ? all : cardsFor(all, typed);
    const [only, ...others] = found;
    if (only === undefined) return { kind: 'on', refusal: { kind: 'nothing', message: noCard(all.length, typed) } };
    if (typed !== undefined && others.length === 0) return perform({ type: 'open_card', card: only.name });
    return beside(behind, cardsScreen(behind, found), (card) => perform({ type: 'open_card', card }));
  }

  function path(behind: Screen): Promise<Next> {
    const state = session.state();
    const screens = screensOnPath(flow, state, speak).map(({ visit, line }) => option(String(visit), line));
    const stay = option('', 'Stay here');
    const doing = besides(flow, state, speak).join('\n');
    const shown = aside(behind, 'trail', doing || 'Enter goes back to a screen.', [...screens, stay]);
    return beside(behind, shown, (visit) => {
      return visit === '' ? ON : leaving({ type: 'jump', visit: Number(visit) });
    });
  }

  function wayOut(behind: Screen): Promise<Next> {
    const shown = aside(behind, 'way_out', 'The way out: how does this call go on?', waysOut(flow, session.state()));
    return beside(behind, shown, (way) => (way === 'stay' ? ON : takeWay(way as WayOut)));
  }

  function takeWay(way: WayOut): Next {
    switch (way) {
      case 'insist':
        return leaving({ type: 'insist' });
      case 'pause': {
        const paused = perform({ type: 'pause' });
        const taken = paused.kind === 'on' && paused.refusal === undefined;
        return taken ? { kind: 'left', paused: true, unsaved: session.unsaved() } : paused;
      }
      case 'hung_up':
      case 'wrong_number':
        ending = { outcome: way };
        return ON;
      default:
        return { kind: 'on', refusal: { kind: 'invalid', message: 'pick one of the ways' } };
    }
  }

  /** Leaves the wrap-up, if it is done at all. */
  function leaving(command: Command): Next {
    const done = perform(command);
    if (done.kind === 'on' && done.refusal === undefined) ending = undefined;
    return done;
  }

  /** Asks beside the path. Going back from it goes back to the screen behind; a note is taken, and it is asked again. */
  async function beside(behind: Screen, shown: Screen, then: (text: string) => Next | Promise<Next>): Promise<Next> {
    for (;;) {
      const reply = await ask(shown);
      switch (reply.kind) {
        case 'leave':
          return leave(reply.why);
        case 'answer':
          return then(textOf(reply.raw).trim());
        case 'note': {
          if (shown.kind === 'note') return ON;
          const noted = await note(behind, reply.text);
          if (noted.kind !== 'on') return noted;
          break;
        }
        default: {
          // The same key again closes what it opened.
          const again = reply.kind === shown.kind;
          return again || reply.kind === 'back' || reply.kind === 'forward' ? ON : follow(behind, reply);
        }
      }
    }
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

function waysOut(flow: Flow, state: State): readonly Option[] {
  const insists = insistFrom(flow, state) === undefined ? [] : [option('insist', 'The customer insists: let them go')];
  const outcomes = ['hung_up', 'wrong_number'].map((id) => option(id, outcomeOf(flow, id).label));
  const pause = option('pause', 'Pause: the customer will call back');
  return [...insists, ...outcomes, pause, option('stay', 'Back to the call')];
}

/** The outcome that a wrap-up stands on. */
const outcomeIn = ({ items = [] }: Screen): string => items.find(({ kind }) => kind === 'outcome')?.value ?? '';

type Editing = Extract<Reply, { kind: 'edit' }>;

const noCard = (all: number, typed: string | undefined): string =>
  all === 0 ? 'there is no card to open here' : `no card fits "${typed}"`;

const textOf = (raw: Answering['raw']): string => (typeof raw === 'string' ? raw : '');
