import type { Flow, Option, Question, Route, Step, Target } from '../playbook/flow.js';
import type { Value } from '../playbook/value.js';
import { holds, type Known } from './scope.js';
import { answerTo, type State } from './state.js';

/** The options of a step that can be picked now. */
export function optionsNow(step: Step, scope: Known): readonly Option[] {
  return optionsOf(step.ask).filter(({ when }) => holds(when, scope));
}

/** The options a question has, if it is of a kind that has any. */
export const optionsOf = (question: Question | undefined): readonly Option[] =>
  question !== undefined && 'options' in question ? question.options : [];

/** Where an answered step leads: the option picked decides, else the step's route. */
export function targetOf(flow: Flow, state: State, step: Step, answer: Value | null, scope: Known): Target {
  const id =
    answer?.type === 'choice' ? answer.id : answer?.type === 'yes_no' ? (answer.yes ? 'yes' : 'no') : undefined;
  const target = optionsOf(step.ask).find((option) => option.id === id)?.target;
  return target ?? targetOfRoute(flow, state, step.route, scope);
}

/**
 * The screen a target leads to: past steps that are skipped and routes that have no screen. Compiled flows always get to
 * a screen or an end; a loop of routes is an error of the playbook that `compile` refuses.
 */
export function settle(flow: Flow, state: State, target: Target, scope: Known): Target {
  let at = target;
  for (let hops = 0; hops <= flow.steps.size * 2; hops++) {
    if ('end' in at) return at;
    const step = stepOf(flow, at.go);
    if (!holds(step.when, scope)) at = afterSkipping(flow, state, step, scope);
    else if (step.screen) return at;
    else at = targetOfRoute(flow, state, step.route, scope);
  }
  throw new Error(`the routes of ${flow.id} lead in a circle`);
}

export function stepOf(flow: Flow, id: string): Step {
  const step = flow.steps.get(id);
  if (step === undefined) throw new Error(`${flow.id} has no step ${id}`);
  return step;
}

function targetOfRoute(flow: Flow, state: State, route: Route, scope: Known): Target {
  switch (route.kind) {
    case 'target':
      return route.target;
    case 'branch':
      return route.branches.find((branch) => holds(branch.if, scope))?.target ?? route.otherwise;
    case 'try': {
      const by = route.by === undefined ? undefined : answerTo(state, route.by)?.value;
      const list = (by?.type === 'choice' ? route.lists.get(by.id) : undefined) ?? route.otherwise;
      const next = list.find((id) => !scope.visited(id) && holds(stepOf(flow, id).when, scope));
      return next === undefined ? route.then : { go: next };
    }
  }
}

/** A skipped step goes on as if it had been passed; an `end` of its own is passed over. */
function afterSkipping(flow: Flow, state: State, step: Step, scope: Known): Target {
  const target = targetOfRoute(flow, state, step.route, scope);
  if (step.route.kind !== 'target' || 'go' in target) return target;
  const ids = [...flow.steps.keys()];
  const following = ids[ids.indexOf(step.id) + 1];
  return following === undefined ? target : { go: following };
}
