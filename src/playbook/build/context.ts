import { fits, isDate, literals, typedDay } from '../expression/compare.js';
import { compileExpression } from '../expression/compile-expression.js';
import type { Fault } from '../expression/fault.js';
import type { Term } from '../expression/term.js';
import { type Type, typeName, UNKNOWN, YES_NO } from '../expression/type.js';
import type { Expression } from '../expression.js';
import type { Flow, Option, Target } from '../flow.js';
import { isWritten, NAME } from '../id-form.js';
import type { Report } from '../problems.js';
import { locate } from '../read/locate.js';
import type { Source, Span } from '../read/source.js';
import { at, type Text, type Tree, text, typed } from '../read/tree.js';
import { suggestion } from '../suggest.js';
import type { Registry } from './names.js';
import { shownText } from './shown-text.js';

/** What is known while a flow is built. */
export interface Context {
  readonly source: Source;
  readonly report: Report;
  readonly names: Registry;
  /** Where the parts of each expression stand, but of those with a mistake in them. */
  readonly places: Map<Expression, PlaceOf>;
  /** The named sets of options. */
  readonly shared: ReadonlyMap<string, readonly Option[]>;
  /** The card that is being built. */
  readonly card?: string;
  /** The playbooks that steps use, by their ids; those that cannot be used are not among them. */
  readonly uses: ReadonlyMap<string, Flow>;
  readonly isPlaybook: (id: string) => boolean;
  /** What each step that uses a playbook passes to it. */
  readonly passed: Map<string, readonly Passed[]>;
  /** Ids given to follow-ups and to drafts, with how often each was asked for. */
  readonly laterIds: Readonly<Record<'followUps' | 'drafts', Map<string, number>>>;
}

/** What is passed to a fact of a playbook that is used. */
export interface Passed {
  readonly fact: string;
  readonly name: string;
  readonly span: Span;
  readonly expression: Expression;
}

/** The place in the file of a part of an expression. */
export type PlaceOf = (part: { readonly start: number; readonly end: number }) => Span;

/** The condition at `key` of `tree`, when there is one and nothing is wrong with it. */
export const conditionAt = (tree: Tree, key: string, context: Context): Expression | undefined =>
  expressionOf(at(tree, key), YES_NO, context);

/** Stands for an expression with a mistake in it, so that what hangs on it is still looked at. */
const BROKEN: Expression = {
  source: '',
  term: { kind: 'literal', value: false, type: UNKNOWN, start: 0, end: 0 },
  reads: new Set(),
  visits: new Set(),
  evaluate: () => undefined,
};

/** The expression in `tree`, which must give a value of `type`. */
export function expressionOf(
  tree: Tree | undefined,
  type: Type,
  context: Context,
  advice?: string,
): Expression | undefined {
  const source = typed(tree);
  if (source === undefined) return undefined;
  const { report } = context;
  const result = compileExpression(source.text, context.names);
  const place: PlaceOf = (part) => locate(context.source, source, part);
  if ('code' in result) {
    reportFault(result, place(result), context);
    return BROKEN;
  }
  const { term } = result;
  if (!fits(term, type) && !(type.kind === 'text' && term.type.kind === 'choice')) {
    const wanted = type.kind === 'yes_no' ? 'a condition' : typeName(type);
    report(
      'wrong-type',
      place(term),
      `this must be ${wanted}, and is ${typeName(term.type)}`,
      hintTo(type, term, advice),
    );
    return BROKEN;
  }
  const wrong = type.kind === 'date' ? literals(term)?.find(({ value }) => !isDate(String(value))) : undefined;
  if (wrong !== undefined) {
    const hint = `write it as \`'"2026-03-31"'\`, or use today or in_days(14)`;
    report('bad-date', place(wrong), `"${wrong.value}" is not a date`, hint);
    return BROKEN;
  }
  context.places.set(result, place);
  return result;
}

/** How what was typed becomes what is wanted. */
function hintTo(type: Type, term: Term, advice: string | undefined): string | undefined {
  if (type.kind === 'yes_no') return 'compare it with something: ==, !=, <, >';
  const day = type.kind === 'date' ? typedDay(term) : undefined;
  return day === undefined ? (advice ?? typeHint(term.type)) : `put the day in quotes, twice: \`'"${day}"'\``;
}

/** The type that a computed value has after all. */
const typeHint = ({ kind }: Type): string | undefined =>
  kind === 'choices' || kind === 'unknown' ? undefined : `write \`type: ${kind === 'choice' ? 'text' : kind}\``;

/** Tells of a mistake in an expression, unless a step whose id cannot be told may be what it reads. */
export function reportFault({ code, message, hint, subject }: Fault, span: Span, { names, report }: Context): void {
  if (names.offersDoubtful && code === 'unknown-offer') return;
  const isUnknown = code === 'unknown-name' || code === 'unknown-step';
  if (names.nameless && isUnknown) return;
  // A card with steps of its own is none itself.
  const steps = isUnknown ? [...names.cardOf].flatMap(([step, card]) => (card === subject ? [step] : [])) : [];
  const inside = steps.length === 0 ? hint : `"${subject}" is a card with steps: name one of them, such as ${steps[0]}`;
  report(code, span, message, inside, subject);
}

/** Where `go` or `end` at `tree` leads; a step or an outcome that does not exist is told of. */
export function targetOf(
  tree: Tree | undefined,
  kind: 'go' | 'end',
  from: string,
  context: Context,
): Target | undefined {
  const id = text(tree);
  if (id === undefined) return undefined;
  const { steps, outcomes } = context.names;
  if (id.text === RETURN && !steps.has(RETURN)) return returnFrom(id, kind, from, context);
  if (kind === 'go') {
    if (isCardElsewhere(id, from, context)) return undefined;
    if (steps.has(id.text)) return { go: id.text };
    const hint = outcomes.has(id.text) ? `"${id.text}" is an outcome: write \`end: ${id.text}\`` : undefined;
    reportStep(id, `${from} goes to "${id.text}", which does not exist`, context, hint);
    return undefined;
  }
  if (outcomes.has(id.text)) return { end: id.text };
  const hint = steps.has(id.text)
    ? `"${id.text}" is a step: write \`next\` or \`go\``
    : suggestion(id.text, outcomes, '');
  context.report('unknown-outcome', id.span, `${from} ends with "${id.text}", which does not exist`, hint, id.text);
  return undefined;
}

/** Leads from a card back to the question it was opened over. */
export const RETURN = 'return';

function returnFrom({ span }: Text, kind: 'go' | 'end', from: string, { card, report }: Context): Target | undefined {
  if (card !== undefined && kind === 'go') return { return: true };
  const message =
    card === undefined
      ? `${from} says \`return\`, and only a card comes back to a question`
      : `${from} says \`end: return\`, and coming back is no outcome`;
  const hint = card === undefined ? 'name a step, or `end: <outcome>`' : 'write `next: return` or `go: return`';
  report('misplaced-return', span, message, hint);
  return undefined;
}

/** A card is opened by the rep alone: no step outside leads into it. */
function isCardElsewhere(id: Text, from: string, { card, names, report }: Context): boolean {
  const owner = names.cardOf.get(id.text) ?? (names.cards.has(id.text) ? id.text : undefined);
  if (owner === undefined || owner === card) return false;
  const what = owner === id.text ? `the card "${owner}"` : `step "${id.text}" of the card "${owner}"`;
  const hint = 'only the rep opens a card; move what both need into `steps`, and lead there from each';
  report('into-card', id.span, `${from} goes into ${what}`, hint, id.text);
  return true;
}

/** A step id, or `{end: outcome}`. */
export function stepOrEnd(tree: Tree | undefined, from: string, context: Context): Target | undefined {
  return tree?.kind === 'mapping'
    ? targetOf(at(tree, 'end'), 'end', from, context)
    : targetOf(tree, 'go', from, context);
}

/** Tells that there is no such step, unless a step whose id cannot be told may be the one. */
export function reportStep(id: Text, message: string, { names, report }: Context, hint?: string): void {
  if (hint === undefined && names.nameless) return;
  const known = suggestion(id.text, names.steps, 'add the step');
  const adding = known.startsWith('one of') && isWritten(id.text, NAME) ? `; or add a step \`- id: ${id.text}\`` : '';
  report('unknown-step', id.span, message, hint ?? `${known}${adding}`, id.text);
}

/** The target of a place where `go` or `end` may stand; both is one too many. */
export function goOrEnd(tree: Tree, from: string, context: Context): Target | undefined {
  const [go, end] = [at(tree, 'go'), at(tree, 'end')];
  if (go !== undefined && end !== undefined) {
    context.report('two-ways-on', end.span, `${from} has both "go" and "end"`, 'remove one of them');
    return undefined;
  }
  return go === undefined ? targetOf(end, 'end', from, context) : targetOf(go, 'go', from, context);
}

/** A label is plain text. */
export function labelOf(tree: Tree | undefined, context: Context): string | undefined {
  const label = shownText(tree, context);
  if (label === undefined) return undefined;
  const braces = label.text.indexOf('{{');
  if (braces !== -1) {
    const span = locate(context.source, label, { start: braces, end: braces + 2 });
    context.report(
      'braces-in-label',
      span,
      'a label is plain text, so {{ }} is not filled in',
      'put the value into `say` or `do`',
    );
  }
  return label.text;
}
