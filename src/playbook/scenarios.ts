import type { Code } from './codes.js';
import type { Diagnostic } from './diagnostic.js';
import type { Flow } from './flow.js';
import { createProblems } from './problems.js';
import { MOST_BYTES, tooLarge } from './read/decode.js';
import { checkShape } from './read/shape.js';
import { createSource, type Span } from './read/source.js';
import { at, items, keySpan, text } from './read/tree.js';
import { parseYaml } from './read/yaml.js';
import type { Scenario } from './scenario.js';
import { SCENARIO_CODES, type ScenarioCode } from './scenario-codes.js';
import { scenarioNames } from './scenario-names.js';
import { dayAt, readScenario } from './scenario-read.js';
import { scenarios as schema } from './scenario-schema.js';
import type { Telling } from './scenario-telling.js';

export interface ReadScenarios {
  /** In the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent when there is any error. */
  readonly scenarios?: readonly Scenario[];
}

const MOST_SCENARIOS = 1000;

/** Reads the scenarios of a playbook. It never throws: whatever is wrong is a diagnostic. */
export function readScenarios(written: string, flow: Flow): ReadScenarios {
  if (written.length > MOST_BYTES) return { diagnostics: [tooLarge(written.length)] };
  const source = createSource(written.replace(/^\uFEFF/, ''));
  const problems = createProblems(source);
  const own: Diagnostic[] = [];
  const tell = (code: Code | ScenarioCode, span: Span, message: string, hint?: string): void => {
    if (isOwn(code))
      own.push({
        code,
        severity: 'error',
        message,
        ...(hint === undefined ? {} : { hint }),
        place: source.place(span),
      });
    else problems.report(code, span, message, hint);
  };
  const diagnostics = (): readonly Diagnostic[] =>
    [...problems.sorted(), ...own].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);

  const parsed = parseYaml(source, problems.report);
  if (parsed === undefined) return { diagnostics: diagnostics() };
  const tree = checkShape(parsed, problems.report, { schema, name: 'the file of scenarios' });
  if (problems.errors()) return { diagnostics: diagnostics() };

  const telling: Telling = { flow, names: scenarioNames(flow), source, tell };
  const id = text(at(tree, 'playbook'));
  if (id !== undefined && id.text !== flow.id) {
    const message = `these scenarios are for "${id.text}", and the playbook beside them is "${flow.id}"`;
    tell('other-playbook', id.span, message, `write \`playbook: ${flow.id}\`, or rename the file`);
    return { diagnostics: diagnostics() };
  }
  const today = dayAt(tree, telling);
  const currency = text(at(tree, 'currency'));
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency.text))
    tell('wrong-value', currency.span, `"${currency.text}" is not a currency`, 'write it as in `EUR`');
  const list = items(at(tree, 'scenarios'));
  if (list.length === 0) tell('missing-value', keySpan(tree, 'scenarios'), 'there is no scenario', 'add `- name: …`');
  const tooMany = list[MOST_SCENARIOS];
  if (tooMany !== undefined)
    tell('too-many-scenarios', tooMany.span, `there are ${list.length} scenarios; ${MOST_SCENARIOS} are played`);
  const named = new Map<string, number>();
  const scenarios = list.slice(0, MOST_SCENARIOS).map((each) => {
    const name = text(at(each, 'name'));
    const first = named.get(name?.text ?? '');
    if (name !== undefined && first !== undefined)
      tell('duplicate', name.span, `"${name.text}" is the name of the scenario on line ${first} as well`, 'rename one');
    if (name !== undefined && first === undefined) named.set(name.text, source.place(name.span).line);
    return readScenario(each, { today, currency: currency?.text ?? 'EUR' }, telling);
  });
  return problems.errors() || own.length > 0 ? { diagnostics: diagnostics() } : { diagnostics: [], scenarios };
}

const isOwn = (code: string): code is ScenarioCode => Object.hasOwn(SCENARIO_CODES, code);
