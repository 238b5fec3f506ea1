import type { WrittenAnswer } from './answers.js';
import type { Expression } from './expression.js';
import type { Role } from './flow.js';

/** Something of a file of scenarios, with its 1-based line. */
export interface Written<T> {
  readonly value: T;
  readonly line: number;
}

/** A call that is played without a person, and what must come of it. */
export interface Scenario {
  readonly name: string;
  readonly line: number;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly role: Role;
  readonly currency: string;
  readonly facts: ReadonlyMap<string, Written<string | number | boolean>>;
  /** What `offers` says stands here too, as an answer of its step. */
  readonly answers: ReadonlyMap<string, Written<WrittenAnswer>>;
  readonly cards: ReadonlyMap<string, Written<readonly string[]>>;
  readonly wrapUp: ReadonlyMap<string, Written<string>>;
  readonly note?: Written<string>;
  readonly expect: Expected;
}

export interface Expected {
  readonly outcome?: Written<string>;
  readonly visited: readonly Written<string>[];
  readonly notVisited: readonly Written<string>[];
  readonly offers: ReadonlyMap<string, Written<string>>;
  readonly followUps?: Written<readonly string[]>;
  readonly drafts?: Written<readonly string[]>;
  readonly that: readonly Written<Expression>[];
}
