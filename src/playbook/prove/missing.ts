import { bareReads } from '../expression/presence.js';
import type { Flow } from '../flow.js';
import type { Search } from '../paths/search.js';
import { nameOf } from '../paths/states.js';
import { assumed } from '../paths/told.js';
import type { Report } from '../problems.js';
import type { Span } from '../read/source.js';
import { asks } from '../targets.js';
import { confirming, type Suspect } from './confirmed.js';
import { type Edge, type Graph, withValued } from './graph.js';
import { type Proven, type Reading, readings } from './reads.js';
import { arrows, type Walk, walk } from './walk.js';

/** Proves that no answer is read where some way leads past its question. */
export function proveGiven(proven: Proven, report: Report): void {
  const { flow, graph, places } = proven;
  const walks = new Map<string, Walk>();
  const needs = { loose: needsOf(flow, false), strict: needsOf(flow, true) };
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

  const before = edgesInto(graph);
  const entries = new Set(graph.entries);
  /** Whether a look a few steps back shows that `answer` is given on every way to `node`. */
  const isNear = (node: number, answer: string, through: string): boolean => {
    const seen = new Set([node]);
    for (const at of seen) {
      if (entries.has(at) || seen.size > FEW) return false;
      for (const { from, gives } of before[at] ?? []) if (!gives.has(answer) && !gives.has(through)) seen.add(from);
    }
    return true;
  };

  const suspects: Suspicion[] = [];
  for (const reading of readings(proven)) {
    const { expression, node, known, what } = reading;
    const place = places.get(expression);
    const at = graph.stepAt(node)?.id;
    if (place === undefined || at === undefined) continue;
    const certain = withValued(known, flow);
    const skipped = node === graph.node(at, 'skipped');
    const needed = what === 'promised' || what === 'passed' ? needs.strict : needs.loose;
    for (const read of bareReads(expression.term, certain)) {
      // Of a step that was skipped, conditions on its own answer do not hold, and its `else` is meant to be taken.
      if (skipped && read.name === at && what === 'condition') continue;
      const there = withValued(read.known, flow);
      const answer = [...needed(read.name)].find(
        (name) => !there.has(name) && !isNear(node, name, read.name) && without(name, read.name).reached(node),
      );
      if (answer === undefined) continue;
      suspects.push({
        reading,
        answer,
        at,
        name: read.name,
        span: place(read),
        path: without(answer, read.name).path(node),
      });
    }
  }
  tell(proven, suspects, report);
}

/** With the way that leads past the question, as far as the graph knows. */
interface Suspicion extends Suspect {
  readonly name: string;
  readonly span: Span;
  readonly path: readonly string[];
}

function tell(proven: Proven, suspects: readonly Suspicion[], report: Report): void {
  if (suspects.length === 0) return;
  const told = new Set<string>();
  const confirm = confirming(proven, suspects);
  for (const suspect of suspects) {
    const { reading, answer, at, name, span, path } = suspect;
    // A condition is looked at from every `try` that names its step.
    const causes = [`${at} ${name}`, `${span.start}`];
    if (causes.some((cause) => told.has(cause))) continue;
    const found = confirm(suspect);
    if (found.kind === 'never') continue;
    for (const cause of causes) told.add(cause);
    const way = found.kind === 'way' ? stepsOn(found, at, path) : path;
    const message = `${lacks(answer, name, proven.flow)} ${whenRead(reading)}: ${arrows(way)}${assumed(found)}`;
    report('may-be-missing', span, message, hintFor(reading, name, at), name);
  }
}

/** The steps of a way, with the one at its end; those it skips as well, where the graph knows the same way. */
function stepsOn({ edges }: Search & { readonly kind: 'way' }, at: string, path: readonly string[]): readonly string[] {
  const names = edges.flatMap(({ from, how, what }) => [
    ...(from.facts ? [] : [nameOf(from)]),
    ...(how === 'insist' ? ['(the customer insists)'] : how === 'card' ? [`(card "${what}")`] : []),
  ]);
  const way = [...names, at].filter((name, index, all) => name !== all[index - 1]);
  const shown = path.filter((id) => way.includes(id));
  return shown.join() === way.join() ? path : way;
}

/** Beyond this, a walk from the beginning costs less: it is made once for all that read the same. */
const FEW = 50;

interface EdgeBack {
  readonly from: number;
  readonly gives: Edge['gives'];
}

function edgesInto(graph: Graph): readonly (readonly EdgeBack[])[] {
  const before: EdgeBack[][] = graph.edges.map(() => []);
  for (const [from, edges] of graph.edges.entries()) {
    for (const { to, gives } of edges) before[to]?.push({ from, gives });
  }
  return before;
}

function lacks(answer: string, read: string, { facts }: Flow): string {
  const needed = answer === read ? `"${answer}"` : `"${read}" needs "${answer}", which`;
  return facts.has(answer) ? `${needed} is optional, and may not be known` : `${needed} may not have been answered`;
}

const whenRead = ({ end }: Reading): string => (end === undefined ? 'here' : `when a call ends with "${end}"`);

function hintFor({ what, end }: Reading, name: string, at: string | undefined): string {
  const instead = `put \`default(${name}, …)\` under \`computed\` and its name here`;
  switch (what) {
    case 'condition':
      return `write \`answered(${name}) and …\`, or \`default(${name}, …)\``;
    case 'text':
      return `show the step only \`when: answered(${name})\`, or ${instead}`;
    case 'passed':
      return `use it only \`when: answered(${name})\`, or ${instead}`;
    case 'promised':
      if (end !== undefined) return `ask for "${name}" on every way to that end, or ${instead}`;
      return name === at
        ? `let the question not be optional, or put this on a later step \`when: answered(${name})\``
        : `show the step only \`when: answered(${name})\`, or ${instead}`;
  }
}

/**
 * The answers that a name needs in order to have a value. Facts are asked for, so that none of them is among these, but for
 * the optional ones where one is strict.
 */
function needsOf(flow: Flow, isStrict: boolean): (name: string) => ReadonlySet<string> {
  const found = new Map<string, ReadonlySet<string>>();
  const mayLack = (name: string): boolean => {
    if (asks(flow.steps.get(name) ?? {})) return true;
    return isStrict && flow.facts.get(name)?.question.optional === true;
  };
  const needs = (name: string): ReadonlySet<string> => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const value = flow.computed.get(name)?.value;
    const term = value?.term;
    const inner = term === undefined ? [] : bareReads(term);
    const needed = inner.flatMap((read) => [...needs(read.name)].filter((answer) => !read.known.has(answer)));
    const result = new Set(term === undefined ? [name].filter(mayLack) : needed);
    found.set(name, result);
    return result;
  };
  return needs;
}
