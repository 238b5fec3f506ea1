import { buildFlow } from './build/flow.js';
import { collectNames } from './build/names.js';
import type { Diagnostic } from './diagnostic.js';
import type { Flow } from './flow.js';
import { createProblems } from './problems.js';
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

/** Compiles the text of a playbook. It never throws: whatever is wrong is a diagnostic. */
export function compile(text: string, _options: { readonly file: string }): Compiled {
  if (text.length > MOST_BYTES) return { diagnostics: [tooLarge(text.length)] };
  const source = createSource(text.replace(/^\uFEFF/, ''));
  const problems = createProblems(source);
  const { report } = problems;
  const tree = parseYaml(source, report);
  if (tree === undefined) return { diagnostics: problems.sorted() };
  checkShape(tree, report);
  const names = collectNames(tree, source, report);
  const { flow } = buildFlow(tree, names, source, text, report);
  const diagnostics = problems.sorted();
  return problems.errors() > 0 ? { diagnostics } : { diagnostics, flow };
}
