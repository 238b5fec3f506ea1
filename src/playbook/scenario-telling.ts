import type { Code } from './codes.js';
import type { Flow } from './flow.js';
import type { Source, Span } from './read/source.js';
import { entries, items, type Text, type Tree, text } from './read/tree.js';
import type { ScenarioCode } from './scenario-codes.js';
import type { ScenarioNames } from './scenario-names.js';
import { suggestion } from './suggest.js';

/** What is known while scenarios are read. */
export interface Telling {
  readonly flow: Flow;
  readonly names: ScenarioNames;
  readonly source: Source;
  readonly tell: (code: Code | ScenarioCode, span: Span, message: string, hint?: string) => void;
}

export function knownStep(name: string, span: Span, { names, tell }: Telling): boolean {
  if (names.steps.has(name)) return true;
  tell('unknown-step', span, `there is no step "${name}"`, suggestion(name, names.steps.keys(), ''));
  return false;
}

/** The ids of a list, or those that a map is by, each of which must be known. */
export function namesIn(
  list: Tree | undefined,
  code: Code | ScenarioCode,
  known: ReadonlySet<string>,
  what: string,
  { tell }: Telling,
): readonly Text[] {
  const listed = items(list).flatMap((item) => text(item) ?? []);
  const found: readonly Text[] = [...listed, ...entries(list).map(({ key, keySpan: span }) => ({ text: key, span }))];
  for (const { text: id, span } of found)
    if (!known.has(id)) tell(code, span, `there is no ${what} "${id}"`, suggestion(id, known, 'the playbook has none'));
  return found;
}
