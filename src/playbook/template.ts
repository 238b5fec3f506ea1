import type { Expression } from './expression.js';

/** Text with `{{ }}` in it: plain stretches and the names between. */
export interface Template {
  readonly source: string;
  readonly parts: readonly (string | Expression)[];
}
