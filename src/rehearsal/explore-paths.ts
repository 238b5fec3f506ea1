import type { Flow } from '../playbook/flow.js';
import { leadingOut } from '../playbook/paths/leading-out.js';
import { type Edge, isSameScreen, nameOf, type State, walkStates, wayTo } from '../playbook/paths/states.js';
import { entriesOf } from '../playbook/paths/store.js';
import { type Terrain, terrainOf } from '../playbook/paths/terrain.js';
import { WORDS_A_MINUTE } from '../playbook/spoken.js';
import { distinct, type Figures, figuresOf } from './explore-figures.js';
import { shortestRound } from './explore-rounds.js';

/** One screen of a path, and what was answered there. */
export interface Stop {
  readonly step: string;
  readonly answer?: string;
}

/** The paths of the script: no card is opened, and no customer insists. */
export interface Paths {
  readonly states: number;
  /** False when there are more than are walked: what is told then is only what was seen. */
  readonly complete: boolean;
  readonly outcomes: readonly Ending[];
  /** How many ways there are to an end; absent where it cannot be told, or one can go round for ever. `MOST_WAYS`: or more. */
  readonly paths?: bigint;
  /** Rounds that a call can go for ever, the shortest few, each by its steps. */
  readonly rounds: readonly (readonly string[])[];
  readonly moreRounds: number;
  readonly deadEnds: readonly DeadEnd[];
}

/** An outcome that the script comes to. */
export interface Ending {
  readonly outcome: string;
  readonly shortest: Length;
  /** Absent where not all paths were walked. With a round on the way, no path that goes round nothing is longer. */
  readonly longest?: Length;
  readonly endless: boolean;
  readonly paths?: bigint;
  readonly minutes?: { readonly least: number; readonly most?: number };
}

export interface Length {
  readonly screens: number;
  readonly way?: readonly Stop[];
}

/** Where no answer leads to an end any more. */
export interface DeadEnd {
  readonly step: string;
  readonly way: readonly Stop[];
  /** Conditions that cannot be decided beforehand, and were taken to come out so. */
  readonly when: readonly { readonly condition: string; readonly holds: boolean }[];
}

/** `undefined` where a playbook uses others too many times over. */
export function pathsOf(flow: Flow, most?: number): Paths | undefined {
  const terrain = terrainOf(flow, {});
  if (terrain === undefined) return undefined;
  const ends = new Map<string, Edge[]>();
  const { states, complete } = walkStates(terrain, {
    detours: 'none',
    ...(most !== undefined && { most }),
    edge: (edge) => {
      if (edge.end === undefined) return false;
      const known = ends.get(edge.end);
      if (known === undefined) ends.set(edge.end, [edge]);
      else known.push(edge);
      return false;
    },
  });
  if (!complete) {
    const outcomes = [...ends].map(([outcome, [first]]) => ({ outcome, shortest: lengthOf(first), endless: false }));
    return { states: states.length, complete, outcomes, rounds: [], moreRounds: 0, deadEnds: [] };
  }
  const figures = figuresOf(states);
  const out = leadingOut(states);
  const outcomes = [...ends].map(([outcome, edges]) => ending(outcome, edges, figures));
  const rounds = figures.parts.filter(
    ({ isRound, states: [first] }) => isRound && first !== undefined && out.has(first),
  );
  const counted = outcomes.every(({ paths }) => paths !== undefined);
  return {
    states: states.length,
    complete,
    outcomes,
    ...(counted && { paths: outcomes.reduce((sum, { paths = 0n }) => sum + paths, 0n) }),
    ...told(rounds.map(shortestRound)),
    deadEnds: deadEnds(states, out, terrain),
  };
}

const MOST_ROUNDS = 5;

/** Those with the fewest steps first; the same round in another state of the call is told once. */
function told(rounds: readonly (readonly string[])[]): Pick<Paths, 'rounds' | 'moreRounds'> {
  const apart = new Map(rounds.map((steps) => [steps.toSorted().join(' '), steps]));
  const sorted = [...apart.values()].sort((a, b) => a.length - b.length);
  return { rounds: sorted.slice(0, MOST_ROUNDS), moreRounds: Math.max(sorted.length - MOST_ROUNDS, 0) };
}

function ending(outcome: string, edges: readonly Edge[], figures: Figures): Ending {
  const from = edges.map((edge) => edge.from);
  const longest = edges.reduce((best, edge) => (figures.longest(edge.from) > figures.longest(best.from) ? edge : best));
  const endless = from.some(figures.isEndless);
  const least = from.reduce((words, state) => Math.min(words, figures.fewest(state)), Number.POSITIVE_INFINITY);
  const most = from.reduce((words, state) => Math.max(words, figures.most(state)), 0);
  const ways = [...new Set(from)].flatMap((state) =>
    distinct(state.edges)
      .filter(({ end }) => end === outcome)
      .map(() => figures.ways(state)),
  );
  return {
    outcome,
    shortest: lengthOf(edges[0]),
    longest: {
      screens: figures.longest(longest.from),
      ...(!endless && { way: stops([...figures.longestWay(longest.from), longest]) }),
    },
    endless,
    ...(!endless && { paths: ways.reduce((sum, each) => sum + each, 0n) }),
    minutes: {
      least: least / WORDS_A_MINUTE,
      ...(!from.some(figures.isWordy) && { most: most / WORDS_A_MINUTE }),
    },
  };
}

const lengthOf = (last: Edge | undefined): Length => {
  const way = last === undefined ? [] : stops(wayTo(last));
  return { screens: way.length, way };
};

const stops = (edges: readonly Edge[]): readonly Stop[] =>
  edges.map(({ from, what }) => ({ step: nameOf(from), ...(what !== undefined && { answer: what }) }));

const MOST_DEAD_ENDS = 10;

/** Where a call gets in, once for each step. */
function deadEnds(states: readonly State[], out: ReadonlySet<State>, terrain: Terrain): readonly DeadEnd[] {
  const entries = new Map<string, State>();
  for (const state of states) {
    if (out.has(state) || (state.by !== undefined && !out.has(state.by.from))) continue;
    if (!entries.has(nameOf(state))) entries.set(nameOf(state), state);
  }
  return [...entries].slice(0, MOST_DEAD_ENDS).map(([step, state]) => {
    const way = state.by === undefined ? [] : wayTo(state.by);
    return { step, way: stops(way), when: assumed(way, state, terrain) };
  });
}

/** The undecided conditions that are settled on a way to a state. */
function assumed(way: readonly Edge[], last: State, { items, moves }: Terrain): DeadEnd['when'] {
  const settled = new Map<string, boolean>();
  for (const [at, { from, what }] of way.entries()) {
    const to = way[at + 1]?.from ?? last;
    const known = new Set([...entriesOf(from.store)].map(([item]) => item));
    const ways = [...moves(from, 'none')]
      .filter((move) => move.what === what)
      .flatMap(({ arrivals }) => [...arrivals])
      .filter((arrival) => arrival.kind === 'screen' && isSameScreen(arrival, to))
      .map(({ store }) =>
        [...entriesOf(store)].filter(([item]) => items.all[item]?.kind === 'undecided' && !known.has(item)),
      );
    const [fewest = []] = ways.sort((a, b) => a.length - b.length);
    for (const [item, value] of fewest) {
      const undecided = items.all[item];
      if (undecided?.kind === 'undecided') settled.set(undecided.source.trim(), value === 1);
    }
  }
  return [...settled].map(([condition, holds]) => ({ condition, holds }));
}
