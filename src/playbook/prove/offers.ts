import type { Flow } from '../flow.js';
import type { Report } from '../problems.js';
import { at, keySpan, type Tree } from '../read/tree.js';

/** Warns of offers that no step makes. */
export function warnOfOffers(flow: Flow, tree: Tree, report: Report): void {
  const made = new Set([...flow.steps.values()].flatMap(({ offer }) => offer?.offers ?? []));
  const declared = at(tree, 'offers');
  for (const id of flow.offers.keys()) {
    if (made.has(id) || declared === undefined) continue;
    const hint = `add \`offer: [${id}]\` to a step, or remove the offer`;
    report('unused-offer', keySpan(declared, id), `no step makes the offer "${id}"`, hint);
  }
}
