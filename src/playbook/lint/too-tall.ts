import { heightOf, isSearched } from './height.js';
import type { Lint } from './linted.js';

const ROWS = 24;

/** Steps of which a part is out of sight on the terminal that most have. */
export const tooTall: Lint = ({ flow, stepSpan, report }) => {
  for (const step of flow.steps.values()) {
    // Of options that have to be searched, the author has been told.
    if (!step.screen || isSearched(step)) continue;
    const height = heightOf(step, flow);
    if (height <= ROWS) continue;
    const message = `step "${step.id}" needs ${height} rows, and a terminal of 80 columns mostly has ${ROWS}: a part of it is out of sight`;
    report('too-tall', stepSpan(step.id), message, 'make two steps of it, or shorten what it says');
  }
};
