import { ROLES } from '../flow.js';
import type { Lint } from './linted.js';

/** Steps with offers of which those who may take the call may make none. */
export const beyond: Lint = ({ flow, stepSpan, report }) => {
  const own = ROLES.indexOf(flow.runBy);
  for (const { id, offer } of flow.steps.values()) {
    const roles = (offer?.offers ?? []).map((each) => ROLES.indexOf(flow.offers.get(each)?.authority ?? 'rep'));
    const least = ROLES[Math.min(...roles)];
    if (least === undefined || roles.some((role) => role <= own)) continue;
    const message = `step "${id}" has no offer that a ${spoken(flow.runBy)} may make: the least of them is for a ${spoken(least)}`;
    const hint = `add one for a ${spoken(flow.runBy)}, lower an \`authority\`, or put \`run_by: ${least}\` at the top`;
    report('offer-beyond', stepSpan(id), message, hint);
  }
};

const spoken = (role: string): string => role.replace('_', ' ');
