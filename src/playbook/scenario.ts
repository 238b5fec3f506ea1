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
  readonly details: readonly Detail[];
  readonly that: readonly Written<Expression>[];
}

/** One thing that is expected of how a call counts, what it promises, or what the rep can do at a step. */
export type Detail = { readonly line: number } & (
  | { readonly kind: 'group' | 'reason' | 'role'; readonly value: string }
  | { readonly kind: 'path'; readonly value: readonly string[] }
  | { readonly kind: 'evidence'; readonly value: readonly string[] }
  /** In whole units of the currency. */
  | { readonly kind: 'cost'; readonly offer: string; readonly value: number }
  /** As written: the day, the role, `every 6 weeks`. */
  | { readonly kind: 'promise'; readonly followUp: string; readonly key: string; readonly value: string }
  | { readonly kind: 'draft'; readonly draft: string; readonly value: string }
  | { readonly kind: 'shows'; readonly step: string; readonly value: readonly string[] }
  | { readonly kind: 'must_answer' | 'may_skip'; readonly step: string }
  /** Of all steps that were shown, those over which the card can be opened. */
  | { readonly kind: 'open_at'; readonly card: string; readonly value: readonly string[] }
  | { readonly kind: 'takes' | 'asks_why' | 'refuses'; readonly step: string; readonly value: Raw }
);

type Raw = string | number | boolean | readonly string[];
