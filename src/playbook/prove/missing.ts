import type { Placed } from '../build/context.js';
import { bareReads, type Given, given, NOTHING, union } from '../expression/presence.js';
import type { Expression } from '../expression.js';
import type { Flow, Step } from '../flow.js';
import type { Report } from '../problems.js';
import type { Template } from '../template.js';
import { type Edge, type Graph, triedBy, withValued } from './graph.js';
import { arrows, type Walk, walk } from './walk.js';

/** Where an expression is worked out, and what is known to be there by then. */
interface Use {
  readonly expression: Expression;
  readonly node: number;
  readonly known: Given;
  readonly inText?: true;
}

/** Proves that no answer is read where some way leads past its question. */
export function proveGiven(flow: Flow, graph: Graph, terms: ReadonlyMap<Expression, Placed>, report: Report): void {
  const walks = new Map<string, Walk>();
  const needs = needsOf(flow, terms);
  /** The walk along which `answer` is not given, nor `through`, a computed value that shows it to be there. */
  const without = (answer: string, through: string): Walk => {
    const key = `${answer} ${through}`;
    const known = walks.get(key);
    if (known !== undefined) return known;
    const passes = ({ gives }: Edge) => gives.size === 0 || !(gives.has(answer) || gives.has(through));
    const found = walk(graph, graph.entries, passes);
    walks.set(key, found);
    return found;
  };

  const told = new Set<string>();
  /** Whether one of these has been told of. A condition is looked at from every `try` that names its step. */
  const isTold = (...causes: readonly string[]): boolean => {
    const known = causes.some((cause) => told.has(cause));
    for (const cause of causes) told.add(cause);
    return known;
  };
  for (const { expression, node, known, inText } of uses(flow, graph, terms)) {
    const placed = terms.get(expression);
    if (placed === undefined) continue;
    const certain = withValued(known, flow, terms);
    const at = graph.stepAt(node)?.id;
    const skipped = at !== undefined && node === graph.node(at, 'skipped');
    for (const read of bareReads(placed.term, certain)) {
      // Of a step that was skipped, conditions on its own answer do not hold, and its `else` is meant to be taken.
      if (skipped && read.name === at) continue;
      const there = withValued(read.known, flow, terms);
      const answer = [...needs(read.name)].find((name) => !there.has(name) && without(name, read.name).reached(node));
      if (answer === undefined || isTold(`${at} ${read.name}`, `${placed.place(read).start}`)) continue;
      const path = arrows(without(answer, read.name).path(node));
      const needed = answer === read.name ? `"${answer}"` : `"${read.name}" needs "${answer}", which`;
      const message = `${needed} may not have been answered here: ${path}`;
      const advice = inText ? inTextHint(read.name) : hint(read.name);
      report('may-be-missing', placed.place(read), message, advice, read.name);
    }
  }
}

const hint = (name: string) => `write \`answered(${name}) and …\`, or \`default(${name}, …)\``;

const inTextHint = (name: string) =>
  `show the step only \`when: answered(${name})\`, or put \`default(${name}, …)\` under \`computed\` and its name here`;

/** The answers that a name needs in order to have a value; facts are asked for, so none of them is among these. */
function needsOf(flow: Flow, terms: ReadonlyMap<Expression, Placed>): (name: string) => ReadonlySet<string> {
  const found = new Map<string, ReadonlySet<string>>();
  const needs = (name: string): ReadonlySet<string> => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const value = flow.computed.get(name)?.value;
    const term = value && terms.get(value)?.term;
    const own = flow.steps.get(name)?.ask === undefined ? [] : [name];
    const inner = term === undefined ? [] : bareReads(term);
    const needed = inner.flatMap((read) => [...needs(read.name)].filter((answer) => !read.known.has(answer)));
    const result = new Set(term === undefined ? own : needed);
    found.set(name, result);
    return result;
  };
  return needs;
}

function* uses(flow: Flow, graph: Graph, terms: ReadonlyMap<Expression, Placed>): Generator<Use> {
  const start = graph.node(flow.start, 'enter');
  for (const { question } of flow.facts.values()) {
    for (const check of question.checks) yield { expression: check.if, node: start, known: NOTHING };
    if (!('options' in question)) continue;
    for (const { when } of question.options)
      if (when !== undefined) yield { expression: when, node: start, known: NOTHING };
  }
  for (const step of flow.steps.values()) yield* usesOf(step, flow, graph, terms);
}

function* usesOf(step: Step, flow: Flow, graph: Graph, terms: ReadonlyMap<Expression, Placed>): Generator<Use> {
  const { id, when, ask } = step;
  if (when !== undefined) yield { expression: when, node: graph.node(id, 'enter'), known: NOTHING };
  const shown = graph.node(id, 'shown');
  for (const template of [step.say, step.do, step.why]) {
    for (const expression of namesIn(template)) yield { expression, node: shown, known: NOTHING, inText: true };
  }
  for (const check of ask?.checks ?? []) yield { expression: check.if, node: shown, known: new Set([id]) };
  for (const option of ask !== undefined && 'options' in ask ? ask.options : []) {
    if (option.when !== undefined) yield { expression: option.when, node: shown, known: NOTHING };
  }
  yield* usesOfRoute(step, graph.node(id, 'done'), flow, terms);
  yield* usesOfRoute(step, graph.node(id, 'skipped'), flow, terms);
}

function* usesOfRoute(
  { route }: Step,
  node: number,
  flow: Flow,
  terms: ReadonlyMap<Expression, Placed>,
): Generator<Use> {
  if (route.kind === 'branch') {
    let known = NOTHING;
    for (const branch of route.branches) {
      yield { expression: branch.if, node, known };
      const term = terms.get(branch.if)?.term;
      if (term !== undefined) known = union(known, given(term, 'not_yes'));
    }
  }
  if (route.kind === 'try') {
    for (const tried of triedBy(route)) {
      const condition = flow.steps.get(tried)?.when;
      if (condition !== undefined) yield { expression: condition, node, known: NOTHING };
    }
  }
}

const namesIn = (template: Template | undefined): readonly Expression[] =>
  (template?.parts ?? []).flatMap((part) => (typeof part === 'string' ? [] : [part]));
