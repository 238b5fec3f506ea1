import type { State } from './states.js';

/** The states from which some way leads to an end. */
export function leadingOut(states: readonly State[]): ReadonlySet<State> {
  const before = new Map<State, State[]>();
  const out = new Set<State>();
  for (const state of states) {
    for (const { to, end } of state.edges) {
      if (end !== undefined) out.add(state);
      if (to === undefined) continue;
      const known = before.get(to);
      if (known === undefined) before.set(to, [state]);
      else known.push(state);
    }
  }
  // A Set hands out what is added to it on the way.
  for (const state of out) for (const from of before.get(state) ?? []) out.add(from);
  return out;
}
