import { createHash } from 'node:crypto';
import type { Expression } from '../expression.js';
import type { About, Flow, Option, Step } from '../flow.js';
import type { Report } from '../problems.js';
import { at, type Entry, entries, isDoubtful, number, type Tree, text } from '../read/tree.js';
import { suggestion } from '../suggest.js';
import { buildCards } from './cards.js';
import { type Context, type Passed, type PlaceOf, reportStep } from './context.js';
import { buildComputed, buildFacts, buildOutcomes } from './declarations.js';
import { bothSpellings } from './ids.js';
import { checkLabels } from './labels.js';
import type { Registry } from './names.js';
import { buildOffers } from './offers.js';
import { buildOptions } from './question.js';
import { roleAt } from './roles.js';
import { buildRules } from './rules.js';
import { shownText } from './shown-text.js';
import { buildStep } from './step.js';
import { hasSteps, type WrittenList } from './written.js';

interface Built {
  readonly flow: Flow;
  readonly places: ReadonlyMap<Expression, PlaceOf>;
  /** What each step that uses a playbook passes to it. */
  readonly passed: ReadonlyMap<string, readonly Passed[]>;
}

interface Material extends Pick<Context, 'source' | 'report' | 'names' | 'uses' | 'isPlaybook'> {
  readonly tree: Tree;
  readonly lists: readonly WrittenList[];
}

/** The flow a playbook describes, as far as it can be built; whether it may be used, the errors told decide. */
export function buildFlow({ tree, lists, ...material }: Material): Built {
  const { source, report, names } = material;
  const shared = new Map<string, readonly Option[]>();
  const laterIds = { followUps: new Map(), drafts: new Map() };
  const context: Context = { ...material, places: new Map(), shared, passed: new Map(), laterIds };
  for (const { key, keySpan, value } of entries(at(tree, 'options'))) {
    const options = buildOptions(value, true, keySpan, context);
    for (const id of bothSpellings([key])) shared.set(id, options);
  }
  checkLabels(tree, lists, context);
  const steps = buildSteps(tree, lists, names, context);
  const reason = reasonOf(tree, lists, context);
  const insist = insistOf(tree, steps, context);
  const outcomes = buildOutcomes(tree, context);
  const flow: Flow = {
    id: text(at(tree, 'playbook'))?.text ?? '',
    title: shownText(at(tree, 'title'), context)?.text ?? '',
    version: number(at(tree, 'version')) ?? 0,
    language: languageOf(tree, report),
    about: ABOUT.find((about) => about === text(at(tree, 'about'))?.text) ?? 'interview',
    ...(reason === undefined ? {} : { reason }),
    ...(insist === undefined ? {} : { insist }),
    runBy: roleAt(tree, 'run_by'),
    facts: buildFacts(tree, context),
    computed: buildComputed(tree, context),
    outcomes,
    offers: buildOffers(tree, context),
    cards: buildCards(lists, steps, context),
    rules: buildRules(tree, { steps, outcomes }, context),
    steps,
    start: steps.keys().next().value ?? '',
    text: source.text,
    hash: createHash('sha256').update(source.text).digest('hex'),
  };
  return { flow, places: context.places, passed: context.passed };
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

function buildSteps(
  tree: Tree,
  lists: readonly WrittenList[],
  names: Registry,
  context: Context,
): ReadonlyMap<string, Step> {
  const steps = new Map<string, Step>();
  for (const { card, steps: written } of lists) {
    const list = at(card?.value ?? tree, 'steps');
    if (list?.kind === 'list' && written.length === 0) {
      context.report('missing-value', list.span, 'there is no step', 'add one: `- id: a_name`');
    }
    const inside = card === undefined ? context : { ...context, card: card.key };
    if (card !== undefined) checkSteps(card, context);
    for (const step of written) {
      const id = step.id?.text;
      if (id === undefined || steps.has(id) || !names.stepSpans.has(id)) continue;
      const built = buildStep(step, id, inside);
      if (built !== undefined) steps.set(id, built);
    }
  }
  return steps;
}

const OF_A_CARD = ['label', 'key', 'on', 'steps'];

/** A card with steps of its own is no screen itself. */
function checkSteps({ key: card, value }: Entry, { report }: Context): void {
  const stray = entries(value).find(({ key }) => !OF_A_CARD.includes(key));
  if (!hasSteps(value) || stray === undefined || isDoubtful(value)) return;
  const message = `card "${card}" has steps, so "${stray.key}" belongs to one of them`;
  report('wrong-place', stray.keySpan, message, `put it under \`steps\`: \`- {id: a_name, ${stray.key}: …}\``);
}

function reasonOf(tree: Tree, lists: readonly WrittenList[], context: Context): string | undefined {
  const { names, report } = context;
  const reason = text(at(tree, 'reason'));
  if (reason === undefined) return undefined;
  if (!names.steps.has(reason.text)) {
    reportStep(reason, `"reason" is the step "${reason.text}", which does not exist`, context);
    return undefined;
  }
  const kind = names.types.get(reason.text)?.kind;
  if ((kind === 'choice' || kind === 'unknown') && isAsked(reason.text, lists)) return reason.text;
  const choices = [...names.steps].filter((step) => names.types.get(step)?.kind === 'choice' && isAsked(step, lists));
  const message = `step "${reason.text}" does not ask for a choice, so it is no reason`;
  report(
    'not-a-choice',
    reason.span,
    message,
    suggestion('', choices, 'give the step a question of the type `choice`'),
  );
  return undefined;
}

/** How an offer was taken, and how another playbook ended, are no reasons. */
const isAsked = (id: string, lists: readonly WrittenList[]): boolean =>
  lists.some(({ steps }) => steps.some((step) => step.id?.text === id && at(step.tree, 'ask') !== undefined));

function insistOf(tree: Tree, steps: ReadonlyMap<string, Step>, context: Context): string | undefined {
  const insist = text(at(tree, 'insist'));
  if (insist === undefined) return undefined;
  const step = steps.get(insist.text);
  const why = step && mayBeSkipped(step);
  if (why !== undefined) {
    const message = `"insist" goes to step "${insist.text}" at once, and that ${why}`;
    const hint = 'name a step that always shows something, such as a goodbye';
    context.report('insist-needs-screen', insist.span, message, hint);
  }
  if (context.names.cards.has(insist.text) || context.names.cardOf.has(insist.text)) {
    const message = `"insist" goes into a card, "${context.names.cardOf.get(insist.text) ?? insist.text}"`;
    context.report('into-card', insist.span, message, 'name a step of the playbook');
    return undefined;
  }
  if (context.names.steps.has(insist.text)) return insist.text;
  reportStep(insist, `"insist" goes to "${insist.text}", which does not exist`, context);
  return undefined;
}

/** Why it may be that a step shows nothing; `undefined` where it always does. */
function mayBeSkipped({ screen, when, offer, use }: Step): string | undefined {
  if (when !== undefined) return 'has a `when`';
  if (offer !== undefined) return 'is passed over when no offer suits';
  const first = use?.flow.steps.get(use.flow.start);
  if (first !== undefined) return mayBeSkipped(first);
  return screen ? undefined : 'shows nothing';
}
