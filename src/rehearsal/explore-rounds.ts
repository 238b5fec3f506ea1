import { nameOf, type State } from '../playbook/paths/states.js';

/** States that lead to each other: more than one, or one that leads to itself, is a round that a call can go for ever. */
export interface Part {
  readonly states: readonly State[];
  readonly isRound: boolean;
}

/** All states in parts, those before others first (Tarjan 1972, without recursion: ways are long). */
export function partsOf(states: readonly State[]): readonly Part[] {
  const found: Part[] = [];
  const order = new Int32Array(states.length).fill(UNSEEN);
  const lowest = new Int32Array(states.length);
  const isOpen = new Uint8Array(states.length);
  const open: State[] = [];
  let seen = 0;
  const enter = (state: State): Visit => {
    order[state.number] = lowest[state.number] = seen++;
    isOpen[state.number] = 1;
    open.push(state);
    return { state, edge: 0 };
  };
  const lower = ({ number }: State, to: number | undefined): void => {
    lowest[number] = Math.min(lowest[number] ?? 0, to ?? 0);
  };
  const close = (state: State): void => {
    const part = open.splice(open.lastIndexOf(state));
    for (const { number } of part) isOpen[number] = 0;
    found.push({ states: part, isRound: part.length > 1 || state.edges.some(({ to }) => to === state) });
  };
  const take = (visits: Visit[], { state, edge }: Visit): void => {
    const to = state.edges[edge]?.to;
    if (to === undefined) return;
    if (order[to.number] === UNSEEN) visits.push(enter(to));
    else if (isOpen[to.number] === 1) lower(state, order[to.number]);
  };
  const leave = (visits: Visit[], { state }: Visit): void => {
    visits.pop();
    const above = visits.at(-1)?.state;
    if (above !== undefined) lower(above, lowest[state.number]);
    if (lowest[state.number] === order[state.number]) close(state);
  };
  for (const root of states) {
    const visits = order[root.number] === UNSEEN ? [enter(root)] : [];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      if (visit.edge === visit.state.edges.length) leave(visits, visit);
      else {
        take(visits, visit);
        visit.edge += 1;
      }
    }
  }
  return found.reverse();
}

interface Visit {
  readonly state: State;
  edge: number;
}

const UNSEEN = -1;

/** The steps of a shortest round from the first state of a part back to it. */
export function shortestRound({ states }: Part): readonly string[] {
  const first = states.reduce((a, b) => (b.number < a.number ? b : a));
  const inside = new Set(states);
  const before = new Map<State, State>();
  const open = [first];
  for (const from of open) {
    for (const { to } of from.edges) {
      if (to === first) return back(from, before);
      if (to === undefined || !inside.has(to) || before.has(to)) continue;
      before.set(to, from);
      open.push(to);
    }
  }
  throw new Error('a round leads back to where it begins');
}

function back(last: State, before: ReadonlyMap<State, State>): readonly string[] {
  const steps: string[] = [];
  for (let state: State | undefined = last; state !== undefined; state = before.get(state))
    steps.unshift(nameOf(state));
  return steps;
}
