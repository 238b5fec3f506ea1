import type { Passed, PlaceOf } from '../build/context.js';
import { type Given, given, NOTHING, union } from '../expression/presence.js';
import type { Expression } from '../expression.js';
import type { Draft, Flow, FollowUp, Step } from '../flow.js';
import { BUILT_IN_OUTCOMES } from '../outcomes.js';
import { asks } from '../targets.js';
import type { Template } from '../template.js';
import { type Graph, triedBy } from './graph.js';

/** Where an expression is worked out, and what is known to be there by then. */
export interface Reading {
  readonly expression: Expression;
  readonly node: number;
  readonly known: Given;
  /** A condition need not hold; a text has a hole; what is promised or passed on must be there. */
  readonly what: 'condition' | 'text' | 'promised' | 'passed';
  /** The outcome for which it is read. */
  readonly end?: string;
}

export interface Proven {
  readonly flow: Flow;
  readonly graph: Graph;
  readonly places: ReadonlyMap<Expression, PlaceOf>;
  readonly passed: ReadonlyMap<string, readonly Passed[]>;
}

/** Everything that is read, in the order of the file as far as it has one. */
export function* readings(proven: Proven): Generator<Reading> {
  const { flow, graph } = proven;
  const start = graph.node(flow.start, 'enter');
  for (const { question } of flow.facts.values()) {
    for (const check of question.checks) yield condition(check.if, start);
    if (!('options' in question)) continue;
    for (const { when } of question.options) if (when !== undefined) yield condition(when, start);
  }
  for (const step of flow.steps.values()) yield* ofStep(step, proven);
  yield* ofOutcomes(flow, graph);
  yield* ofRules(flow, graph);
}

const condition = (expression: Expression, node: number, known: Given = NOTHING): Reading => ({
  expression,
  node,
  known,
  what: 'condition',
});

function* ofStep(step: Step, proven: Proven): Generator<Reading> {
  const { graph, passed } = proven;
  const { id, when, ask, use } = step;
  if (when !== undefined) yield condition(when, graph.node(id, 'enter'));
  const shown = graph.node(id, 'shown');
  yield* ofScreen(step, shown);
  for (const { fact, expression } of passed.get(id) ?? []) {
    if (use?.flow.facts.get(fact)?.question.optional) continue;
    yield { expression, node: shown, known: NOTHING, what: 'passed' };
  }
  // What is promised here is promised when the step has been answered, whatever the answer leads to.
  yield* ofLater(step, shown, asks(step) && !ask?.optional ? new Set([id]) : NOTHING);
  yield* ofRoute(step, graph.node(id, 'done'), proven);
  yield* ofRoute(step, graph.node(id, 'skipped'), proven);
}

/** What an offer costs may be unknown, and is recorded so: a default would flatter the figures. */
function* ofScreen({ id, say, do: act, why, ask }: Step, shown: number): Generator<Reading> {
  for (const expression of [say, act, why].flatMap(namesIn)) {
    yield { expression, node: shown, known: NOTHING, what: 'text' };
  }
  const own = new Set([id]);
  for (const check of ask?.checks ?? []) yield condition(check.if, shown, own);
  for (const option of ask !== undefined && 'options' in ask ? ask.options : []) {
    if (option.when !== undefined) yield condition(option.when, shown);
  }
}

function* ofRoute({ route }: Step, node: number, { flow }: Proven): Generator<Reading> {
  if (route.kind === 'branch') {
    let known = NOTHING;
    for (const branch of route.branches) {
      yield condition(branch.if, node, known);
      known = union(known, given(branch.if.term, 'not_yes'));
    }
  }
  if (route.kind === 'try') {
    for (const tried of triedBy(route)) {
      const when = flow.steps.get(tried)?.when;
      if (when !== undefined) yield condition(when, node);
    }
  }
}

/** What is promised and written for an outcome, wherever a call can end with it. */
function* ofOutcomes(flow: Flow, graph: Graph): Generator<Reading> {
  const promising = new Map(
    [...flow.outcomes].filter(([, { followUps, drafts }]) => followUps.length + drafts.length > 0),
  );
  if (promising.size === 0) return;
  for (const [node, edges] of graph.edges.entries()) {
    for (const edge of edges) {
      const outcome = promising.get(edge.end ?? '');
      if (outcome === undefined) continue;
      for (const reading of ofLater(outcome, node, edge.gives)) yield { ...reading, end: outcome.id };
    }
  }
}

/** What rules look at, wherever a call can end with an outcome that they hold up. */
function* ofRules(flow: Flow, graph: Graph): Generator<Reading> {
  const conditions = flow.rules.flatMap((rule) => (rule.kind === 'always' && rule.if !== undefined ? [rule.if] : []));
  if (conditions.length === 0) return;
  for (const [node, edges] of graph.edges.entries()) {
    for (const { end, gives } of edges) {
      if (end === undefined || BUILT_IN_OUTCOMES.has(end)) continue;
      for (const each of conditions) yield { ...condition(each, node, gives), end };
    }
  }
}

interface Later {
  readonly followUps: readonly FollowUp[];
  readonly drafts: readonly Draft[];
}

function* ofLater({ followUps, drafts }: Later, node: number, known: Given): Generator<Reading> {
  const promised = (expression: Expression): Reading => ({ expression, node, known, what: 'promised' });
  for (const { due, what } of followUps) {
    if ('on' in due) yield promised(due.on);
    yield* namesIn(what).map(promised);
  }
  for (const { to, subject, body } of drafts) yield* [to, subject, body].flatMap(namesIn).map(promised);
}

const namesIn = (template: Template | undefined): readonly Expression[] =>
  (template?.parts ?? []).flatMap((part) => (typeof part === 'string' ? [] : [part]));
