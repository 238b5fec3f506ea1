import { createHash } from 'node:crypto';
import { typeOf } from '../expression/type.js';
import type { Expression } from '../expression.js';
import type { About, Computed, ComputedType, Fact, Flow, Need, Option, Outcome, OutcomeGroup, Step } from '../flow.js';
import type { Report } from '../problems.js';
import type { Source } from '../read/source.js';
import { at, entries, items, number, type Tree, text } from '../read/tree.js';
import { suggestion } from '../suggest.js';
import { type Context, expressionOf, labelOf, type Placed } from './context.js';
import type { Registry } from './names.js';
import { buildOptions, buildQuestion } from './question.js';
import { buildStep } from './step.js';

export interface Built {
  readonly flow: Flow;
  readonly terms: ReadonlyMap<Expression, Placed>;
}

/** The flow a playbook describes, as far as it can be built; whether it may be used, the errors told decide. */
export function buildFlow(tree: Tree, names: Registry, source: Source, text_: string, report: Report): Built {
  const shared = new Map<string, readonly Option[]>();
  const context: Context = { source, report, names, outcomes: names.outcomes, terms: new Map(), shared };
  for (const { key, keySpan, value } of entries(at(tree, 'options')))
    shared.set(key, buildOptions(value, true, keySpan, context));
  const steps = buildSteps(tree, names, context);
  const reason = reasonOf(tree, context);
  const insist = insistOf(tree, context);
  const flow: Flow = {
    id: text(at(tree, 'playbook'))?.text ?? '',
    title: text(at(tree, 'title'))?.text ?? '',
    version: number(at(tree, 'version')) ?? 0,
    language: languageOf(tree, report),
    about: oneOf(ABOUT, text(at(tree, 'about'))?.text) ?? 'interview',
    ...(reason === undefined ? {} : { reason }),
    ...(insist === undefined ? {} : { insist }),
    facts: buildFacts(tree, context),
    computed: buildComputed(tree, context),
    outcomes: buildOutcomes(tree, context),
    steps,
    start: steps.keys().next().value ?? '',
    text: text_,
    hash: createHash('sha256').update(text_).digest('hex'),
  };
  return { flow, terms: context.terms };
}

const ABOUT: readonly About[] = ['cancellation', 'delivery', 'loss', 'interview'];
const GROUPS: readonly OutcomeGroup[] = ['saved', 'lost', 'pending', 'done', 'incomplete'];
const COMPUTED: readonly ComputedType[] = ['number', 'money', 'text', 'date', 'yes_no'];

const oneOf = <T extends string>(words: readonly T[], word: string | undefined): T | undefined =>
  words.find((known) => known === word);

function languageOf(tree: Tree, report: Report): string {
  const language = text(at(tree, 'language'));
  if (language === undefined) return 'en';
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language.text)) {
    report(
      'bad-language',
      language.span,
      `"${language.text}" is not how a language is written`,
      'write it as in `en`, `de` or `pt-BR`',
    );
  }
  return language.text;
}

function buildSteps(tree: Tree, names: Registry, context: Context): ReadonlyMap<string, Step> {
  const written = items(at(tree, 'steps'));
  const steps = new Map<string, Step>();
  if (at(tree, 'steps')?.kind === 'list' && written.length === 0) {
    context.report(
      'missing-value',
      at(tree, 'steps')?.span ?? tree.span,
      'there is no step',
      'add one: `- id: <name>`',
    );
  }
  for (const [index, step] of written.entries()) {
    const id = text(at(step, 'id'))?.text;
    if (id === undefined || steps.has(id) || !names.stepSpans.has(id)) continue;
    const following = written.slice(index + 1, index + 2).flatMap((next) => text(at(next, 'id'))?.text ?? [])[0];
    const built = buildStep(step, id, following, context);
    if (built !== undefined) steps.set(id, built);
  }
  return steps;
}

function reasonOf(tree: Tree, { names, report }: Context): string | undefined {
  const reason = text(at(tree, 'reason'));
  if (reason === undefined) return undefined;
  const kind = names.types.get(reason.text)?.kind;
  if (names.steps.has(reason.text) && (kind === 'choice' || kind === 'unknown')) return reason.text;
  const choices = [...names.steps].filter((step) => names.types.get(step)?.kind === 'choice');
  if (names.steps.has(reason.text)) {
    report(
      'not-a-choice',
      reason.span,
      `step "${reason.text}" does not ask for a choice, so it is no reason`,
      suggestion('', choices, 'give the step `ask: {type: choice, options: …}`'),
    );
  } else {
    report(
      'unknown-step',
      reason.span,
      `"reason" is the step "${reason.text}", which does not exist`,
      suggestion(reason.text, choices, 'add the step'),
    );
  }
  return undefined;
}

function insistOf(tree: Tree, { names, report }: Context): string | undefined {
  const insist = text(at(tree, 'insist'));
  if (insist === undefined || names.steps.has(insist.text)) return insist?.text;
  report(
    'unknown-step',
    insist.span,
    `"insist" goes to "${insist.text}", which does not exist`,
    suggestion(insist.text, names.steps, 'add the step'),
  );
  return undefined;
}

function buildFacts(tree: Tree, context: Context): ReadonlyMap<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const { key, value } of entries(at(tree, 'facts'))) {
    const question = buildQuestion(value, context);
    if (question === undefined) continue;
    if ('options' in question) {
      for (const { id, target } of question.options) {
        if (target === undefined) continue;
        const hint = 'use `next` with conditions in a step';
        context.report(
          'choices-lead-nowhere',
          value.span,
          `option "${id}" of a fact cannot say where the call goes`,
          hint,
        );
      }
    }
    const identifies = at(value, 'identifies') === undefined ? {} : { identifies: 'customer' as const };
    facts.set(key, { id: key, label: labelOf(at(value, 'label'), context) ?? key, question, ...identifies });
  }
  return facts;
}

function buildComputed(tree: Tree, context: Context): ReadonlyMap<string, Computed> {
  const computed = new Map<string, Computed>();
  for (const { key, value } of entries(at(tree, 'computed'))) {
    const type = oneOf(COMPUTED, text(at(value, 'type'))?.text);
    if (type === undefined) continue;
    const label = labelOf(at(value, 'label'), context);
    const expression = expressionOf(at(value, 'value'), typeOf(type, []), context);
    if (expression !== undefined)
      computed.set(key, { id: key, type, value: expression, ...(label === undefined ? {} : { label }) });
  }
  return computed;
}

function buildOutcomes(tree: Tree, context: Context): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const { key, value } of entries(at(tree, 'outcomes'))) {
    const group = oneOf(GROUPS, text(at(value, 'group'))?.text) ?? 'done';
    const needs = items(at(value, 'needs')).flatMap((need) => needOf(need, key, context));
    outcomes.set(key, { id: key, label: labelOf(at(value, 'label'), context) ?? key, group, needs });
  }
  return outcomes;
}

function needOf(tree: Tree, outcome: string, { names, report }: Context): readonly Need[] {
  const need = text(tree);
  if (need === undefined) return [];
  if (need.text === 'note') return [{ kind: 'note' }];
  if (names.steps.has(need.text) && names.types.has(need.text)) return [{ kind: 'step', step: need.text }];
  if (names.steps.has(need.text)) {
    report(
      'no-answer',
      need.span,
      `outcome "${outcome}" needs step "${need.text}", which asks nothing`,
      'give the step an `ask`, or name another',
    );
  } else {
    report(
      'unknown-step',
      need.span,
      `outcome "${outcome}" needs "${need.text}", which is not a step`,
      suggestion(need.text, [...names.steps, 'note'], 'add the step'),
    );
  }
  return [];
}
