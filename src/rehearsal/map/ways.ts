import type { Flow, Option, Route, Step, Target } from '../../playbook/flow.js';
import { answersOf, asks, optionsOf } from '../../playbook/targets.js';
import { backKey, endKey, stepKey } from './keys.js';

/** One way on from a step. */
export interface Way {
  readonly from: string;
  readonly to: string;
  /** The option that takes it, or its condition; empty where it is simply the way on. */
  readonly label: string;
  readonly conditional: boolean;
}

/** Every way on from a step, whatever the conditions say: by its options first, then by its route. */
export function waysFrom(flow: Flow, step: Step): readonly Way[] {
  const from = stepKey(step.id);
  const way = (target: Target, label: string, conditional = false): Way => ({
    from,
    to: keyOf(target, step),
    label,
    conditional,
  });
  const answers = answersOf(step);
  const picked = answers.flatMap((option) =>
    option.target === undefined ? [] : [way(option.target, optionLabel(option), option.when !== undefined)],
  );
  const passing = passingLabels(step, answers, picked.length > 0);
  const skipped = skippedTo(step);
  const ways = [...picked, ...(passing === undefined ? [] : routed(flow, step.route, passing, way))];
  if (skipped !== undefined) return [...ways, way(skipped, 'skipped', true)];
  // What is skipped goes on by the same route; that needs telling only where nothing else takes it.
  const skips = step.when !== undefined || step.offer !== undefined;
  return passing === undefined && skips
    ? [...ways, ...routed(flow, step.route, ['skipped'], (target, label) => way(target, label, true))]
    : ways;
}

/** Whether a call can take the route of a step: not where each answer has a way of its own. */
export const takesRoute = (step: Step): boolean =>
  step.when !== undefined || step.offer !== undefined || passingLabels(step, answersOf(step), true) !== undefined;

/** How an answer that has no way of its own comes to the route: `undefined` when none does. */
function passingLabels(step: Step, answers: readonly Option[], split: boolean): readonly string[] | undefined {
  if (!asks(step)) return [''];
  const labels = answers.filter(({ target }) => target === undefined).map(optionLabel);
  if (step.offer !== undefined) labels.push('none of these');
  if (step.ask?.optional === true) labels.push('left open');
  if (answers.length === 0) return [''];
  if (labels.length === 0) return undefined;
  return split ? labels : [''];
}

/** A step that is skipped passes over an `end` of its own. */
function skippedTo({ when, offer, route, following, card }: Step): Target | undefined {
  if (when === undefined && offer === undefined) return undefined;
  if (route.kind !== 'target' || !('end' in route.target)) return undefined;
  if (following !== undefined) return { go: following };
  return card === undefined ? undefined : { return: true };
}

function routed(
  flow: Flow,
  route: Route,
  passing: readonly string[],
  way: (target: Target, label: string, conditional?: boolean) => Way,
): readonly Way[] {
  switch (route.kind) {
    case 'target':
      return passing.map((label) => way(route.target, label));
    case 'branch':
      return [
        ...route.branches.map((branch) => way(branch.target, `if ${branch.if.source}`, true)),
        way(route.otherwise, 'else'),
      ];
    case 'try': {
      const listed = [...new Set([...[...route.lists.values()].flat(), ...route.otherwise])];
      return [...listed.map((go) => way({ go }, triedFor(flow, route, go))), way(route.then, 'when none is left')];
    }
  }
}

/** So many labels can be read along a line. */
const MOST_LABELS = 2;

/** For which answers a step is tried; nothing when it is for all of them. */
function triedFor(flow: Flow, { by, lists, otherwise }: Route & { readonly kind: 'try' }, step: string): string {
  const labels = new Map(optionsOf(flow.steps.get(by ?? '')?.ask).map(({ id, label }) => [id, label]));
  const listed = [...lists].filter(([, list]) => list.includes(step)).map(([id]) => labels.get(id) ?? id);
  const other = otherwise.includes(step);
  if (other && listed.length === lists.size) return '';
  const all = [...listed, ...(other ? ['any other'] : [])];
  return all.length <= MOST_LABELS ? all.join(' / ') : `in ${all.length} of ${lists.size + 1} lists`;
}

const optionLabel = ({ label, when }: Option): string => (when === undefined ? label : `${label}, if ${when.source}`);

export function keyOf(target: Target, { card = '' }: Pick<Step, 'card'>): string {
  if ('go' in target) return stepKey(target.go);
  return 'end' in target ? endKey(target.end) : backKey(card);
}
