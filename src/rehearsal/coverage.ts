import type { Flow } from '../playbook/flow.js';
import { KINDS, type Kind, type Part, partsOf } from './coverage-parts.js';
import { coveredBy } from './coverage-walk.js';
import type { Judged } from './scenario-judge.js';

/** How much of one kind of thing the scenarios of a playbook come by. */
export interface Covered {
  readonly kind: Kind;
  readonly covered: number;
  readonly of: number;
  /** Rounded down: 100 is all. */
  readonly percent: number;
  /** What no scenario comes by, in the order of the playbook. */
  readonly missing: readonly Part[];
}

/** What all scenarios of a playbook together come by; a kind that the playbook has nothing of is left out. */
export function coverageOf(flow: Flow, judged: readonly Judged[]): readonly Covered[] {
  const covered = new Set(
    judged.flatMap(({ played, scenario }) => [...coveredBy(flow, played.events, scenario.today)]),
  );
  const parts = partsOf(flow);
  return KINDS.flatMap((kind) => {
    const all = parts.filter((part) => part.kind === kind);
    const missing = all.filter(({ key }) => !covered.has(key)).toSorted((a, b) => a.line - b.line);
    const count = all.length - missing.length;
    const percent = Math.floor((100 * count) / all.length);
    return all.length === 0 ? [] : [{ kind, covered: count, of: all.length, percent, missing }];
  });
}

/** The kind of which least is covered. */
export const leastCovered = (coverage: readonly Covered[]): Covered | undefined =>
  coverage.toSorted((a, b) => a.covered / a.of - b.covered / b.of)[0];
