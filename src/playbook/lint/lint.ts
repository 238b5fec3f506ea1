import { beyond } from './beyond.js';
import { brokenRules } from './broken-rules.js';
import { evidenceMissing } from './evidence-missing.js';
import { fallsThrough } from './falls-through.js';
import { holds } from './holds.js';
import type { Lint } from './linted.js';
import { longSay } from './long-say.js';
import { mayBeBlank } from './may-be-blank.js';
import { neverOnAWay } from './never-on-a-way.js';
import { noWayOut } from './no-way-out.js';
import { sameLabel } from './same-label.js';
import { tooTall } from './too-tall.js';
import { unused } from './unused.js';

/** Each in a file of its own, in the order in which a cause is told. */
const LINTS: readonly Lint[] = [
  holds,
  unused,
  beyond,
  longSay,
  tooTall,
  sameLabel,
  fallsThrough,
  mayBeBlank,
  neverOnAWay,
  noWayOut,
  evidenceMissing,
  brokenRules,
];

export const lint: Lint = (linted) => {
  for (const each of LINTS) each(linted);
};
