import type { PlaceOf } from '../build/context.js';
import type { WrittenList } from '../build/written.js';
import type { Expression } from '../expression.js';
import type { Flow } from '../flow.js';
import type { Report } from '../problems.js';
import type { Span } from '../read/source.js';
import type { Tree } from '../read/tree.js';

/** A playbook without an error, with what tells where its parts stand in the file. */
export interface Linted {
  readonly flow: Flow;
  readonly tree: Tree;
  readonly lists: readonly WrittenList[];
  readonly places: ReadonlyMap<Expression, PlaceOf>;
  /** Where the id of a step stands. */
  readonly stepSpan: (id: string) => Span;
  readonly report: Report;
}

/** Tells the author of something that keeps no call from being taken. */
export type Lint = (linted: Linted) => void;
