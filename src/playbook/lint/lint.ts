import type { Lint } from './linted.js';

/** Each in a file of its own, in the order in which a cause is told. */
const LINTS: readonly Lint[] = [];

export const lint: Lint = (linted) => {
  for (const each of LINTS) each(linted);
};
