import { bareReads } from '../expression/presence.js';
import type { Term } from '../expression/term.js';
import type { Expression } from '../expression.js';
import type { Flow } from '../flow.js';

/**
 * Names that are there wherever `expression` is worked out: it reads them without asking whether they are, and it is proved
 * that every way there gives them. Optional facts are not, and neither is the answer `skipped` of a step that may be skipped.
 */
export function presentFor(expression: Expression, flow: Flow, skipped?: string): ReadonlySet<string> {
  const read = (term: Term) =>
    bareReads(term)
      .map(({ name }) => name)
      .filter((name) => name !== skipped && !flow.facts.get(name)?.question.optional);
  const present = new Set(read(expression.term));
  for (const name of present) {
    const value = flow.computed.get(name)?.value;
    for (const inner of value === undefined ? [] : read(value.term)) present.add(inner);
  }
  return present;
}
