import type { Code } from '../codes.js';
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
  const needs = { loose: needsOf(proven.flow, 'answers'), strict: needsOf(proven.flow, 'both') };
  const neededBy = ({ what }: Reading) => (what === 'promised' || what === 'passed' ? needs.strict : needs.loose);
  tell(proven, suspicions(proven, readings(proven), neededBy), report);
}

/** Warns of texts with an optional fact in them, which may have been left open. */
export function warnOfBlanks(proven: Proven, report: Report): void {
  const needs = needsOf(proven.flow, 'facts');
  const texts = [...readings(proven)].filter(({ what }) => what === 'text');
  tell(
    proven,
    suspicions(proven, texts, () => needs),
    report,
    'may-be-blank',
  );
}

/** The answers, or optional facts, that a name needs in order to have a value. */
type Needs = (name: string) => ReadonlySet<string>;

function suspicions(
  proven: Proven,
  all: Iterable<Reading>,
  neededBy: (reading: Reading) => Needs,
): readonly Suspicion[] {
  const { flow, graph, places } = proven;
  const walks = new Map<string, Walk>();
  const showing = showingIn(flow);
  /** The walk along which `answer` is not given, nor a computed value that shows it to be there for `read`. */
  const without = (answer: string, read: string): Walk => {
    const key = `${answer} ${read}`;
    const known = walks.get(key);
    if (known !== undefined) return known;
    const shows = showing(answer, read);
    const passes = ({ gives }: Edge) => gives.size === 0 || !sharesAny(shows, gives);
    const found = walk(graph, graph.entries, passes);
    walks.set(key, found);
    return found;
  };

  const before = edgesInto(graph);
  const entries = new Set(graph.entries);
  /** Whether a look a few steps back shows that `answer` is given on every way to `node`. */
  const isNear = (node: number, answer: string, read: string): boolean => {
    const shows = showing(answer, read);
    const seen = new Set([node]);
    for (const at of seen) {
      if (entries.has(at) || seen.size > FEW) return false;
      for (const { from, gives } of before[at] ?? []) if (!sharesAny(shows, gives)) seen.add(from);
    }
    return true;
  };

  const suspects: Suspicion[] = [];
  for (const reading of all) {
    const { expression, node, known, what } = reading;
    const place = places.get(expression);
    const at = graph.stepAt(node)?.id;
    if (place === undefined || at === undefined) continue;
    const certain = withValued(known, flow);
    const skipped = node === graph.node(at, 'skipped');
    const needed = neededBy(reading);
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
  return suspects;
}

/** With the way that leads past the question, as far as the graph knows. */
interface Suspicion extends Suspect {
  readonly name: string;
  readonly span: Span;
  readonly path: readonly string[];
}

function tell(proven: Proven, suspects: readonly Suspicion[], report: Report, code: Code = 'may-be-missing'): void {
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
    const way = found.kind === 'way' ? stepsOn(found, at, path, proven.flow) : path;
    const read =
      code === 'may-be-blank'
        ? blank(answer, name, proven.flow)
        : `${lacks(answer, name, proven.flow)} ${whenRead(reading)}`;
    report(code, span, `${read}: ${arrows(way)}${assumed(found)}`, hintFor(reading, name, at), name);
  }
}

/** The steps of a way, with the one at its end; those it skips are named as such, where the graph knows the same way. */
function stepsOn(
  { edges }: Search & { readonly kind: 'way' },
  at: string,
  path: readonly string[],
  { steps }: Flow,
): readonly string[] {
  const names = edges.flatMap(({ from, how, what }) => [
    ...(from.facts ? [] : [nameOf(from)]),
    ...(how === 'insist' ? ['(the customer insists)'] : how === 'card' ? [`(card "${what}")`] : []),
  ]);
  const way = [...names, at].filter((name, index, all) => name !== all[index - 1]);
  const shown = path.filter((id) => way.includes(id));
  if (shown.join() !== way.join()) return way;
  const isSkipped = (id: string) => !way.includes(id) && steps.get(id)?.screen === true;
  return path.map((id) => (isSkipped(id) ? `(without ${id})` : id));
}

/** What must be there for `read` as soon as `answer` is: where one value is worked out from another alone, either shows it. */
function showingIn(flow: Flow): (answer: string, read: string) => ReadonlySet<string> {
  const needs = needsOf(flow, 'both');
  return (answer, read) => {
    const shows = new Set([answer, read]);
    for (const name of shows) {
      const value = flow.computed.get(name)?.value;
      const needing = value ? bareReads(value.term).filter((inner) => needs(inner.name).has(answer)) : [];
      const [only] = new Set(needing.map((inner) => inner.name));
      if (only !== undefined && needing.every((inner) => inner.name === only)) shows.add(only);
    }
    return shows;
  };
}

function sharesAny(some: ReadonlySet<string>, gives: Edge['gives']): boolean {
  for (const name of some) if (gives.has(name)) return true;
  return false;
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

function lacks(answer: string, read: string, { facts }: Pick<Flow, 'facts'>): string {
  const needed = answer === read ? `"${answer}"` : `"${read}" needs "${answer}", which`;
  return facts.has(answer) ? `${needed} is optional, and may not be known` : `${needed} may not have been answered`;
}

function blank(fact: string, read: string, { facts, computed }: Flow): string {
  const shown = facts.get(read)?.label ?? computed.get(read)?.label ?? read;
  return `${lacks(fact, read, { facts })} here, so that the rep reads "[${shown}]"`;
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

/** Facts that are not optional are asked for, so that none of them is ever needed. */
function needsOf(flow: Flow, kinds: 'answers' | 'facts' | 'both'): Needs {
  const found = new Map<string, ReadonlySet<string>>();
  const mayLack = (name: string): boolean => {
    if (asks(flow.steps.get(name) ?? {})) return kinds !== 'facts';
    return kinds !== 'answers' && flow.facts.get(name)?.question.optional === true;
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
