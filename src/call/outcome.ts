import type { Flow, Outcome } from '../playbook/flow.js';
import { BUILT_IN_OUTCOMES } from '../playbook/outcomes.js';

/** An outcome of a playbook, or one that every playbook has. */
export const findOutcome = (flow: Flow, id: string): Outcome | undefined =>
  flow.outcomes.get(id) ?? BUILT_IN_OUTCOMES.get(id);

export function outcomeOf(flow: Flow, id: string): Outcome {
  const outcome = findOutcome(flow, id);
  if (outcome === undefined) throw new Error(`${flow.id} has no outcome ${id}`);
  return outcome;
}
