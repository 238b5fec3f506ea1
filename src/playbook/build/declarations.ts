import { typeOf } from '../expression/type.js';
import type { Computed, ComputedType, Fact, Need, Outcome, OutcomeGroup, Question } from '../flow.js';
import { at, entries, isFalse, items, type Tree, text } from '../read/tree.js';
import { nearest } from '../suggest.js';
import { type Context, expressionOf, labelOf, reportStep } from './context.js';
import { buildLater } from './later.js';
import { buildQuestion } from './question.js';

export function buildFacts(tree: Tree, context: Context): ReadonlyMap<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const { key, value } of entries(at(tree, 'facts'))) {
    const written = buildQuestion(value, context);
    if (written === undefined) continue;
    const asked = !isFalse(at(value, 'asked'));
    const question: Question = asked ? written : { ...written, optional: true };
    const leading = 'options' in question ? question.options.find(({ target }) => target !== undefined) : undefined;
    if (leading !== undefined) {
      const message = `option "${leading.id}" of a fact cannot say where the call goes`;
      context.report('choices-lead-nowhere', value.span, message, 'use `next` with conditions in a step');
    }
    const identifies = at(value, 'identifies') === undefined ? {} : { identifies: 'customer' as const };
    facts.set(key, { id: key, label: labelOf(at(value, 'label'), context) ?? key, question, asked, ...identifies });
  }
  return facts;
}

const COMPUTED: readonly ComputedType[] = ['number', 'money', 'text', 'date', 'yes_no'];

export function buildComputed(tree: Tree, context: Context): ReadonlyMap<string, Computed> {
  const computed = new Map<string, Computed>();
  for (const { key, value } of entries(at(tree, 'computed'))) {
    const type = COMPUTED.find((known) => known === text(at(value, 'type'))?.text);
    if (type === undefined) continue;
    const label = labelOf(at(value, 'label'), context);
    const expression = expressionOf(at(value, 'value'), typeOf(type, []), context);
    if (expression === undefined) continue;
    computed.set(key, { id: key, type, value: expression, ...(label === undefined ? {} : { label }) });
  }
  return computed;
}

const GROUPS: readonly OutcomeGroup[] = ['saved', 'lost', 'pending', 'done', 'incomplete'];

export function buildOutcomes(tree: Tree, context: Context): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const { key, value } of entries(at(tree, 'outcomes'))) {
    const group = GROUPS.find((known) => known === text(at(value, 'group'))?.text) ?? 'done';
    const needs = items(at(value, 'needs')).flatMap((need) => needOf(need, key, context) ?? []);
    const label = labelOf(at(value, 'label'), context) ?? key;
    outcomes.set(key, { id: key, label, group, needs, ...buildLater(value, key, context) });
  }
  return outcomes;
}

const NEEDS = ['offer', 'follow_up', 'note'] as const;

function needOf(tree: Tree, outcome: string, context: Context): Need | undefined {
  const { names, report } = context;
  const need = text(tree);
  // A step of the name is what is meant: it may be older than the word.
  const word = NEEDS.find((known) => known === need?.text && !names.steps.has(known));
  if (word !== undefined) return { kind: word };
  if (need === undefined || (names.steps.has(need.text) && names.types.has(need.text))) {
    return need && { kind: 'step', step: need.text };
  }
  if (names.steps.has(need.text)) {
    const message = `outcome "${outcome}" needs step "${need.text}", which asks nothing`;
    report('no-answer', need.span, message, 'give the step an `ask`, or name another');
  } else {
    const near = nearest(need.text, [...names.steps, ...NEEDS]);
    const hint = NEEDS.some((known) => known === near) ? `did you mean "${near}"?` : undefined;
    reportStep(need, `outcome "${outcome}" needs "${need.text}", which is not a step`, context, hint);
  }
  return undefined;
}
