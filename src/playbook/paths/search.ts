import type { Items } from './items.js';
import { type Edge, isSameScreen, MOST_STATES, walkStates, wayTo } from './states.js';
import { entriesOf, keeping, type Store } from './store.js';
import type { Detours, Move, Screen, Terrain } from './terrain.js';
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

/**
 * Looks for a way to a goal. It first remembers only what the goal needs, which takes more ways for possible than there are,
 * and then, while the way it finds is none, what shows that. A way that is found so is a shortest one.
 */
export function search(terrain: Terrain, goal: Goal, most = MOST_STATES): Search {
  const { items } = terrain;
  const tracked = new Set(goal.items);
  for (;;) {
    items.tracked = new Set(tracked);
    let last: Edge | undefined;
    const edge = (found: Edge, arrival: Arrival, move: Move): boolean => {
      if (goal.met(found.from, move, arrival)) last = found;
      return last !== undefined;
    };
    const { complete } = walkStates(terrain, { detours: goal.detours, most, edge });
    if (last === undefined) return { kind: complete ? 'never' : 'unknown' };
    items.tracked = undefined;
    const edges = wayTo(last);
    const exact = retake(terrain, goal, edges);
    if (exact.kind === 'taken') return { kind: 'way', edges, undecided: undecidedIn(exact.stores, items) };
    items.tracked = new Set(tracked);
    const missed = openedAt(terrain, goal, edges.slice(0, exact.stuck + 1));
    if (missed.size === 0) return { kind: 'unknown' };
    for (const item of missed) tracked.add(item);
  }
}

type Retaken =
  | { readonly kind: 'taken'; readonly stores: readonly Store[] }
  /** The edge that cannot be taken. */
  | { readonly kind: 'stuck'; readonly stuck: number };

/** Takes a way again with all that is remembered now. */
function retake(terrain: Terrain, goal: Goal, edges: readonly Edge[]): Retaken {
  let at = -1;
  for (const taken of along(terrain, goal, edges, (store) => store)) {
    at += 1;
    const isLast = at === edges.length - 1;
    const stores = taken.filter(({ from, move, arrival }) => isLast && goal.met(from, move, arrival));
    if (stores.length > 0) return { kind: 'taken', stores: stores.map(({ arrival }) => arrival.store) };
    if (isLast || taken.every(({ arrival }) => !isAt(arrival, edges[at + 1]))) break;
  }
  return { kind: 'stuck', stuck: at };
}

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
  { begin, moves }: Terrain,
  { detours }: Goal,
  edges: readonly Edge[],
  kept: (store: Store) => Store,
): Generator<readonly Taken[]> {
  let here: readonly Screen[] = [...begin(detours)].filter((arrival) => isAt(arrival, edges[0]));
  for (const [at, { how, what }] of edges.entries()) {
    const taken: Taken[] = [];
    const next = new Map<string, Screen>();
    for (const from of here) {
      for (const move of moves(from, detours)) {
        if (move.how !== how || move.what !== what) continue;
        for (const arrival of move.arrivals) taken.push({ from, move, arrival });
      }
    }
    yield taken;
    for (const { arrival } of taken) {
      if (!isAt(arrival, edges[at + 1])) continue;
      const store = kept(arrival.store);
      next.set(store.join(' '), { ...arrival, store });
    }
    here = [...next.values()].slice(0, MOST_WAYS);
  }
}

/** What may come out otherwise on one and the same way grows with it; so many are followed. */
const MOST_WAYS = 1000;

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
