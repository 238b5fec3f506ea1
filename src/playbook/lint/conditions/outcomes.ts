import type { Term } from '../../expression/term.js';
import type { Flow } from '../../flow.js';
import { casesOf } from './cases.js';
import type { Possible } from './possible.js';
import { canBe, workOut } from './work-out.js';

/** Whether a condition can hold, and whether it can fail to: one that is missing does not hold. */
export interface Outcomes {
  readonly holds: boolean;
  readonly fails: boolean;
  /** How many cases were looked at to find out. */
  readonly cases: number;
}

/**
 * How `term` can come out where none of `before` holds. `false` is certain, `true` is not: what cannot be told may go
 * either way. `present` are names that are certainly there.
 */
export function outcomesOf(
  term: Term,
  flow: Flow,
  {
    before = [],
    present = new Set(),
  }: { readonly before?: readonly Term[]; readonly present?: ReadonlySet<string> } = {},
): Outcomes {
  let [holds, fails, cases] = [false, false, 0];
  for (const known of casesOf([...before, term], present, flow)) {
    cases += 1;
    if (!before.every((earlier) => mayFail(workOut(earlier, known)))) continue;
    const outcome = workOut(term, known);
    holds ||= canBe(outcome, true);
    fails ||= mayFail(outcome);
    if (holds && fails) break;
  }
  return cases > 0 ? { holds, fails, cases } : { holds: true, fails: true, cases };
}

const mayFail = (outcome: Possible): boolean => outcome.missing || canBe(outcome, false);
