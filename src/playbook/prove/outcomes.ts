import type { Flow } from '../flow.js';
import type { Report } from '../problems.js';
import { at, keySpan, type Tree } from '../read/tree.js';
import { targetsOf } from '../targets.js';

/** Warns of outcomes that no call can end with. */
export function warnOfOutcomes(flow: Flow, tree: Tree, report: Report): void {
  const ended = new Set<string>();
  for (const step of flow.steps.values()) {
    for (const target of targetsOf(step)) if ('end' in target) ended.add(target.end);
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
