import type { Expression } from '../playbook/expression.js';
import type { Flow, Question } from '../playbook/flow.js';
import { optionsOf } from '../playbook/targets.js';

/** All answers and facts on which it may depend where a call goes. */
export function readByConditions(flow: Flow): ReadonlySet<string> {
  const conditions: (Expression | undefined)[] = [
    ...[...flow.facts.values()].flatMap(({ question }) => ofQuestion(question)),
    ...[...flow.computed.values()].map(({ value }) => value),
    ...[...flow.steps.values()].flatMap(({ when, ask, route }) => [
      when,
      ...(ask === undefined ? [] : ofQuestion(ask)),
      ...(route.kind === 'branch' ? route.branches.map((branch) => branch.if) : []),
    ]),
  ];
  return new Set(conditions.flatMap((condition) => (condition === undefined ? [] : [...condition.reads])));
}

const ofQuestion = (question: Question): readonly (Expression | undefined)[] => [
  ...optionsOf(question).map(({ when }) => when),
  ...question.checks.map((check) => check.if),
];
