import type { Flow, Option, Question, Step, Target } from './flow.js';
import { BUILT_IN_OUTCOMES } from './outcomes.js';

type Asking = { readonly [Key in 'ask' | 'offer' | 'use']?: Step[Key] | undefined };

/** The options a question has, if it is of a kind that has any. */
export const optionsOf = (question: Question | undefined): readonly Option[] =>
  question !== undefined && 'options' in question ? question.options : [];

/** What the answer of a step can be, each with where it leads, for the kinds of answer that lead anywhere. */
export function answersOf({ ask, offer, use }: Asking): readonly Option[] {
  if (ask !== undefined) return optionsOf(ask);
  return offer?.replies ?? use?.outcomes ?? [];
}

/** Whether a step has an answer. */
export const asks = ({ ask, offer, use }: Asking): boolean =>
  ask !== undefined || offer !== undefined || use !== undefined;

/** Everywhere a step itself leads; of the lists of a `try`, only `then`. */
export function targetsOf(step: Step): readonly Target[] {
  const { route } = step;
  const picked = answersOf(step).flatMap(({ target }) => target ?? []);
  switch (route.kind) {
    case 'target':
      return [...picked, route.target];
    case 'branch':
      return [...picked, ...route.branches.map(({ target }) => target), route.otherwise];
    case 'try':
      return [...picked, route.then];
  }
}

/** The labels of the outcomes that a playbook declares, and of the built-in ones that its steps end with, by their ids. */
export function outcomesOfUsed(flow: Flow): ReadonlyMap<string, string> {
  const labels = new Map([...flow.outcomes.values()].map(({ id, label }) => [id, label]));
  for (const step of flow.steps.values()) {
    for (const target of targetsOf(step)) {
      const builtIn = 'end' in target ? BUILT_IN_OUTCOMES.get(target.end) : undefined;
      if (builtIn !== undefined) labels.set(builtIn.id, builtIn.label);
    }
  }
  return labels;
}
