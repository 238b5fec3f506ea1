import type { Expression } from './expression.js';
import type { Template } from './template.js';
import type { ValueType } from './value.js';

/** A compiled playbook: ids resolved, expressions parsed, frozen. Maps keep the order of the file. */
export interface Flow {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly language: string;
  readonly about: About;
  /** The step whose answer is "the reason" in every report. */
  readonly reason?: string;
  /** The step a customer who insists is taken to. */
  readonly insist?: string;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly computed: ReadonlyMap<string, Computed>;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly steps: ReadonlyMap<string, Step>;
  /** The first step of the file. */
  readonly start: string;
  readonly text: string;
  /** SHA-256 of the text, in hexadecimal: what pins a call to it. */
  readonly hash: string;
}

export type About = 'cancellation' | 'delivery' | 'loss' | 'interview';

export interface Fact {
  readonly id: string;
  readonly label: string;
  readonly question: Question;
  /** The fact that tells one customer from another. */
  readonly identifies?: 'customer';
}

export interface Computed {
  readonly id: string;
  readonly type: ComputedType;
  readonly label?: string;
  readonly value: Expression;
}

export type ComputedType = 'number' | 'money' | 'text' | 'date' | 'yes_no';

export type OutcomeGroup = 'saved' | 'lost' | 'pending' | 'done' | 'incomplete';

export interface Outcome {
  readonly id: string;
  readonly label: string;
  readonly group: OutcomeGroup;
  readonly needs: readonly Need[];
}

/** Evidence an outcome needs: the answer at a step, or a note. */
export type Need = { readonly kind: 'step'; readonly step: string } | { readonly kind: 'note' };

/** One screen; or, with a route alone, none. */
export interface Step {
  readonly id: string;
  /** Points of the domain the step restates. */
  readonly source: readonly string[];
  readonly say?: Template;
  readonly do?: Template;
  readonly why?: Template;
  /** Skipped when false or missing. */
  readonly when?: Expression;
  /** Label of an optional line of words before the question. */
  readonly jot?: string;
  readonly ask?: Question;
  /** Where to go, unless the option picked says otherwise. */
  readonly route: Route;
  /** No screen: the call goes straight on to where the route leads. */
  readonly screen: boolean;
  /** 1-based line of the step in the file. */
  readonly line: number;
}

export type Target = { readonly go: string } | { readonly end: string };

export type Route =
  | { readonly kind: 'target'; readonly target: Target }
  | { readonly kind: 'branch'; readonly branches: readonly Branch[]; readonly otherwise: Target }
  | {
      readonly kind: 'try';
      readonly by?: string;
      readonly lists: ReadonlyMap<string, readonly string[]>;
      readonly otherwise: readonly string[];
      readonly then: Target;
    };

export interface Branch {
  readonly if: Expression;
  readonly target: Target;
}

export interface Option {
  readonly id: string;
  readonly label: string;
  readonly target?: Target;
  /** Hidden when false or missing. */
  readonly when?: Expression;
  /** Asks for a few words as well. */
  readonly words: boolean;
}

export type Question = {
  readonly optional: boolean;
  /** Words about a person. */
  readonly personal: boolean;
  readonly checks: readonly Check[];
} & (
  | { readonly type: 'choice'; readonly options: readonly Option[] }
  | { readonly type: 'choices'; readonly options: readonly Option[]; readonly min?: number; readonly max?: number }
  /** Two options, with the ids `yes` and `no`. */
  | { readonly type: 'yes_no'; readonly options: readonly Option[] }
  /** `max` counts characters. */
  | { readonly type: 'text'; readonly pattern?: Pattern; readonly max?: number }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number }
  /** Bounds are in whole units of the currency. */
  | { readonly type: 'money'; readonly min?: number; readonly max?: number }
  /** Bounds are YYYY-MM-DD or `today`. */
  | { readonly type: 'date'; readonly min?: string; readonly max?: string }
  | { readonly type: 'scale'; readonly min: number; readonly max: number }
);

export type QuestionType = ValueType;

export interface Pattern {
  readonly source: string;
  /** Whether the whole text fits. Linear in its length. */
  readonly matches: (text: string) => boolean;
}

/** Trouble when `if` holds: `hard` must be mended, `soft` may be overridden with a reason. */
export interface Check {
  readonly if: Expression;
  readonly level: 'hard' | 'soft';
  readonly message: string;
}
