import { buildFlow } from './build/flow.js';
import { type Library, type Used, usedBy } from './build/library.js';
import { collectNames } from './build/names.js';
import { writtenLists } from './build/written.js';
import type { Code } from './codes.js';
import type { Diagnostic } from './diagnostic.js';
import type { Flow } from './flow.js';
import type { Lint } from './lint/linted.js';
import { createProblems } from './problems.js';
import { proveComputed } from './prove/computed.js';
import { warnOfDivisors } from './prove/divisors.js';
import { proveEnding } from './prove/ending.js';
import { buildGraph } from './prove/graph.js';
import { warnOfLists } from './prove/lists.js';
import { proveGiven } from './prove/missing.js';
import { warnOfOffers } from './prove/offers.js';
import { warnOfOutcomes } from './prove/outcomes.js';
import { provePassed } from './prove/passed.js';
import { proveReached } from './prove/reached.js';
import { proveScreens } from './prove/silence.js';
import { MOST_BYTES, tooLarge } from './read/decode.js';
import { checkShape } from './read/shape.js';
import { createSource } from './read/source.js';
import { at, text as wordsAt } from './read/tree.js';
import { parseYaml } from './read/yaml.js';

export interface Compiled {
  /** In the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent when there is any error. */
  readonly flow?: Flow;
}

/** Mistakes that leave every step and every way in its place. */
const BREAKS_NO_WAY: ReadonlySet<string> = new Set<Code>([
  'bad-bounds',
  'bad-date',
  'bad-expression',
  'bad-language',
  'bad-pattern',
  'bad-period',
  'braces-in-label',
  'braces-in-text',
  'card-key',
  'computed-loop',
  'does-not-fit',
  'fact-not-passed',
  'never-open',
  'no-answer',
  'option-needs-quotes',
  'reserved-word',
  'rule-needs-screen',
  'single-equals',
  'unknown-fact',
  'unknown-function',
  'unknown-name',
  'unknown-offer',
  'unknown-option',
  'when-due',
  'wrong-arguments',
  'wrong-type',
]);

/** The text of another playbook by its id, which has the form of one; `undefined` where there is none. */
export type Find = (id: string) => string | undefined;

/**
 * Compiles the text of a playbook, and those of the playbooks that it uses. It never throws: whatever is wrong is a
 * diagnostic. `lint` looks further where there is no error.
 */
export const compile = (text: string, find?: Find, lint?: Lint): Compiled =>
  compileBelow(text, [], { find, texts: new Map(), compiled: new Map() }, lint);

/** Playbooks that use each other deeper than this are nobody's plan. */
const DEEPEST_USE = 10;

/** What one compilation comes by: every text is looked for once and compiled once. */
interface Shelf {
  readonly find: Find | undefined;
  readonly texts: Map<string, string | undefined>;
  readonly compiled: Map<string, CompiledBelow>;
}

interface CompiledBelow extends Compiled {
  /** The ids of the first circle of uses that it was found to be part of, or to lead to. */
  readonly circle?: readonly string[];
}

/** `above` are the ids of the playbooks through which this one is used. */
function compileBelow(text: string, above: readonly string[], shelf: Shelf, lint?: Lint): CompiledBelow {
  if (text.length > MOST_BYTES) return { diagnostics: [tooLarge(text.length)] };
  const source = createSource(text.replace(/^\uFEFF/, ''));
  const problems = createProblems(source);
  const { report } = problems;
  const written = parseYaml(source, report);
  if (written === undefined) return { diagnostics: problems.sorted() };
  const tree = checkShape(written, report);
  const lists = writtenLists(tree);
  const library = libraryOf(wordsAt(at(tree, 'playbook'))?.text ?? '', above, shelf);
  const uses = usedBy(lists, library, report);
  const names = collectNames({ tree, lists, uses, source, report });
  const { flow, places, passed } = buildFlow({ tree, lists, names, uses, source, report, isPlaybook: library.has });
  const stepSpan = (id: string) => names.stepSpans.get(id) ?? { start: 0, end: 0 };
  const sound = proveComputed(flow, places, report);
  warnOfDivisors(flow, places, report);
  provePassed(flow, passed, lists, report);
  // A step that was left out would make others look lost: one mistake is told once.
  if (!problems.errors(BREAKS_NO_WAY)) {
    const graph = buildGraph(flow);
    proveReached(graph, stepSpan, report);
    proveEnding(graph, stepSpan, report);
    proveScreens(graph, stepSpan, report);
    if (!problems.errors()) {
      warnOfOutcomes(flow, tree, report);
      warnOfOffers(flow, tree, report);
      warnOfLists(flow, graph, lists, report);
    }
    if (sound) proveGiven({ flow, graph, places, passed }, report);
  }
  if (!problems.errors()) lint?.({ flow, tree, lists, places, stepSpan, report });
  const diagnostics = problems.sorted();
  const circle = library.circle();
  return problems.errors() ? { diagnostics, ...(circle && { circle }) } : { diagnostics, flow };
}

function libraryOf(self: string, above: readonly string[], shelf: Shelf): Library & { circle: () => Circle } {
  const here = [...above, self];
  let circle: Circle;
  const textOf = (id: string): string | undefined => {
    if (!shelf.texts.has(id)) shelf.texts.set(id, shelf.find?.(id));
    return shelf.texts.get(id);
  };
  const use = (id: string): Used => {
    if (here.includes(id)) return inCircle([...here.slice(here.indexOf(id)), id]);
    if (here.length >= DEEPEST_USE) return { kind: 'too_deep', most: DEEPEST_USE };
    const text = textOf(id);
    if (text === undefined) return { kind: 'unknown' };
    const found = shelf.compiled.get(id) ?? compileBelow(text, here, shelf);
    shelf.compiled.set(id, found);
    if (found.circle?.includes(self)) return inCircle(found.circle);
    const { flow, diagnostics } = found;
    if (flow === undefined) {
      return { kind: 'broken', errors: diagnostics.filter(({ severity }) => severity === 'error').length };
    }
    return flow.id === id ? { kind: 'flow', flow } : { kind: 'renamed', id: flow.id };
  };
  const inCircle = (ids: readonly string[]): Used => {
    circle ??= ids;
    return { kind: 'circle', ids };
  };
  return {
    use,
    has: (id) => id === self || shelf.find === undefined || textOf(id) !== undefined,
    circle: () => circle,
  };
}

type Circle = readonly string[] | undefined;
