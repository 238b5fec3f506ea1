import { buildGraph } from '../prove/graph.js';
import { warnOfBlanks } from '../prove/missing.js';
import type { Lint } from './linted.js';

/** A text with an optional fact in it, on a way on which nobody knows it. */
export const mayBeBlank: Lint = ({ flow, places, report }) => {
  if (![...flow.facts.values()].some(({ question }) => question.optional)) return;
  warnOfBlanks({ flow, graph: buildGraph(flow), places, passed: new Map() }, report);
};
