import { type Format, format } from '../call/format.js';
import type { Level } from '../call/level.js';
import { position } from '../call/position.js';
import { type Known, known } from '../call/scope.js';
import type { State } from '../call/state.js';
import type { Expression } from '../playbook/expression.js';
import type { Flow, Route, Step } from '../playbook/flow.js';
import { asks, optionsOf } from '../playbook/targets.js';
import { hiddenHere } from './preview-hidden.js';
import { oneLine, readings, spokenScalar, spokenValue } from './preview-reads.js';

/** The value of everything at the screen that is open: the conditions of its step, facts, computed values, answers. */
export function valuesHere(flow: Flow, state: State, today: string): string {
  const speak = format(state.started?.locale ?? 'en');
  const at = position(flow, state, today);
  const level: Level = 'level' in at ? at.level : { flow, prefix: '' };
  const scope = known(level, state, today);
  const value = (name: string): string => `· ${name}: ${spokenValue(scope.recorded(name), speak) ?? '–'}`;
  const answered = [...level.flow.steps.values()].filter(asks).map(({ id }) => value(id));
  const hidden = hiddenHere(flow, state, today, speak);
  return [
    ...('step' in at ? part(`The step ${at.step.id}`, conditionLines(at.step, level, scope, speak)) : []),
    ...part('Not offered here', hidden),
    ...part('Facts', [...level.flow.facts.keys()].map(value)),
    ...part(
      'Computed',
      [...level.flow.computed.values()].map(({ id, value: of }) => `${value(id)} = ${oneLine(of.source)}`),
    ),
    ...part('Answers', answered),
    ...part('Besides', [`· today: ${speak.date(today)}`, `· role: ${state.role}`]),
  ].join('\n');
}

const part = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title}:`, ...lines];

/** An expression of a step, and what it decides. */
export interface Condition {
  readonly of: string;
  readonly expression: Expression;
}

/** Everything that a step decides by, in the order in which it is asked. */
export function conditionsOf(step: Step, { flow }: Level): readonly Condition[] {
  const { when, ask, offer, route } = step;
  const some = (of: string, expression: Expression | undefined): readonly Condition[] =>
    expression === undefined ? [] : [{ of, expression }];
  return [
    ...some('when', when),
    ...optionsOf(ask).flatMap(({ id, when: shown }) => some(`option ${id} when`, shown)),
    ...(ask?.checks ?? []).flatMap(({ level, if: expression }) => some(`${level} check if`, expression)),
    ...(offer?.offers ?? []).flatMap((id) => some(`cost of ${id}`, flow.offers.get(id)?.cost)),
    ...branches(route),
  ];
}

const branches = (route: Route): readonly Condition[] =>
  route.kind === 'branch' ? route.branches.map((branch) => ({ of: 'next if', expression: branch.if })) : [];

function conditionLines(step: Step, level: Level, scope: Known, speak: Format): readonly string[] {
  return conditionsOf(step, level).map(({ of, expression }) => {
    const read = readings(expression, scope, speak);
    const from = read.length === 0 ? '' : ` (${read.join('; ')})`;
    return `· ${of} ${oneLine(expression.source)}: ${spokenScalar(expression.evaluate(scope))}${from}`;
  });
}
