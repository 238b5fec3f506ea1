import type { OffersWhat } from '../expression/term.js';
import type { Card, Flow, Option, Step } from '../flow.js';
import { answersOf, asks, optionsOf } from '../targets.js';
import { Conditions } from './conditions.js';
import { inlined, type Level, nodeOf, outwards } from './inlined.js';
import { choicesOfStep, Items } from './items.js';
import { liveness } from './live.js';
import { Reading } from './reading.js';
import { EMPTY, entriesOf, keeping, type Store, valueIn } from './store.js';
import { type Arrival, type Hear, type Over, Ways } from './way.js';

/** A screen of a call, with what is known there and still looked at later: all calls that come to it go on alike. */
export interface State {
  readonly number: number;
  readonly level: Level;
  readonly step: Step;
  readonly over?: Over | undefined;
  readonly store: Store;
  /** The first way that led here, which is a shortest one; absent where a call begins. */
  readonly by?: Edge;
  /** Every way on. Filled while it is walked. */
  readonly edges: Edge[];
}

/** One way on from a screen. */
export interface Edge {
  readonly from: State;
  readonly how: 'answer' | 'insist' | 'card';
  /** The option picked, the offer and how it was taken, the card opened. */
  readonly what?: string;
  /** The offer that was made. */
  readonly offer?: string;
  /** Absent at an end, and where a card comes back without having changed anything. */
  readonly to?: State;
  /** The outcome that the call ends with. */
  readonly end?: string;
  /** Conditions that cannot be decided beforehand and were taken to come out so. */
  readonly undecided: readonly Undecided[];
}

export interface Undecided {
  readonly source: string;
  readonly holds: boolean;
}

export interface Walked {
  readonly flow: Flow;
  readonly levels: readonly Level[];
  /** In the order in which they are come to: those after fewer screens first. */
  readonly states: readonly State[];
  /** False where there were more states than were to be walked: nothing is proved then. */
  readonly complete: boolean;
}

/** Hears of everything that happens on the way. */
export interface Listener {
  /** A way on, with all that is remembered when it is taken and when it has come to its screen or its end. */
  readonly edge?: (edge: Edge, arrival: Arrival, before: Store) => void;
  readonly condition?: Hear;
  /** An option that can be picked at a step. */
  readonly option?: (level: Level, step: Step, option: string) => void;
}

export const MOST_STATES = 50_000;

/**
 * Walks every state that a call can come to, breadth first. More ways are taken than a call can take, never fewer: what is
 * found nowhere cannot happen, as long as the walk is complete.
 */
export function walkStates(flow: Flow, listener: (items: Items) => Listener = () => ({}), most = MOST_STATES): Walked {
  const levels = inlined(flow);
  const [root] = levels ?? [];
  if (levels === undefined || root === undefined) return { flow, levels: [], states: [], complete: false };
  const items = new Items();
  const conditions = new Conditions(items);
  const reading = new Reading(items, conditions);
  const live = liveness(levels, reading);
  const heard = listener(items);
  const ways = new Ways(items, conditions, heard.condition ?? (() => {}));
  const plain = plainCards(levels, items);
  const known = new Map<string, State>();
  const states: State[] = [];

  const arrive = ({ level, step, over, store }: Arrival & { kind: 'screen' }, by?: Edge): State => {
    const here = nodeOf(level, step.id, 'shown');
    const under = over && nodeOf(over.level, over.step.id, 'shown');
    const kept = keeping(store, (item) => live(here, item) || (under !== undefined && live(under, item)));
    const key = `${here} ${under} ${over?.of.offset} ${kept.join(' ')}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const state: State = { number: states.length, level, step, over, store: kept, edges: [], ...(by && { by }) };
    known.set(key, state);
    states.push(state);
    return state;
  };

  const lead = (edge: Omit<Edge, 'undecided' | 'to' | 'end'>, arrivals: Iterable<Arrival>, before: Store): void => {
    for (const arrival of arrivals) {
      const undecided = settled(edge.from.store, arrival.store, items);
      const taken: Edge = { ...edge, undecided, ...(arrival.kind === 'end' && { end: arrival.outcome }) };
      const whole: Edge = arrival.kind === 'screen' ? { ...taken, to: arrive(arrival, taken) } : taken;
      edge.from.edges.push(whole);
      heard.edge?.(whole, arrival, before);
    }
  };

  for (const arrival of ways.follow(root, { go: flow.start }, EMPTY)) if (arrival.kind === 'screen') arrive(arrival);
  for (const state of states) {
    if (states.length > most) return { flow, levels, states, complete: false };
    for (const { option, store, answer } of answers(state, ways, items, heard)) {
      const target = option?.target ?? { done: state.step.id };
      lead({ from: state, how: 'answer', ...answer }, ways.follow(state.level, target, store, state.over), store);
    }
    insist(state, ways, items, lead);
    for (const { level, card } of cardsAt(state)) {
      const over = state.over ?? { level: state.level, step: state.step, of: level };
      const arrivals = ways.follow(
        level,
        { go: card.start },
        state.store,
        plain.has(card) ? undefined : { ...over, of: level },
      );
      lead({ from: state, how: 'card', what: level.prefix + card.id }, arrivals, state.store);
    }
  }
  return { flow, levels, states, complete: true };
}

type Lead = (edge: Omit<Edge, 'undecided' | 'to' | 'end'>, arrivals: Iterable<Arrival>, before: Store) => void;

interface Given {
  readonly answer: Pick<Edge, 'what' | 'offer'>;
  readonly option?: Option;
  readonly store: Store;
}

/** Every answer that can be given on a screen. */
function* answers({ level, step, store }: State, ways: Ways, items: Items, heard: Listener): Generator<Given> {
  if (step.offer !== undefined) yield* replies(level, step, store, ways, items);
  else if (!asks(step)) yield { answer: {}, store };
  else {
    const finite = choicesOfStep(step) !== undefined;
    for (const [at, option] of (finite ? answersOf(step) : []).entries()) {
      for (const [known, holds] of ways.holds(level, option.when, store)) {
        if (!holds) continue;
        heard.option?.(level, step, option.id);
        yield { answer: { what: option.id }, option, store: ways.answered(level, step, at + 1, known) };
      }
    }
    if (!finite) {
      for (const { id, when } of optionsOf(step.ask)) {
        for (const [, holds] of ways.holds(level, when, store)) if (holds) heard.option?.(level, step, id);
      }
      yield { answer: {}, store: ways.answered(level, step, 1, store) };
    }
    if (step.ask?.optional) yield { answer: { what: 'left open' }, store: ways.answered(level, step, 0, store) };
  }
}

function* replies(level: Level, step: Step, store: Store, ways: Ways, items: Items): Generator<Given> {
  for (const [known, open] of ways.offers(level, step, store)) {
    for (const offer of open) {
      const shown = counted(level, 'shown', offer.id, known, ways, items);
      for (const [at, what] of REPLIES.entries()) {
        const reply = step.offer?.replies.find(({ id }) => id === what);
        const taken = counted(level, what, offer.id, shown, ways, items);
        const answer = { what: `${offer.id} ${what}`, offer: offer.id };
        yield { answer, ...(reply && { option: reply }), store: ways.answered(level, step, at + 1, taken) };
      }
    }
    yield { answer: { what: 'none' }, store: ways.answered(level, step, REPLIES.length + 1, known) };
  }
}

/** Counts an offer wherever something looks at how often that was done. */
function counted(level: Level, what: OffersWhat, offer: string, store: Store, ways: Ways, items: Items): Store {
  const names = [
    `${level.prefix}${offer}`,
    `${level.prefix}*`,
    ...[...outwards(level)].map(({ prefix }) => `${prefix}**`),
  ];
  return names.reduce((now, name) => {
    const item = items.known('count', `${what} ${name}`);
    return item === undefined ? now : ways.changed(item, (valueIn(now, item) ?? 0) + 1, now);
  }, store);
}

const REPLIES = ['accepted', 'considering', 'declined'] as const;

function insist(state: State, ways: Ways, items: Items, lead: Lead): void {
  for (const level of outwards(state.level)) {
    const { insist: step } = level.flow;
    if (step === undefined) continue;
    const store = ways.changed(items.knownInsisted(), 1, state.store);
    lead({ from: state, how: 'insist' }, ways.follow(level, { go: step }, store), store);
    return;
  }
}

/** The cards that can be opened over a screen, or over the one that a card was opened over. */
function* cardsAt({
  level: playing,
  step: shown,
  over,
}: State): Generator<{ readonly level: Level; readonly card: Card }> {
  const found = new Set<string>();
  let step = over?.step ?? shown;
  for (const level of outwards(over?.level ?? playing)) {
    for (const card of level.flow.cards.values()) {
      if (found.has(card.id) || card.on?.has(step.id) === false) continue;
      found.add(card.id);
      yield { level, card };
    }
    if (level.outer !== undefined) step = level.outer.step;
  }
}

/** Cards that change nothing that anybody looks at: coming back from one is as if it had not been opened. */
function plainCards(levels: readonly Level[], items: Items): ReadonlySet<Card> {
  const changing = new Map<Level, Set<string>>();
  for (const level of levels) {
    const cards = new Set<string>();
    for (const { id, card, offer, use } of level.flow.steps.values()) {
      const isKnown = (['answer', 'visited'] as const).some(
        (kind) => items.known(kind, level.prefix + id) !== undefined,
      );
      if (card !== undefined && (offer !== undefined || use !== undefined || isKnown)) cards.add(card);
    }
    changing.set(level, cards);
  }
  return new Set(
    levels.flatMap((level) => [...level.flow.cards.values()].filter(({ id }) => !changing.get(level)?.has(id))),
  );
}

/** The undecided conditions that were settled between two moments. */
function settled(before: Store, after: Store, items: Items): readonly Undecided[] {
  if (before === after) return NONE;
  const found: Undecided[] = [];
  for (const [item, value] of entriesOf(after)) {
    const known = items.all[item];
    if (known?.kind === 'undecided' && valueIn(before, item) !== value)
      found.push({ source: known.source, holds: value === 1 });
  }
  return found.length === 0 ? NONE : found;
}

const NONE: readonly Undecided[] = [];
