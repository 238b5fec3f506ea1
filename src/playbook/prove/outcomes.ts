import type { Flow, Target } from '../flow.js';
import type { Report } from '../problems.js';
import { at, keySpan, type Tree } from '../read/tree.js';

/** Warns of outcomes that no call can end with. */
export function warnOfOutcomes(flow: Flow, tree: Tree, report: Report): void {
  const ended = new Set<string>();
  const note = (target: Target | undefined) => {
    if (target !== undefined && 'end' in target) ended.add(target.end);
  };
  for (const { ask, route } of flow.steps.values()) {
    if (ask !== undefined && 'options' in ask) for (const { target } of ask.options) note(target);
    if (route.kind === 'target') note(route.target);
    else if (route.kind === 'try') note(route.then);
    else for (const target of [...route.branches.map((branch) => branch.target), route.otherwise]) note(target);
  }
  const declared = at(tree, 'outcomes');
  for (const id of flow.outcomes.keys()) {
    if (ended.has(id) || declared === undefined) continue;
    report(
      'unused-outcome',
      keySpan(declared, id),
      `no call can end with "${id}"`,
      `add \`end: ${id}\` to a step, or remove the outcome`,
    );
  }
}
