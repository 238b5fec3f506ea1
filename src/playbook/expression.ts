import type { OffersWhat, Term } from './expression/term.js';
import type { Scalar } from './value.js';

/** A parsed and type-checked expression. */
export interface Expression {
  readonly source: string;
  /** What the proofs look at. */
  readonly term: Term;
  /** Facts, computed values and answers it reads. */
  readonly reads: ReadonlySet<string>;
  /** Steps it asks `visited()` of. */
  readonly visits: ReadonlySet<string>;
  /** The value; `undefined` while anything it reads is missing, or when the result is not finite. */
  readonly evaluate: (scope: Scope) => Scalar | undefined;
}

/** What an expression can see of a call. */
export interface Scope {
  /** Value of a fact, a computed value or an answer; `undefined` while it is missing. */
  readonly value: (name: string) => Scalar | undefined;
  readonly visited: (step: string) => boolean;
  /** How often an offer, or any, was shown or taken so. */
  readonly offers: (what: OffersWhat, offer?: string) => number;
  /** YYYY-MM-DD, the local day. */
  readonly today: string;
}
