import type { Items } from './items.js';
import type { Detours, Move, Screen } from './move.js';
import { type Edge, isSameScreen, walkStates, wayTo } from './states.js';
import { entriesOf, keeping, type Store } from './store.js';
import type { Terrain } from './terrain.js';
import type { Arrival } from './way.js';

/** Something that may happen on the way. */
export interface Goal {
  readonly detours: Detours;
  /** What has to be remembered to tell it. */
  readonly items: Iterable<number>;
  /** Whether it happens when a screen is left so, and comes to that. */
  readonly met: (from: Screen, move: Move, arrival: Arrival) => boolean;
}

export type Search =
  /** It cannot happen. */
  | { readonly kind: 'never' }
  /** A shortest way to it, with the conditions that were taken to come out so. */
  | { readonly kind: 'way'; readonly edges: readonly Edge[]; readonly undecided: readonly Undecided[] }
  /** There are more states than are walked. */
  | { readonly kind: 'unknown' };

/** A condition that cannot be decided beforehand. */
export interface Undecided {
  readonly source: string;
  readonly holds: boolean;
}

/** So many states are walked in all, however often more is remembered. */
const MOST_SEARCHED = 100_000;

/**
 * Looks for a way to a goal. It first remembers only what the goal needs, which takes more ways for possible than there are,
 * and then, while the way it finds is none, what shows that. A way that is found so is a shortest one.
 */
export function search(terrain: Terrain, goal: Goal, most = MOST_SEARCHED): Search {
  const { items } = terrain;
  const tracked = new Set(goal.items);
  for (let left = most; ; ) {
    items.tracked = new Set(tracked);
    let last: Edge | undefined;
    const edge = (found: Edge, arrival: Arrival, move: Move): boolean => {
      if (goal.met(found.from, move, arrival)) last = found;
      return last !== undefined;
    };
    const { states, complete } = walkStates(terrain, { detours: goal.detours, most: left, forgetful: true, edge });
    left -= states.length;
    if (last === undefined) return { kind: complete ? 'never' : 'unknown' };
    items.tracked = undefined;
    const edges = wayTo(last);
    const exact = retake(terrain, goal, edges);
    if (exact.kind === 'taken') return { kind: 'way', edges, undecided: undecidedIn(exact.stores, items) };
    items.tracked = new Set(tracked);
    const missed = missedAt(terrain, goal, edges, exact, tracked);
    const fresh = [...missed].filter((item) => !tracked.has(item));
    if (fresh.length === 0) return { kind: 'unknown' };
    for (const item of fresh) tracked.add(item);
  }
}

type Retaken = { readonly kind: 'taken'; readonly stores: readonly Store[] } | Stuck;

/** An edge that cannot be taken, by its place on the way, from any of the screens that are come to before it. */
interface Stuck {
  readonly kind: 'stuck';
  readonly at: number;
  readonly here: readonly Screen[];
}

/** Takes a way again with all that is remembered now. */
function retake(terrain: Terrain, goal: Goal, edges: readonly Edge[]): Retaken {
  let at = -1;
  for (const { here, taken } of along(terrain, goal, edges, (store) => store)) {
    at += 1;
    const there = taken.filter((each) => leadsOn(each, edges[at + 1], goal));
    if (there.length === 0) return { kind: 'stuck', at, here };
    if (at === edges.length - 1) return { kind: 'taken', stores: there.map(({ arrival }) => arrival.store) };
  }
  return { kind: 'stuck', at: 0, here: [] };
}

/** Whether what was taken comes to the next screen of the way, or to the goal at its end. */
const leadsOn = ({ from, move, arrival }: Taken, next: Edge | undefined, goal: Goal): boolean =>
  next === undefined ? goal.met(from, move, arrival) : isAt(arrival, next);

/** Of what was read without being remembered, as little as shows that an edge cannot be taken. */
function missedAt(
  terrain: Terrain,
  goal: Goal,
  edges: readonly Edge[],
  { at, here }: Stuck,
  tracked: ReadonlySet<number>,
): ReadonlySet<number> {
  const { items } = terrain;
  const edge = edges[at];
  const opened = openedAt(terrain, goal, edges.slice(0, at + 1));
  const isStuck = (missed: ReadonlySet<number>): boolean => {
    items.tracked = new Set([...tracked, ...missed]);
    const told = (store: Store) => keeping(store, (item) => items.isTracked(item));
    const kept = here
      .slice(0, MOST_TRIED)
      .map((screen) => ({ ...screen, store: told(screen.store), before: screen.before && told(screen.before) }));
    return (
      edge === undefined || !takenFrom(terrain, goal, kept, edge).some((each) => leadsOn(each, edges[at + 1], goal))
    );
  };
  const missed = new Set(opened);
  // What was settled before may not go with what was settled there.
  if (!isStuck(missed)) for (const item of undecidedAt(here, items)) missed.add(item);
  if (!isStuck(missed)) return missed;
  for (const item of [...missed]) {
    missed.delete(item);
    if (!isStuck(missed)) missed.add(item);
  }
  return missed;
}

const undecidedAt = (here: readonly Screen[], items: Items): ReadonlySet<number> =>
  new Set(
    here.flatMap(({ store }) =>
      [...entriesOf(store)].flatMap(([item]) => (items.all[item]?.kind === 'undecided' ? [item] : [])),
    ),
  );

/** What was read at the last of the edges, or else at any of them, without being remembered. */
function openedAt(terrain: Terrain, goal: Goal, edges: readonly Edge[]): ReadonlySet<number> {
  const { items } = terrain;
  const all = new Set<number>();
  let last = new Set<number>();
  items.opened.clear();
  for (const _ of along(terrain, goal, edges, (store) => keeping(store, (item) => items.isTracked(item)))) {
    last = new Set(items.opened);
    for (const item of last) all.add(item);
    items.opened.clear();
  }
  return last.size > 0 ? last : all;
}

interface Taken {
  readonly from: Screen;
  readonly move: Move;
  readonly arrival: Arrival;
}

/** Takes edges one after the other, each in every way in which it can be taken. */
function* along(
  terrain: Terrain,
  goal: Goal,
  edges: readonly Edge[],
  kept: (store: Store) => Store,
): Generator<{ readonly here: readonly Screen[]; readonly taken: readonly Taken[] }> {
  let here: readonly Screen[] = [...terrain.begin(goal.detours)].filter((arrival) => isAt(arrival, edges[0]));
  for (const [at, edge] of edges.entries()) {
    const taken = takenFrom(terrain, goal, here, edge);
    yield { here, taken };
    const next = new Map<string, Screen>();
    for (const { arrival } of taken) {
      if (!isAt(arrival, edges[at + 1])) continue;
      const store = kept(arrival.store);
      next.set(`${(arrival.over ?? arrival).before?.join(' ')};${store.join(' ')}`, { ...arrival, store });
    }
    here = [...next.values()].slice(0, MOST_WAYS);
  }
}

function takenFrom(
  { moves }: Terrain,
  { detours }: Goal,
  here: readonly Screen[],
  { how, what }: Edge,
): readonly Taken[] {
  const taken: Taken[] = [];
  for (const from of here) {
    for (const move of moves(from, detours)) {
      if (move.how !== how || move.what !== what) continue;
      for (const arrival of move.arrivals) taken.push({ from, move, arrival });
    }
  }
  return taken;
}

/** What may come out otherwise on one and the same way grows with it; so many are followed. */
const MOST_WAYS = 1000;

/** What is missed is looked for from so many of them. */
const MOST_TRIED = 50;

const isAt = (arrival: Arrival, next: Edge | undefined): arrival is Arrival & { kind: 'screen' } =>
  arrival.kind === 'screen' && next !== undefined && isSameScreen(arrival, next.from);

/** The undecided conditions of the way that needs the fewest. */
function undecidedIn(stores: readonly Store[], items: Items): readonly Undecided[] {
  const found = stores.map((store) =>
    [...entriesOf(store)].flatMap(([item, value]) => {
      const known = items.all[item];
      return known?.kind === 'undecided' ? [{ source: known.source, holds: value === 1 }] : [];
    }),
  );
  return found.toSorted((a, b) => a.length - b.length)[0] ?? [];
}
