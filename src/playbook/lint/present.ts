import { bareReads } from '../expression/presence.js';
import type { Expression } from '../expression.js';
import type { Flow } from '../flow.js';

/**
 * Names that are there wherever `expression` is worked out: it reads them without asking whether they are, and it is proved
 * that every way there gives them. Optional facts are not, and neither is the answer `skipped` of a step that may be skipped.
 */
export function presentFor(expression: Expression, flow: Flow, skipped?: string): ReadonlySet<string> {
  const present = new Set<string>();
  const add = (name: string): void => {
    if (present.has(name) || name === skipped || flow.facts.get(name)?.question.optional) return;
    present.add(name);
    const value = flow.computed.get(name)?.value;
    for (const inner of value === undefined ? [] : bareReads(value.term)) add(inner.name);
  };
  for (const { name } of bareReads(expression.term)) add(name);
  return present;
}
