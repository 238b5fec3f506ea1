import { createHash } from 'node:crypto';
import type { Expression } from '../expression.js';
import type { About, Flow, Option, Step } from '../flow.js';
import type { Report } from '../problems.js';
import type { Source } from '../read/source.js';
import { at, entries, items, number, type Tree, text } from '../read/tree.js';
import { suggestion } from '../suggest.js';
import { type Context, type Placed, reportStep } from './context.js';
import { buildComputed, buildFacts, buildOutcomes } from './declarations.js';
import { checkLabels } from './labels.js';
import { bothSpellings, type Registry } from './names.js';
import { buildOptions } from './question.js';
import { shownText } from './shown-text.js';
import { buildStep } from './step.js';

interface Built {
  readonly flow: Flow;
  readonly terms: ReadonlyMap<Expression, Placed>;
}

/** The flow a playbook describes, as far as it can be built; whether it may be used, the errors told decide. */
export function buildFlow(tree: Tree, names: Registry, source: Source, report: Report): Built {
  const shared = new Map<string, readonly Option[]>();
  const context: Context = { source, report, names, terms: new Map(), shared };
  for (const { key, keySpan, value } of entries(at(tree, 'options'))) {
    const options = buildOptions(value, true, keySpan, context);
    for (const id of bothSpellings([key])) shared.set(id, options);
  }
  checkLabels(tree, context);
  const steps = buildSteps(tree, names, context);
  const reason = reasonOf(tree, context);
  const insist = insistOf(tree, steps, context);
  const flow: Flow = {
    id: text(at(tree, 'playbook'))?.text ?? '',
    title: shownText(at(tree, 'title'), context)?.text ?? '',
    version: number(at(tree, 'version')) ?? 0,
    language: languageOf(tree, report),
    about: ABOUT.find((about) => about === text(at(tree, 'about'))?.text) ?? 'interview',
    ...(reason === undefined ? {} : { reason }),
    ...(insist === undefined ? {} : { insist }),
    facts: buildFacts(tree, context),
    computed: buildComputed(tree, context),
    outcomes: buildOutcomes(tree, context),
    steps,
    start: steps.keys().next().value ?? '',
    text: source.text,
    hash: createHash('sha256').update(source.text).digest('hex'),
  };
  return { flow, terms: context.terms };
}

const ABOUT: readonly About[] = ['cancellation', 'delivery', 'loss', 'interview'];

function languageOf(tree: Tree, report: Report): string {
  const language = text(at(tree, 'language'));
  if (language !== undefined && !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language.text)) {
    const message = `"${language.text}" is not how a language is written`;
    report('bad-language', language.span, message, 'write it as in `en`, `de` or `pt-BR`');
  }
  return language?.text ?? 'en';
}

function buildSteps(tree: Tree, names: Registry, context: Context): ReadonlyMap<string, Step> {
  const list = at(tree, 'steps');
  const written = items(list);
  const steps = new Map<string, Step>();
  if (list?.kind === 'list' && written.length === 0) {
    context.report('missing-value', list.span, 'there is no step', 'add one: `- id: a_name`');
  }
  for (const [index, step] of written.entries()) {
    const id = text(at(step, 'id'))?.text;
    if (id === undefined || steps.has(id) || !names.stepSpans.has(id)) continue;
    const following = written[index + 1];
    const built = buildStep(step, id, following && (text(at(following, 'id'))?.text ?? null), context);
    if (built !== undefined) steps.set(id, built);
  }
  return steps;
}

function reasonOf(tree: Tree, context: Context): string | undefined {
  const { names, report } = context;
  const reason = text(at(tree, 'reason'));
  if (reason === undefined) return undefined;
  if (!names.steps.has(reason.text)) {
    reportStep(reason, `"reason" is the step "${reason.text}", which does not exist`, context);
    return undefined;
  }
  const kind = names.types.get(reason.text)?.kind;
  if (kind === 'choice' || kind === 'unknown') return reason.text;
  const choices = [...names.steps].filter((step) => names.types.get(step)?.kind === 'choice');
  const message = `step "${reason.text}" does not ask for a choice, so it is no reason`;
  report(
    'not-a-choice',
    reason.span,
    message,
    suggestion('', choices, 'give the step a question of the type `choice`'),
  );
  return undefined;
}

function insistOf(tree: Tree, steps: ReadonlyMap<string, Step>, context: Context): string | undefined {
  const insist = text(at(tree, 'insist'));
  if (insist === undefined) return undefined;
  const { screen, when } = steps.get(insist.text) ?? {};
  if (screen === false || when !== undefined) {
    const why = screen === false ? 'shows nothing' : 'has a `when`';
    const message = `"insist" goes to step "${insist.text}" at once, and that ${why}`;
    const hint = 'name a step that always shows something, such as a goodbye';
    context.report('insist-needs-screen', insist.span, message, hint);
  }
  if (context.names.steps.has(insist.text)) return insist.text;
  reportStep(insist, `"insist" goes to "${insist.text}", which does not exist`, context);
  return undefined;
}
