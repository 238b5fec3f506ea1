import type { Edge, State } from '../playbook/paths/states.js';
import { wordsIn } from '../playbook/spoken.js';
import { type Part, partsOf } from './explore-rounds.js';

/** What the ways from the beginning to a state come to, that state included. */
export interface Figures {
  readonly shortest: (state: State) => number;
  /** The fewest words that are spoken. */
  readonly fewest: (state: State) => number;
  /** Without a round before it, exact; with one, no way that comes to no state twice is longer. */
  readonly longest: (state: State) => number;
  /** The edges of a longest way; only where there is no round before. */
  readonly longestWay: (state: State) => readonly Edge[];
  readonly most: (state: State) => number;
  /** How many ways there are, at most `MOST_WAYS`. */
  readonly ways: (state: State) => bigint;
  /** Whether a round stands before it: the longest and the number of ways have no end then. */
  readonly isEndless: (state: State) => boolean;
  /** Whether something is said in such a round. */
  readonly isWordy: (state: State) => boolean;
}

/** Of a long playbook they would fill the memory with digits. */
export const MOST_WAYS = 10n ** 100n;

export const wordsAt = ({ made, step }: State): number =>
  made !== undefined || step.say === undefined ? 0 : wordsIn(step.say);

export function figuresOf(states: readonly State[]): Figures & { readonly parts: readonly Part[] } {
  const parts = partsOf(states);
  const shortest = new Int32Array(states.length);
  for (const { number, by } of states) shortest[number] = (by === undefined ? 0 : (shortest[by.from.number] ?? 0)) + 1;
  const fewest = fewestWords(states);
  const { longest, most, last, ways, endless, wordy } = forward(states, parts);
  return {
    parts,
    shortest: ({ number }) => shortest[number] ?? 0,
    fewest: ({ number }) => fewest[number] ?? 0,
    longest: ({ number }) => longest[number] ?? 0,
    longestWay: (state) => wayBack(state, last),
    most: ({ number }) => most[number] ?? 0,
    ways: ({ number }) => ways[number] ?? 0n,
    isEndless: ({ number }) => endless[number] === 1,
    isWordy: ({ number }) => wordy[number] === 1,
  };
}

/** What is longest, most and how many, worked out in the order of the parts. */
function forward(states: readonly State[], parts: readonly Part[]) {
  const longest = new Int32Array(states.length);
  const most = new Int32Array(states.length);
  const last: (Edge | undefined)[] = states.map(() => undefined);
  const ways: bigint[] = states.map(({ by }) => (by === undefined ? 1n : 0n));
  const [endless, wordy] = [new Uint8Array(states.length), new Uint8Array(states.length)];
  const partOf = new Int32Array(states.length);
  for (const [at, part] of parts.entries()) for (const { number } of part.states) partOf[number] = at;

  /** In a round, every state is taken to be come to after all others. */
  const settle = ({ states: inside, isRound }: Part): void => {
    const words = inside.reduce((sum, state) => sum + wordsAt(state), 0);
    const [screens, said] = [highest(inside, longest) + inside.length, highest(inside, most) + words];
    const isEndless = isRound || highest(inside, endless) > 0;
    const isWordy = (isRound && words > 0) || highest(inside, wordy) > 0;
    for (const { number } of inside) {
      longest[number] = screens;
      most[number] = said;
      endless[number] = isEndless ? 1 : 0;
      wordy[number] = isWordy ? 1 : 0;
    }
  };
  const pass = (edge: Edge, { number: from }: State, { number: to }: State): void => {
    if ((longest[from] ?? 0) > (longest[to] ?? 0)) last[to] = edge;
    for (const figure of [longest, most, endless, wordy]) figure[to] = Math.max(figure[to] ?? 0, figure[from] ?? 0);
    const sum = (ways[to] ?? 0n) + (ways[from] ?? 0n);
    ways[to] = sum > MOST_WAYS ? MOST_WAYS : sum;
  };
  for (const part of parts) {
    settle(part);
    for (const from of part.states) {
      for (const edge of distinct(from.edges)) {
        if (edge.to !== undefined && partOf[edge.to.number] !== partOf[from.number]) pass(edge, from, edge.to);
      }
    }
  }
  return { longest, most, last, ways, endless, wordy };
}

const highest = (states: readonly State[], of: Int32Array | Uint8Array): number =>
  states.reduce((most, { number }) => Math.max(most, of[number] ?? 0), 0);

/** An answer is one way on, whatever else comes out that nobody looks at later. */
export function distinct(edges: readonly Edge[]): readonly Edge[] {
  if (edges.length < 2) return edges;
  const seen = new Map<string, Edge>();
  for (const edge of edges) {
    const key = `${edge.how} ${edge.what} ${edge.to?.number} ${edge.end}`;
    if (!seen.has(key)) seen.set(key, edge);
  }
  return [...seen.values()];
}

function wayBack(state: State, last: readonly (Edge | undefined)[]): readonly Edge[] {
  const way: Edge[] = [];
  for (let edge = last[state.number]; edge !== undefined; edge = last[edge.from.number]) way.push(edge);
  return way.reverse();
}

/** Dijkstra, with the states waiting by how many words they are away (Dial 1969): words are whole, and few. */
function fewestWords(states: readonly State[]): Float64Array {
  const fewest = new Float64Array(states.length).fill(Number.POSITIVE_INFINITY);
  const waiting: State[][] = [];
  const arrive = (state: State, before: number): void => {
    // Its own words are the same from wherever it is come to, so the first time is with the fewest.
    if (fewest[state.number] !== Number.POSITIVE_INFINITY) return;
    const words = before + wordsAt(state);
    fewest[state.number] = words;
    const there = waiting[words];
    if (there === undefined) waiting[words] = [state];
    else there.push(state);
  };
  for (const state of states) if (state.by === undefined) arrive(state, 0);
  for (let words = 0; words < waiting.length; words++) {
    for (const state of waiting[words] ?? []) {
      for (const { to } of state.edges) if (to !== undefined) arrive(to, words);
    }
  }
  return fewest;
}
