import { formatDiagnostic } from '../playbook/frame.js';
import type { Covered } from '../rehearsal/coverage.js';
import type { Judged } from '../rehearsal/scenario-judge.js';
import type { Pair, ReadPair } from './test-files.js';

/** What came of the scenarios of a playbook. */
export type Tested = Pair &
  (
    | { readonly ok: true; readonly judged: readonly Judged[]; readonly coverage: readonly Covered[] }
    | Extract<ReadPair, { readonly ok: false }>
  );

/** So many of one kind are told of; `--json` has all. */
const MOST_MISSING = 20;

/** As people read it: a line a scenario, what went wrong, and what no scenario comes by. */
export function reported(tested: Tested): readonly string[] {
  if (!tested.ok)
    return tested.diagnostics.map((diagnostic) => `${formatDiagnostic(tested.file, tested.text, diagnostic)}\n`);
  const { scenarios, judged } = tested;
  return [scenarios, ...judged.flatMap((each) => scenarioLines(each, scenarios)), ...coverageLines(tested), ''];
}

function scenarioLines({ scenario, failures, played }: Judged, file: string): readonly string[] {
  if (failures.length === 0) return [`  ✓ ${scenario.name}`];
  const failed = failures.map(({ line, message }) => `      ${file}:${line} ${message}`);
  const path = played.state.path.filter(({ frame }) => frame !== 'offer').map(({ step }) => step);
  return [`  ✗ ${scenario.name}`, ...failed, `      it came by: ${shortened(path)}`];
}

/** The end of a long path says where the call stood. */
const shortened = (path: readonly string[]): string =>
  path.length === 0 ? 'no step' : [...(path.length > 12 ? ['…'] : []), ...path.slice(-12)].join(' → ');

function coverageLines({ coverage, playbook }: Extract<Tested, { readonly ok: true }>): readonly string[] {
  const counts = coverage.map(({ kind, covered, of }) => `${kind} ${covered}/${of}`);
  const missing = coverage.flatMap(({ kind, missing: parts }) => {
    const told = parts.slice(0, MOST_MISSING).map(({ line, label }) => `      ${playbook}:${line} ${label}`);
    const more = parts.length - told.length;
    return [...told, ...(more > 0 ? [`      and ${more} more ${kind}`] : [])];
  });
  return [`  covered: ${counts.join(', ')}`, ...missing];
}

/** The same for programs. */
export function asJson(tested: Tested): unknown {
  const { playbook, scenarios } = tested;
  if (!tested.ok) {
    const { file, diagnostics } = tested;
    return {
      playbook,
      scenarios: scenarios,
      problems: diagnostics.map(({ place, ...rest }) => ({ file, ...place, ...rest })),
    };
  }
  return {
    playbook,
    scenarios,
    results: tested.judged.map(({ scenario, failures, played }) => ({
      name: scenario.name,
      line: scenario.line,
      passed: failures.length === 0,
      outcome: played.state.ended?.outcome ?? null,
      failures,
    })),
    coverage: tested.coverage.map(({ missing, ...rest }) => ({
      ...rest,
      missing: missing.map(({ line, label }) => ({ line, label })),
    })),
  };
}
