import type { Flow } from '../flow.js';
import { type Goal, search } from '../paths/search.js';
import { nameOf } from '../paths/states.js';
import { type Terrain, terrainOf } from '../paths/terrain.js';
import { shorten } from '../read/traps.js';
import { at, keySpan } from '../read/tree.js';
import { targetsOf } from '../targets.js';
import { outcomesOf } from './conditions/outcomes.js';
import { conditionsOf } from './conditions.js';
import type { Lint, Linted } from './linted.js';
import { type Seen, seenIn } from './ways-seen.js';

/** Conditions that hold on no way on which they are come to, and the steps and outcomes to which no way comes. */
export const neverOnAWay: Lint = (linted) => {
  const all = seenIn(linted.flow, 'all');
  if ((all.complete && tellConditions(linted, all)) || hasDeadEnds(linted.flow)) return;
  tellSteps(linted, all);
  tellOutcomes(linted, all);
};

/** Cards that open nowhere, and offers that suit nobody: what hangs on them is not told of as well. */
const hasDeadEnds = ({ cards, offers }: Flow): boolean =>
  [...cards.values()].some(({ on }) => on?.size === 0) || [...offers.values()].some(({ suits }) => suits?.size === 0);

/** Whether there was anything to tell: what follows from it is not told as well. */
function tellConditions({ flow, places, report }: Linted, { held }: Seen): boolean {
  let isTold = false;
  for (const { expression, present, before = [], never } of conditionsOf(flow)) {
    if (held.get(expression) !== false) continue;
    isTold = true;
    const span = places.get(expression)?.(expression.term);
    // Of what never holds by itself, or below what stands above it, somebody else tells.
    const above = before.map((each) => each.term);
    if (span === undefined || !outcomesOf(expression.term, flow, { before: above, present }).holds) continue;
    const message = `\`${shorten(expression.source.trim())}\` holds on no way that comes here, so ${never.so}`;
    report('never-holds', span, message, `mend the condition, or ${never.advice}`);
  }
  return isTold;
}

function tellSteps({ flow, stepSpan, report }: Linted, all: Seen): void {
  const shown = [...flow.steps.values()].filter(({ screen, use }) => screen || use !== undefined);
  const unseen = shown.filter(({ id }) => !isSeen(flow, all, 'steps', id));
  const cannotBe = impossible(flow, all);
  for (const { id } of unseen.slice(0, MOST_SOUGHT)) {
    const isMet: Goal['met'] = (_, __, arrival) =>
      arrival.kind === 'screen' && (nameOf(arrival) === id || arrival.entered.includes(id));
    if (!cannotBe(isMet)) continue;
    report('never-shown', stepSpan(id), `no way comes to step "${id}"`, 'remove it, or mend what leads to it');
    return;
  }
}

function tellOutcomes({ flow, tree, report }: Linted, all: Seen): void {
  const declared = at(tree, 'outcomes');
  const named = new Set(
    [...flow.steps.values()].flatMap((step) => targetsOf(step).map((to) => ('end' in to ? to.end : ''))),
  );
  const cannotBe = impossible(flow, all);
  for (const id of flow.outcomes.keys()) {
    // One that nothing names has been told of.
    if (declared === undefined || !named.has(id) || isSeen(flow, all, 'outcomes', id)) continue;
    if (!cannotBe((_, __, arrival) => arrival.kind === 'end' && arrival.outcome === id)) continue;
    const hint = 'remove it, or mend what leads to it';
    report('unused-outcome', keySpan(declared, id), `no way comes to the outcome "${id}"`, hint);
  }
}

/** Where not all ways could be walked, those without cards show most of what there is. */
const isSeen = (flow: Flow, all: Seen, what: 'steps' | 'outcomes', id: string): boolean =>
  all[what].has(id) || (!all.complete && seenIn(flow, 'none')[what].has(id));

/** Of a playbook too long to walk whole, many are unseen, and each is sought on a walk of its own. */
const MOST_SOUGHT = 10;

const MOST_STATES = 20_000;

/** Whether something certainly happens on no way. */
function impossible(flow: Flow, all: Seen): (met: Goal['met']) => boolean {
  let terrain: Terrain | undefined;
  return (met) => {
    if (all.complete) return true;
    terrain ??= terrainOf(flow, {});
    return terrain !== undefined && search(terrain, { detours: 'all', items: [], met }, MOST_STATES).kind === 'never';
  };
}
