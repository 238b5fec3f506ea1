import { compileExpression } from '../expression/compile-expression.js';
import type { ComputedType, Fact, Flow, Option, Target, Use } from '../flow.js';
import { locate } from '../read/locate.js';
import type { Span } from '../read/source.js';
import { at, entries, isDoubtful, keySpan, type Tree, typed } from '../read/tree.js';
import { nearest, suggestion } from '../suggest.js';
import { outcomesOfUsed } from '../targets.js';
import { type Context, type Passed, reportFault, stepOrEnd } from './context.js';
import { spelled } from './ids.js';
import { useOf } from './library.js';

/** How a step uses another playbook; `undefined` where it uses none, or one that cannot be used. */
export function buildUse(tree: Tree, id: string, context: Context): Use | undefined {
  checkBeside(tree, id, context);
  const flow = context.uses.get(useOf(tree)?.text ?? '');
  if (flow === undefined) return undefined;
  const passed = entries(at(tree, 'with')).flatMap(({ key, keySpan: span, value }) => {
    const fact = flow.facts.get(key);
    if (fact !== undefined) return passedAt(value, fact, context) ?? [];
    const hint = suggestion(key, flow.facts.keys(), 'it has no facts: remove it');
    context.report('unknown-fact', span, `playbook "${flow.id}" has no fact "${key}"`, hint, `${flow.id} ${key}`);
    return [];
  });
  context.passed.set(id, passed);
  checkNeeded(tree, flow, context);
  return {
    flow,
    with: new Map(passed.map(({ fact, name }) => [fact, name])),
    outcomes: outcomesOf(tree, flow, context),
  };
}

const SCREENS = ['say', 'do', 'why', 'jot'];

/** A playbook that is used brings its own screens and questions. */
function checkBeside(tree: Tree, id: string, { report }: Context): void {
  const isUse = at(tree, 'use') !== undefined;
  const stray = (isUse ? SCREENS : ['with', 'outcomes']).find((key) => at(tree, key) !== undefined);
  if (stray === undefined || isDoubtful(tree)) return;
  const message = isUse
    ? `step "${id}" uses a playbook, which has screens of its own, so "${stray}" is never shown`
    : `"${stray}" belongs to a step that uses a playbook, and step "${id}" uses none`;
  const hint = isUse ? 'put it into a step before this one' : `add \`use: <playbook>\`, or remove "${stray}"`;
  report('wrong-place', keySpan(tree, stray), message, hint);
}

const COMPUTED: readonly ComputedType[] = ['number', 'money', 'text', 'date', 'yes_no'];

const NAME = /^[a-z_][a-z0-9_]*$/i;

function passedAt(tree: Tree, fact: Fact, context: Context): Passed | undefined {
  const name = typed(tree);
  if (name === undefined) return undefined;
  const { report, names } = context;
  const named = `${fact.id}_passed`;
  const type = COMPUTED.find((known) => known === fact.question.type) ?? 'text';
  const asName = `name it: \`computed:\`, below it \`${named}: {type: ${type}, value: ${name.text.slice(0, 60)}}\`; and pass \`${named}\``;
  if (!NAME.test(name.text)) {
    const meant = spelled(name.text);
    const hint = /^[A-Za-z][\w\s-]*$/.test(name.text) && names.types.has(meant) ? `did you mean "${meant}"?` : asName;
    report('bad-expression', name.span, `what is passed is one name, not \`${name.text.slice(0, 60)}\``, hint);
    return undefined;
  }
  const result = compileExpression(name.text, names);
  const place = (part: Span) => locate(context.source, name, part);
  if ('code' in result) {
    reportFault(result, place(result), context);
    return undefined;
  }
  if (result.term.kind !== 'name') {
    report('bad-expression', name.span, `"${name.text}" is no fact, answer or computed value`, asName);
    return undefined;
  }
  context.places.set(result, place);
  return { fact: fact.id, name: name.text, span: name.span, expression: result };
}

/** Facts that must be known are told to it, since it sees nothing else and asks for none. */
function checkNeeded(tree: Tree, flow: Flow, { names, report }: Context): void {
  const lacking = [...flow.facts.values()]
    .filter(({ id, question }) => !question.optional && at(at(tree, 'with'), id) === undefined)
    .map(({ id }) => id);
  const isUnclear = at(tree, 'with') !== undefined && at(tree, 'with')?.kind !== 'mapping';
  if (lacking.length === 0 || isUnclear) return;
  const pairs = lacking.map((fact) => `${fact}: ${likelyName(fact, names.types) ?? '…'}`).join(', ');
  const hint = at(tree, 'with') === undefined ? `add \`with: {${pairs}}\`` : `add to \`with\`: \`${pairs}\``;
  const named = lacking.map((fact) => `"${fact}"`).join(' and ');
  report('fact-not-passed', useOf(tree)?.span ?? tree.span, `playbook "${flow.id}" needs to be told ${named}`, hint);
}

/** A name that may well be the one: the same, one that begins with it, or one that is spelt much like it. */
const likelyName = (fact: string, known: ReadonlyMap<string, unknown>): string | undefined =>
  known.has(fact) ? fact : ([...known.keys()].find((name) => name.startsWith(fact)) ?? nearest(fact, known.keys()));

function outcomesOf(tree: Tree, flow: Flow, context: Context): readonly Option[] {
  const known = outcomesOfUsed(flow);
  const targets = new Map<string, Target | undefined>();
  for (const { key, keySpan: span, value } of entries(at(tree, 'outcomes'))) {
    targets.set(key, stepOrEnd(value, `outcome "${key}"`, context));
    if (known.has(key)) continue;
    const message = `playbook "${flow.id}" never comes to "${key}"`;
    context.report('unknown-outcome', span, message, suggestion(key, known.keys(), ''), key);
  }
  return [...known].map(([id, label]): Option => {
    const target = targets.get(id);
    return { id, label, words: false, ...(target && { target }) };
  });
}
