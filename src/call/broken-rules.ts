import type { Flow, Outcome, Rule } from '../playbook/flow.js';
import { BUILT_IN_OUTCOMES } from '../playbook/outcomes.js';
import { holds, known } from './scope.js';
import type { State } from './state.js';
import { cameTo } from './wrap-up.js';

/**
 * The rules against which a call would end with an outcome: its own, and those of the playbooks it used, for what they came
 * to. Whoever leaves, hangs up or hands over keeps all of them.
 */
export function brokenRules(flow: Flow, state: State, outcome: Outcome, today: string): readonly Rule[] {
  if (BUILT_IN_OUTCOMES.has(outcome.id)) return [];
  return cameTo(flow, state, outcome).flatMap(({ level, outcome: { id } }) => {
    if (BUILT_IN_OUTCOMES.has(id)) return [];
    const scope = known(level, state, today);
    const lacks = (visit: readonly string[]) => visit.some((step) => !scope.visited(step));
    return level.flow.rules.filter((rule) => {
      if (rule.kind === 'before') return rule.outcome === id && lacks(rule.visit);
      return rule.kind === 'always' && lacks(rule.visit) && holds(rule.if, scope);
    });
  });
}
