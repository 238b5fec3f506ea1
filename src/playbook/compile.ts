import { buildFlow } from './build/flow.js';
import { collectNames } from './build/names.js';
import type { Code } from './codes.js';
import type { Diagnostic } from './diagnostic.js';
import type { Flow } from './flow.js';
import { createProblems } from './problems.js';
import { proveComputed } from './prove/computed.js';
import { warnOfDivisors } from './prove/divisors.js';
import { proveEnding } from './prove/ending.js';
import { buildGraph } from './prove/graph.js';
import { warnOfLists } from './prove/lists.js';
import { proveGiven } from './prove/missing.js';
import { warnOfOutcomes } from './prove/outcomes.js';
import { proveReached } from './prove/reached.js';
import { proveScreens } from './prove/silence.js';
import { MOST_BYTES, tooLarge } from './read/decode.js';
import { checkShape } from './read/shape.js';
import { createSource } from './read/source.js';
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
  'braces-in-label',
  'braces-in-text',
  'computed-loop',
  'no-answer',
  'option-needs-quotes',
  'reserved-word',
  'single-equals',
  'unknown-function',
  'unknown-name',
  'unknown-option',
  'wrong-arguments',
  'wrong-type',
]);

/** Compiles the text of a playbook. It never throws: whatever is wrong is a diagnostic. */
export function compile(text: string): Compiled {
  if (text.length > MOST_BYTES) return { diagnostics: [tooLarge(text.length)] };
  const source = createSource(text.replace(/^\uFEFF/, ''));
  const problems = createProblems(source);
  const { report } = problems;
  const written = parseYaml(source, report);
  if (written === undefined) return { diagnostics: problems.sorted() };
  const tree = checkShape(written, report);
  const names = collectNames(tree, source, report);
  const { flow, terms } = buildFlow(tree, names, source, report);
  const sound = proveComputed(flow, terms, report);
  warnOfDivisors(flow, terms, report);
  // A step that was left out would make others look lost: one mistake is told once.
  if (!problems.errors(BREAKS_NO_WAY)) {
    const graph = buildGraph(flow, terms);
    const place = (id: string) => names.stepSpans.get(id) ?? { start: 0, end: 0 };
    proveReached(graph, place, report);
    proveEnding(graph, place, report);
    proveScreens(graph, place, report);
    if (!problems.errors()) {
      warnOfOutcomes(flow, tree, report);
      warnOfLists(flow, graph, tree, report);
    }
    if (sound) proveGiven(flow, graph, terms, report);
  }
  const diagnostics = problems.sorted();
  return problems.errors() ? { diagnostics } : { diagnostics, flow };
}
