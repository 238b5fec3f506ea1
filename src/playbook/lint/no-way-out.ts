import { leadingOut } from '../paths/leading-out.js';
import { nameOf, wayTo } from '../paths/states.js';
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
