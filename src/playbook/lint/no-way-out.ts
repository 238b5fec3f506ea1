import { nameOf, type State, wayTo } from '../paths/states.js';
import { toldWay } from '../paths/told.js';
import type { Lint } from './linted.js';
import { seenIn } from './ways-seen.js';

/** Where no answer leads to an end any more: the rep can only break off. */
export const noWayOut: Lint = ({ flow, stepSpan, report }) => {
  const { complete, states } = seenIn(flow, 'none');
  if (!complete) return;
  const out = leadingOut(states);
  const stuck = states.find((state) => !out.has(state));
  if (stuck === undefined) return;
  const way = toldWay(stuck.by === undefined ? [] : wayTo(stuck.by));
  const here = nameOf(stuck);
  const message = `no answer leads from step "${here}" to an end: ${way === '' ? here : `${way} → ${here}`}`;
  const hint = 'give one of the steps that it goes round in another way on';
  report('no-way-out', stepSpan(here.split('/')[0] ?? here), message, hint);
};

/** The states from which some way leads to an end. */
function leadingOut(states: readonly State[]): ReadonlySet<State> {
  const before = new Map<State, State[]>();
  const out = new Set<State>();
  for (const state of states) {
    for (const { to, end } of state.edges) {
      if (end !== undefined) out.add(state);
      if (to !== undefined) before.set(to, [...(before.get(to) ?? []), state]);
    }
  }
  // A Set hands out what is added to it on the way.
  for (const state of out) for (const from of before.get(state) ?? []) out.add(from);
  return out;
}
