import type { Check, Flow, Question } from '../playbook/flow.js';
import { outcomesOf } from '../playbook/lint/conditions/outcomes.js';
import { presentFor } from '../playbook/lint/present.js';
import { usedFlows } from '../playbook/uses.js';

/** A question whose hard checks refuse every answer between them. */
export interface Refusing {
  readonly playbook: string;
  /** The step, or the fact. */
  readonly at: string;
  readonly checks: readonly string[];
}

export function refusingIn(flow: Flow): readonly Refusing[] {
  return [flow, ...usedFlows(flow)].flatMap((of) => [
    ...[...of.facts.values()].flatMap(({ id, question }) => refusing(of, id, question, () => new Set([id]))),
    ...[...of.steps.values()].flatMap(({ id, ask }) => refusing(of, id, ask, (check) => presentFor(check.if, of))),
  ]);
}

function refusing(
  flow: Flow,
  at: string,
  question: Question | undefined,
  presentIn: (check: Check) => ReadonlySet<string>,
): readonly Refusing[] {
  const hard = (question?.checks ?? []).filter(({ level }) => level === 'hard');
  const present = new Set(hard.flatMap((check) => [...presentIn(check)]));
  const certain = hard.filter(({ if: { term } }) => !outcomesOf(term, flow, { present }).fails).slice(0, 1);
  const checks = certain.length > 0 || hard.length < 2 || mayAllFail(hard, present, flow) ? certain : hard;
  return checks.length === 0
    ? []
    : [{ playbook: flow.id, at, checks: checks.map(({ if: { source } }) => source.trim()) }];
}

/** Whether some answer may pass them all. */
function mayAllFail(checks: readonly Check[], present: ReadonlySet<string>, flow: Flow): boolean {
  const terms = checks.map(({ if: { term } }) => term);
  const last = terms.at(-1);
  return last === undefined || outcomesOf(last, flow, { before: terms.slice(0, -1), present }).fails;
}
