import type { Expression } from '../expression.js';
import type { Flow, Need } from '../flow.js';
import { answers } from './answers.js';
import { Conditions } from './conditions.js';
import { cards, insist, plainOf } from './detours.js';
import { inlined, type Level } from './inlined.js';
import { Items } from './items.js';
import { type Live, liveness } from './live.js';
import type { Detours, Listener, Move, Screen } from './move.js';
import { type Asked, Reading } from './reading.js';
import { EMPTY, type Store, valueIn } from './store.js';
import { type Arrival, Ways } from './way.js';
import { asking, withWrapUp } from './wrap-up.js';

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
