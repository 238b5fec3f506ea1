import type { Step } from '../flow.js';
import { type Level, nodeOf } from './inlined.js';
import type { Detours, Move, Screen } from './move.js';
import { keeping, type Store } from './store.js';
import type { Terrain } from './terrain.js';
import type { Arrival, Over } from './way.js';

/** A screen of a call, with what is known there and still looked at later: all calls that come to it go on alike. */
export interface State extends Screen {
  readonly number: number;
  /** The first way that led here, which is a shortest one; absent where a call begins. */
  readonly by?: Edge;
  /** Every way on, as far as it has been walked. */
  readonly edges: Edge[];
}

/** One way on from a screen. */
export interface Edge extends Pick<Move, 'how' | 'what' | 'offer'> {
  readonly from: State;
  /** Absent at an end, and where a card comes back without having changed anything. */
  readonly to?: State;
  /** The outcome that the call ends with. */
  readonly end?: string;
}

export interface Walked {
  /** In the order in which they are come to: those after fewer screens first. */
  readonly states: readonly State[];
  /** False where there are more states than were to be walked: nothing is proved then. */
  readonly complete: boolean;
}

export interface Walking {
  readonly detours: Detours;
  readonly most?: number;
  /** Whether the states keep their ways on; a search of many states does without. */
  readonly forgetful?: true;
  /** Hears of every way on, and ends the walk by answering `true`. */
  readonly edge?: (edge: Edge, arrival: Arrival, move: Move) => boolean;
}

export const MOST_STATES = 200_000;

/** So many ways on from a state are usual; many more take as long as many states. */
const WAYS_A_STATE = 15;

/**
 * Walks every state that a call can come to, breadth first, and makes those one that go on alike. More ways are taken than a
 * call can take, never fewer: what is found nowhere cannot happen, as long as the walk is complete.
 */
export function walkStates(terrain: Terrain, { detours, most = MOST_STATES, forgetful, edge: hear }: Walking): Walked {
  const { items, live, begin, moves } = terrain;
  const known = new Map<string, State>();
  const states: State[] = [];

  const arrive = ({ level, step, made, facts, ends, wrapUp, over, before, store }: Screen, by?: Edge): State => {
    const here = shownAt(level, step);
    const under = over && shownAt(over.level, over.step);
    // What is read before the first step is looked at from nowhere else.
    const isAlive = (item: number) =>
      facts === true ||
      (ends ?? wrapUp) !== undefined ||
      over?.facts === true ||
      over?.ends !== undefined ||
      live(here, item) ||
      (under !== undefined && live(under, item));
    const kept = keeping(store, (item) => items.isTracked(item) && isAlive(item));
    const key = keyOf(here, partOf({ made, facts, ends, wrapUp }), over, before, kept);
    const same = known.get(key);
    if (same !== undefined) return same;
    const state: State = {
      number: states.length,
      level,
      step,
      made,
      facts,
      ends,
      wrapUp,
      over,
      before,
      store: kept,
      edges: [],
      ...(by && { by }),
    };
    known.set(key, state);
    states.push(state);
    return state;
  };

  for (const arrival of begin(detours)) if (arrival.kind === 'screen') arrive(arrival);
  let ways = 0;
  for (const from of states) {
    if (states.length > most || ways > most * WAYS_A_STATE) return { states, complete: false };
    for (const move of moves(from, detours)) {
      for (const arrival of move.arrivals) {
        ways += 1;
        const edge = ended(taking(from, move), arrival, arrive);
        if (!forgetful) from.edges.push(edge);
        if (hear?.(edge, arrival, move)) return { states, complete: true };
      }
    }
  }
  return { states, complete: true };
}

const taking = (from: State, { how, what, offer }: Move): Edge => ({
  from,
  how,
  ...(what && { what }),
  ...(offer && { offer }),
});

function ended(taken: Edge, arrival: Arrival, arrive: (screen: Screen, by: Edge) => State): Edge {
  if (arrival.kind === 'end') return { ...taken, end: arrival.outcome };
  return arrival.kind === 'screen' ? { ...taken, to: arrive(arrival, taken) } : taken;
}

const shownAt = (level: Level, step: Step): number => nodeOf(level, step.id, 'shown');

/** What of a step a screen shows, where that is not its question on the way. */
const partOf = ({ made, facts, ends, wrapUp }: Pick<Screen, 'made' | 'facts' | 'ends' | 'wrapUp'>): string =>
  facts ? 'facts' : wrapUp ? `wrap-up ${wrapUp}` : ends === undefined ? `${made}` : `ends ${ends}`;

function keyOf(
  here: number,
  part: string | undefined,
  over: Over | undefined,
  before: Store | undefined,
  store: Store,
): string {
  const under = over && `${shownAt(over.level, over.step)} ${partOf(over)} ${over.of.offset}`;
  return `${here} ${part} ${under} ${(over?.before ?? before)?.join(' ')};${store.join(' ')}`;
}

/** The ways from the beginning to where `last` leads, a shortest one. */
export function wayTo(last: Edge): readonly Edge[] {
  const way: Edge[] = [];
  for (let edge: Edge | undefined = last; edge !== undefined; edge = edge.from.by) way.unshift(edge);
  return way;
}

/** The name of a step in the call. */
export const nameOf = ({ level, step, facts, wrapUp }: Pick<Screen, 'level' | 'step' | 'facts' | 'wrapUp'>): string =>
  facts ? 'the facts' : wrapUp ? 'the wrap-up' : level.prefix + step.id;

/** Whether two are one screen of the script, whatever is remembered there. */
export const isSameScreen = (a: Screen, b: Screen): boolean =>
  a.level === b.level && a.step === b.step && partOf(a) === partOf(b);
