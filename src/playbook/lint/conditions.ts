import type { Expression } from '../expression.js';
import type { Check, Flow, Option, Rule, Step } from '../flow.js';
import { optionsOf } from '../targets.js';
import { presentFor } from './present.js';

/** A condition of a playbook, and what becomes of the call when it never holds, or always. */
export interface Condition {
  readonly expression: Expression;
  readonly present: ReadonlySet<string>;
  /** Conditions that are looked at first; this one decides only where none of them holds. */
  readonly before?: readonly Expression[];
  readonly never: Consequence;
  readonly always: Consequence;
  /** Answers that make it hold are refused. */
  readonly refuses?: true;
}

interface Consequence {
  readonly so: string;
  readonly advice: string;
}

/** All conditions of a playbook, those of a set of options once for each question that has it. */
export function* conditionsOf(flow: Flow): Generator<Condition> {
  for (const { id, question } of flow.facts.values()) {
    // Facts that are asked for later are not there yet.
    for (const check of question.checks) yield ofCheck(check, new Set([id]));
    for (const option of optionsOf(question)) yield* ofOption(option, flow);
  }
  for (const step of flow.steps.values()) yield* ofStep(step, flow);
  for (const rule of flow.rules) yield* ofRule(rule);
}

function* ofStep(step: Step, flow: Flow): Generator<Condition> {
  const { id, when, ask, screen } = step;
  if (when !== undefined) {
    const shown = screen ? 'shown' : 'taken';
    yield {
      expression: when,
      present: presentFor(when, flow),
      never: { so: `step "${id}" is never ${shown}`, advice: 'remove the step' },
      always: { so: `step "${id}" is always ${shown}`, advice: 'leave `when` out' },
    };
  }
  for (const check of ask?.checks ?? []) yield ofCheck(check, presentFor(check.if, flow));
  for (const option of optionsOf(ask)) yield* ofOption(option, flow);
  yield* ofBranches(step, flow);
}

function* ofOption({ id, when }: Option, flow: Flow): Generator<Condition> {
  if (when === undefined) return;
  yield {
    expression: when,
    present: presentFor(when, flow),
    never: { so: `option "${id}" can never be picked`, advice: 'remove the option' },
    always: { so: `option "${id}" is never hidden`, advice: 'leave `when` out' },
  };
}

function ofCheck({ if: expression, level }: Check, present: ReadonlySet<string>): Condition {
  return {
    expression,
    present,
    never: { so: 'its message is never shown', advice: 'remove the check' },
    always: { so: 'every answer needs a reason', advice: 'remove the check' },
    ...(level === 'hard' && { always: TURNED, refuses: true }),
  };
}

const TURNED = { so: 'every answer is refused', advice: 'turn it round: `if` says when an answer is wrong' };

/** Of a long list, only the first lines are looked at for what they leave to those below. */
const MOST_BEFORE = 20;

function* ofBranches({ id, route, when, offer }: Step, flow: Flow): Generator<Condition> {
  if (route.kind !== 'branch') return;
  const skipped = when === undefined && offer === undefined ? undefined : id;
  for (const [at, { if: expression }] of route.branches.entries()) {
    yield {
      expression,
      present: presentFor(expression, flow, skipped),
      before: route.branches.slice(0, Math.min(at, MOST_BEFORE)).map((branch) => branch.if),
      never: { so: 'the call never goes this way', advice: 'remove the line' },
      always: {
        so: 'the lines below it are never looked at',
        advice: 'lead there with `else`, and end the list with it',
      },
    };
  }
}

function* ofRule(rule: Rule): Generator<Condition> {
  if (rule.kind !== 'always' || rule.if === undefined) return;
  yield {
    expression: rule.if,
    present: new Set(),
    never: { so: 'the rule forbids nothing', advice: 'remove the rule' },
    always: { so: 'the rule is for every call', advice: 'leave `if` out' },
  };
}
