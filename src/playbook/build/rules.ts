import { YES_NO } from '../expression/type.js';
import type { Flow, Moment, Rule, Shown, Step } from '../flow.js';
import { BUILT_IN_OUTCOMES } from '../outcomes.js';
import { at, entries, isDoubtful, items, keySpan, number, type Text, type Tree, text } from '../read/tree.js';
import { nearest, suggestion } from '../suggest.js';
import { usedFlows } from '../uses.js';
import { type Context, expressionOf, reportStep } from './context.js';
import { type RuleBody, tellRule } from './tell-rule.js';

/** What the rules are about, when it is built. */
type Ruled = Pick<Flow, 'steps' | 'outcomes'>;

/** The rules, in the order of the file. */
export function buildRules(tree: Tree, ruled: Ruled, context: Context): readonly Rule[] {
  const insists = at(tree, 'insist') !== undefined;
  return items(at(tree, 'rules')).flatMap((item, index) => {
    const body = bodyOf(item, index, ruled.steps, insists, context);
    if (body === undefined) return [];
    return [{ ...body, label: tellRule(body, ruled.outcomes), line: context.source.place(item.span).line }];
  });
}

const KINDS = ['at_most', 'before', 'never', 'always', 'within'] as const;

function bodyOf(
  tree: Tree,
  index: number,
  steps: Ruled['steps'],
  insists: boolean,
  context: Context,
): RuleBody | undefined {
  if (tree.kind !== 'mapping') return undefined;
  const { report } = context;
  const [first, second] = entries(tree).filter(({ key }) => KINDS.some((kind) => kind === key));
  if (first === undefined) {
    const hint = `type one of: ${KINDS.join(', ')}`;
    if (!isDoubtful(tree)) report('missing-key', tree.span, `item ${index + 1} of "rules" says nothing`, hint);
    return undefined;
  }
  if (second !== undefined) {
    const message = `"${first.key}" and "${second.key}" are two rules, and stand in one item of "rules"`;
    report('wrong-place', second.keySpan, message, `begin an item with it: \`- ${second.key}: …\``);
  }
  const { value } = first;
  switch (KINDS.find((kind) => kind === first.key)) {
    case undefined:
      return undefined;
    case 'at_most': {
      const offers = countAt(value, 'offers', context);
      return offers === undefined ? undefined : { kind: 'at_most', offers };
    }
    case 'before': {
      const outcome = outcomeAt(value, context);
      const visit = visitAt(value, steps, context);
      return outcome === undefined || visit === undefined ? undefined : { kind: 'before', outcome, visit };
    }
    case 'never': {
      const after = momentAt(value, steps, insists, context);
      const show = shownAt(value, steps, context);
      return after === undefined || show === undefined ? undefined : { kind: 'never', after, show };
    }
    case 'always': {
      const visit = visitAt(value, steps, context);
      const condition = expressionOf(at(value, 'if'), YES_NO, context);
      return visit && { kind: 'always', visit, ...(condition && { if: condition }) };
    }
    case 'within': {
      const most = countAt(value, 'steps', context);
      return most === undefined ? undefined : { kind: 'within', steps: most };
    }
  }
}

function countAt(tree: Tree, key: 'offers' | 'steps', { report }: Context): number | undefined {
  const count = number(at(tree, key));
  if (count === undefined || count >= 1) return count;
  const [message, hint] =
    key === 'offers'
      ? [
          `at most ${count} offers is no offer at all`,
          'type 1, or more; so that none is made, let no step have `offer`',
        ]
      : [`no call is within ${count} steps`, 'type 1, or more'];
  report('bad-bounds', at(tree, key)?.span ?? tree.span, message, hint);
  return undefined;
}

function outcomeAt(tree: Tree, { names, report }: Context): string | undefined {
  const outcome = text(at(tree, 'outcome'));
  if (outcome === undefined) return undefined;
  const declared = [...names.outcomes].filter((id) => !BUILT_IN_OUTCOMES.has(id));
  if (BUILT_IN_OUTCOMES.has(outcome.text)) {
    const message = `"${outcome.text}" is an outcome that every playbook has, and no rule holds it up`;
    report('wrong-value', outcome.span, message, suggestion('', declared, 'name an outcome of the playbook'));
    return undefined;
  }
  if (names.outcomes.has(outcome.text)) return outcome.text;
  const hint = names.steps.has(outcome.text)
    ? `"${outcome.text}" is a step: put it under \`visit\``
    : suggestion(outcome.text, declared, '');
  const message = `a rule is about the outcome "${outcome.text}", which does not exist`;
  report('unknown-outcome', outcome.span, message, hint, outcome.text);
  return undefined;
}

function visitAt(tree: Tree, steps: Ruled['steps'], context: Context): readonly string[] | undefined {
  const list = at(tree, 'visit');
  if (list?.kind !== 'list') return undefined;
  if (list.items.length === 0) {
    const hint = 'name the steps: `visit: [read_back]`; or remove the rule';
    context.report(
      'missing-value',
      keySpan(tree, 'visit'),
      '"visit" names no step, so the rule asks for nothing',
      hint,
    );
    return undefined;
  }
  return [...new Set(list.items.flatMap((item) => stepOf(text(item), steps, context) ?? []))];
}

function momentAt(tree: Tree, steps: Ruled['steps'], insists: boolean, context: Context): Moment | undefined {
  const after = text(at(tree, 'after'));
  if (after?.text !== 'insist') {
    const step = stepOf(after, steps, context, 'insist');
    return step === undefined ? undefined : { step };
  }
  if (isStepToo(after, context)) return undefined;
  const used = [...steps.values()].flatMap(({ use }) => (use ? [use.flow, ...usedFlows(use.flow)] : []));
  if (!insists && !used.some(({ insist }) => insist !== undefined)) {
    const message = 'a rule is about a customer who insists, and this playbook has no step for them';
    context.report('missing-key', after.span, message, 'add `insist: <step>` at the top, or name a step here');
    return undefined;
  }
  return { insist: true };
}

function shownAt(tree: Tree, steps: Ruled['steps'], context: Context): Shown | undefined {
  const show = text(at(tree, 'show'));
  if (show?.text === 'offer') return isStepToo(show, context) ? undefined : { offer: true };
  const step = stepOf(show, steps, context, 'offer');
  return step === undefined ? undefined : { step };
}

/** A rule that was taken to mean the other thing would be proved, and be worth nothing. */
function isStepToo({ text: word, span }: Text, { names, report }: Context): boolean {
  if (!names.steps.has(word)) return false;
  const message = `"${word}" is a word of \`never\`, and a step is called that: which is meant, cannot be told`;
  report('reserved-word', span, message, `rename the step, for example to "${word}_step"`);
  return true;
}

/** A step of the playbook or of one of its cards that shows something; `word` may stand in its place. */
function stepOf(id: Text | undefined, steps: Ruled['steps'], context: Context, word?: string): string | undefined {
  if (id === undefined) return undefined;
  const { names, report } = context;
  if (!names.steps.has(id.text)) {
    const near = word === undefined ? undefined : nearest(id.text, [...names.steps, word]);
    const hint = near !== undefined && near === word ? `did you mean "${near}"?` : inCard(id, context);
    reportStep(id, `a rule is about step "${id.text}", which does not exist`, context, hint);
    return undefined;
  }
  const step = steps.get(id.text);
  if (step === undefined || isSeen(step)) return id.text;
  const message = `a rule is about step "${id.text}", which shows nothing, so that it is never visited`;
  report(
    'rule-needs-screen',
    id.span,
    message,
    'name a step that shows something, or the one that it leads to',
    id.text,
  );
  return undefined;
}

/** A card with steps of its own is none itself. */
function inCard({ text: card }: Text, { names }: Context): string | undefined {
  const [first] = [...names.cardOf].flatMap(([step, of]) => (of === card ? [step] : []));
  return first === undefined ? undefined : `"${card}" is a card with steps: name one of them, such as ${first}`;
}

const isSeen = ({ screen, use }: Step): boolean => screen || use !== undefined;
