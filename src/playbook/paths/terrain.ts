import type { OffersWhat } from '../expression/term.js';
import type { Expression } from '../expression.js';
import type { Card, Flow, Need, Option, Step } from '../flow.js';
import { OFFER_ANSWERS } from '../offer-answers.js';
import { answersOf, asks, optionsOf } from '../targets.js';
import { Conditions } from './conditions.js';
import { inlined, type Level, outwards } from './inlined.js';
import { ALL, choicesOfStep, Items, OWN } from './items.js';
import { type Live, liveness } from './live.js';
import { type Asked, type Evidence, Reading } from './reading.js';
import { EMPTY, keeping, type Store, valueIn, withValue } from './store.js';
import { type Arrival, type Hear, type Over, Ways } from './way.js';

/** A screen, with what is remembered there. */
export interface Screen {
  readonly level: Level;
  readonly step: Step;
  /** The offer that was made there, and to which the customer now replies. */
  readonly made?: string | undefined;
  /** Before the first step, while facts are asked for. */
  readonly facts?: true | undefined;
  /** The call has come to this outcome, and the step is asked because that needs it. */
  readonly ends?: string | undefined;
  /** The wrap-up of a call that has come to this outcome, after the step. */
  readonly wrapUp?: string | undefined;
  readonly over?: Over | undefined;
  /** Once a card has come back: what was remembered when the screen was shown. Its options stay those that it had then. */
  readonly before?: Store | undefined;
  readonly store: Store;
}

/** Something that can be done on a screen, and everywhere it may lead. */
export interface Move {
  readonly how: 'answer' | 'insist' | 'card' | 'ask';
  /** The option picked, the offer made, how it was taken, the card opened. */
  readonly what?: string;
  /** The offer that is made. */
  readonly offer?: string;
  /** What is remembered when it is done. */
  readonly store: Store;
  readonly arrivals: Iterable<Arrival>;
}

/** What a rep can do beside answering: `insist_once` leaves the cards out, and lets the customer insist once. */
export type Detours = 'all' | 'insist_once' | 'none';

/** Hears what comes up on the way. */
export interface Listener {
  readonly condition?: Hear;
  /** An option that can be picked at a step. */
  readonly option?: (level: Level, step: Step, option: string) => void;
}

/** All that the ways through a playbook are walked with. */
export interface Terrain {
  readonly flow: Flow;
  readonly root: Level;
  readonly items: Items;
  readonly reading: Reading;
  readonly live: Live;
  readonly begin: (detours: Detours) => Iterable<Arrival>;
  readonly moves: (screen: Screen, detours: Detours) => Generator<Move>;
  /** Whether a condition of the playbook of the call can come out true. */
  readonly mayHold: (condition: Expression | undefined, store: Store) => boolean;
  /** Whether a name of that playbook may have no value. */
  readonly mayBeMissing: (name: string, store: Store) => boolean;
  /** Whether evidence that an outcome of that playbook needs may be missing. */
  readonly mayLack: (need: Need, store: Store) => boolean;
}

/** `undefined` where a playbook uses others too many times over. */
export function terrainOf(flow: Flow, asked: Asked, heard: Listener = {}): Terrain | undefined {
  const levels = inlined(flow);
  const [root] = levels ?? [];
  if (levels === undefined || root === undefined) return undefined;
  const items = new Items(asked.goesBack);
  const conditions = new Conditions(items);
  const reading = new Reading(items, conditions, asked);
  const live = liveness(levels, reading);
  const mayBeMissing = (name: string, store: Store): boolean =>
    conditions.may(conditions.named(root, name), store, (value) => value === undefined);
  const ways = new Ways(reading, heard.condition ?? (() => {}));
  const around = {
    items,
    reading,
    conditions,
    ways,
    heard,
    plain: plainOf(levels, items),
    evidence: reading.evidence(levels),
  };
  const asksAny = asksFacts(flow);
  const atFacts = asksAny || asked.goesBack === true || mayEndAtOnce(root, items, ways);
  return {
    flow,
    root,
    items,
    reading,
    live,
    begin: (detours) =>
      detours !== 'none' && atFacts
        ? [{ kind: 'screen', ...first(root), facts: true, store: EMPTY, entered: [] }]
        : ways.follow(root, { go: flow.start }, EMPTY),
    mayHold: (condition, store) => [...ways.holds(root, condition, store)].some(([, holds]) => holds),
    mayBeMissing,
    mayLack: (need, store) =>
      need.kind === 'step' ? mayBeMissing(need.step, store) : mayLack(need, store, root, items, reading),
    moves: function* (screen, detours) {
      if (detours !== 'all') {
        yield* answers(screen, around);
        if (detours === 'insist_once') yield* insist(screen, detours, around);
        return;
      }
      const told = screen.wrapUp === undefined ? answers(screen, around) : asking(screen, around);
      const opened = screen.wrapUp === undefined ? cards(screen, around) : [];
      // Without facts to ask for, no screen stands there from which to do anything else.
      const beside = screen.facts && !asksAny ? [] : [insist(screen, detours, around), opened];
      for (const moves of [told, ...beside]) {
        for (const move of moves) yield { ...move, arrivals: withWrapUp(move.arrivals, screen) };
      }
    },
  };
}

function mayLack({ kind }: Need, store: Store, root: Level, items: Items, reading: Reading): boolean {
  if (kind === 'offer') return (valueIn(store, items.count(root, 'shown', undefined, true)) ?? 0) === 0;
  return kind === 'follow_up' && reading.ofNeed(root, { kind }).every((visited) => valueIn(store, visited) !== 1);
}

/** A call that ends before it has shown anything ends where its facts stand. */
function mayEndAtOnce(root: Level, items: Items, ways: Ways): boolean {
  items.tracked = new Set();
  const ends = [...ways.follow(root, { go: root.flow.start }, EMPTY)].some(({ kind }) => kind === 'end');
  items.tracked = undefined;
  return ends;
}

const asksFacts = ({ facts }: Flow): boolean => [...facts.values()].some(({ asked }) => asked);

/** Where facts are asked for stands for the step after them. */
function first(level: Level): Pick<Screen, 'level' | 'step'> {
  const step = level.flow.steps.get(level.flow.start);
  if (step === undefined) throw new Error('a playbook has a step');
  return { level, step };
}

interface Around {
  readonly items: Items;
  readonly reading: Reading;
  readonly conditions: Conditions;
  readonly ways: Ways;
  readonly heard: Listener;
  /** Cards that change nothing that is remembered: coming back from one is as if it had not been opened. */
  readonly plain: () => ReadonlySet<Card>;
  /** Steps that can be asked at wrap-up. */
  readonly evidence: readonly Evidence[];
}

/** A call that has come to an outcome of its playbook stands at its wrap-up, and can be taken up from there. */
function* withWrapUp(arrivals: Iterable<Arrival>, { level, step }: Screen): Generator<Arrival> {
  let [root, last] = [level, step];
  for (let { outer } = level; outer !== undefined; { outer } = root) [root, last] = [outer.level, outer.step];
  for (const arrival of arrivals) {
    yield arrival;
    if (arrival.kind !== 'end') continue;
    yield { kind: 'screen', level: root, step: last, wrapUp: arrival.outcome, store: arrival.store, entered: [] };
  }
}

/** What an outcome needs and nobody asked for. The rep may pick any outcome of the playbook of the call. */
function* asking({ store, wrapUp }: Screen, { items, conditions, evidence }: Around): Generator<Move> {
  for (const { level, step, outcomes } of evidence) {
    const { outer } = level;
    const cameTo = outer && conditions.named(outer.level, outer.step.id);
    if (cameTo && !conditions.may(cameTo, store, (value) => typeof value === 'string' && outcomes.has(value))) continue;
    if (!conditions.may(conditions.named(level, step.id), store, (value) => value === undefined)) continue;
    const visited = items.known('visited', level, step.id);
    const shown = visited === undefined ? store : withValue(store, visited, 1);
    const arrival = { kind: 'screen', level, step, ends: wrapUp, store: shown, entered: [] } as const;
    yield { how: 'ask', what: level.prefix + step.id, store, arrivals: [arrival] };
  }
}

/** Every answer that can be given on a screen. */
function* answers(screen: Screen, around: Around): Generator<Move> {
  const { level, step, store } = screen;
  const { ways } = around;
  if (screen.facts) yield { how: 'answer', store, arrivals: ways.begin(level, store) };
  else if (screen.made !== undefined) yield* replies(screen, screen.made, around);
  else if (step.offer !== undefined) yield* offers(screen, around);
  else if (!asks(step)) yield answer(screen, store, {}, undefined, around);
  else {
    if (choicesOfStep(step) === undefined) {
      offered(screen, around);
      yield answer(screen, ways.answered(level, step, 1, store), {}, undefined, around);
    } else yield* picks(screen, around);
    const left = { what: 'left open' };
    if (step.ask?.optional) yield answer(screen, ways.answered(level, step, 0, store), left, undefined, around);
  }
}

function* picks(screen: Screen, around: Around): Generator<Move> {
  const { level, step, store, before } = screen;
  for (const [at, option] of answersOf(step).entries()) {
    for (const [known, holds] of around.ways.holds(level, option.when, before ?? store)) {
      if (!holds) continue;
      around.heard.option?.(level, step, option.id);
      const then = around.ways.answered(level, step, at + 1, before === undefined ? known : store);
      yield answer(screen, then, { what: option.id }, option, around);
    }
  }
}

/** Options of which several can be picked lead nowhere. */
function offered({ level, step, store, before }: Screen, { ways, heard }: Around): void {
  for (const { id, when } of optionsOf(step.ask)) {
    for (const [, holds] of ways.holds(level, when, before ?? store)) if (holds) heard.option?.(level, step, id);
  }
}

function* offers(screen: Screen, around: Around): Generator<Move> {
  const { level, step, store, over } = screen;
  const { ways } = around;
  for (const [known, open] of ways.offers(level, step, store)) {
    for (const { id: offer } of open) {
      const then = screened(screen, counted(level, 'shown', offer, known, around), around);
      const arrival = { kind: 'screen', level, step, made: offer, over, store: then, entered: [] } as const;
      yield { how: 'answer', what: offer, offer, store: then, arrivals: [arrival] };
    }
    const none = ways.answered(level, step, OFFER_ANSWERS.indexOf('none') + 1, known);
    yield answer(screen, none, { what: 'none' }, undefined, around);
  }
}

function* replies(screen: Screen, made: string, around: Around): Generator<Move> {
  const { level, step, store } = screen;
  for (const what of ['accepted', 'considering', 'declined'] as const) {
    const taken = counted(level, what, made, store, around);
    const then = around.ways.answered(level, step, OFFER_ANSWERS.indexOf(what) + 1, taken);
    const reply = step.offer?.replies.find(({ id }) => id === what);
    yield answer(screen, then, { what }, reply, around);
  }
}

/** Counts an offer wherever something looks at how often that was done. */
function counted(level: Level, what: OffersWhat, offer: string, store: Store, { items, ways }: Around): Store {
  const counts = [items.known(what, level, offer), items.known(what, level, OWN)];
  for (const each of outwards(level)) counts.push(items.known(what, each, ALL));
  return counts.reduce<Store>(
    (now, item) => (item === undefined ? now : ways.changed(item, (valueIn(now, item) ?? 0) + 1, now)),
    store,
  );
}

function answer(
  screen: Screen,
  store: Store,
  what: Pick<Move, 'what'>,
  option: Option | undefined,
  around: Around,
): Move {
  const { level, step, over, ends } = screen;
  const then = screened(screen, store, around);
  if (ends !== undefined)
    return { how: 'answer', ...what, store: then, arrivals: [{ kind: 'end', outcome: ends, store: then }] };
  const target = option?.target ?? { done: step.id };
  return { how: 'answer', ...what, store: then, arrivals: around.ways.follow(level, target, then, over) };
}

/** Counts a screen of the script that is done, but for those of cards. */
function screened({ over }: Screen, store: Store, { items, ways }: Around): Store {
  const screens = items.known('screens');
  if (screens === undefined || over !== undefined) return store;
  return ways.changed(screens, (valueIn(store, screens) ?? 0) + 1, store);
}

function* insist(screen: Screen, detours: Detours, around: Around): Generator<Move> {
  const { items, ways } = around;
  const { level: playing } = screen;
  const before = aside(screen, items, ways);
  const insisted = items.known('insisted');
  if (detours === 'insist_once' && insisted !== undefined && valueIn(before, insisted) === 1) return;
  for (const level of outwards(playing)) {
    const { insist: step } = level.flow;
    if (step === undefined) continue;
    const left =
      screen.facts || (screen.ends ?? screen.wrapUp) !== undefined ? before : screened(screen, before, around);
    const store = ways.changed(insisted, 1, left);
    yield { how: 'insist', store, arrivals: ways.follow(level, { go: step }, store) };
    return;
  }
}

/** What is remembered when something is done beside the facts, which may not have been asked for by then. */
const aside = ({ facts, store }: Screen, items: Items, ways: Ways): Store =>
  facts ? ways.changed(items.known('unasked'), 1, store) : store;

/** The cards that can be opened over a screen, or over the one that a card was opened over. */
function* cards(screen: Screen, around: Around): Generator<Move> {
  const { over } = screen;
  // From a card that changes nothing, another is opened as if from where that was.
  if (screen.step.card !== undefined && over === undefined && screen.ends === undefined) return;
  const store = aside(screen, around.items, around.ways);
  const plain = around.plain();
  const found = new Set<string>();
  const under = over ?? screen;
  let { step } = under;
  const before = under.before ?? shownFor(under, store, around);
  for (const level of outwards(under.level)) {
    for (const card of level.flow.cards.values()) {
      if (found.has(card.id) || card.on?.has(step.id) === false) continue;
      found.add(card.id);
      const { level: at, step: shown, made, facts, ends } = under;
      // One that is opened over another card comes back to where that was opened.
      const isPlain = over === undefined && plain.has(card) && !(before && changesOptions(card, level, under, around));
      const opened = isPlain ? undefined : { level: at, step: shown, made, facts, ends, before, of: level };
      const arrivals = around.ways.follow(level, { go: card.start }, store, opened);
      yield { how: 'card', what: level.prefix + card.id, store, arrivals };
    }
    if (level.outer !== undefined) step = level.outer.step;
  }
}

/** Of what is remembered, what tells which options a screen has. */
function shownFor(
  { level, step, facts }: Pick<Over, 'level' | 'step' | 'facts'>,
  store: Store,
  { reading }: Around,
): Store | undefined {
  if (facts || optionsOf(step.ask).every(({ when }) => when === undefined)) return undefined;
  const reads = reading.toAnswer(level, step);
  return keeping(store, (item) => reads.has(item));
}

/** Whether what is answered on a card may tell which options the screen under it would have, though no state remembers it. */
function changesOptions(
  { id }: Card,
  level: Level,
  under: Pick<Over, 'level' | 'step'>,
  { items, reading }: Around,
): boolean {
  const reads = reading.toAnswer(under.level, under.step);
  return [...level.flow.steps.values()].some(({ id: step, card, use, offer }) => {
    if (card !== id) return false;
    if (use !== undefined || offer !== undefined) return true;
    return (['answer', 'visited'] as const).some((kind) => reads.has(items.known(kind, level, step) ?? -1));
  });
}

function plainOf(levels: readonly Level[], items: Items): () => ReadonlySet<Card> {
  let found: { readonly tracked: Items['tracked']; readonly cards: ReadonlySet<Card> } | undefined;
  return () => {
    if (found === undefined || found.tracked !== items.tracked)
      found = { tracked: items.tracked, cards: new Set(levels.flatMap((level) => plainCards(level, items))) };
    return found.cards;
  };
}

function plainCards(level: Level, items: Items): readonly Card[] {
  const { flow } = level;
  const isKept = (kind: 'answer' | 'visited' | 'again', step: string): boolean => {
    const item = items.known(kind, level, step);
    return item !== undefined && items.isTracked(item);
  };
  const counting = items.all.some(({ kind }, item) => kind === 'count' && items.isTracked(item));
  const changing = new Set<string>();
  for (const { id, card, offer, use } of flow.steps.values()) {
    const changes = (offer !== undefined && counting) || (use !== undefined && items.tracked?.size !== 0);
    const kept = (['answer', 'visited', 'again'] as const).some((kind) => isKept(kind, id));
    if (card !== undefined && (changes || kept)) changing.add(card);
  }
  return [...flow.cards.values()].filter(({ id }) => !changing.has(id));
}
