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
  /** The least role that may take the call. */
  readonly runBy: Role;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly computed: ReadonlyMap<string, Computed>;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly offers: ReadonlyMap<string, Offer>;
  readonly cards: ReadonlyMap<string, Card>;
  readonly rules: readonly Rule[];
  /** Those of the playbook, then those of its cards. */
  readonly steps: ReadonlyMap<string, Step>;
  /** The first step of the file. */
  readonly start: string;
  readonly text: string;
  /** SHA-256 of the text, in hexadecimal: what pins a call to it. */
  readonly hash: string;
}

export type About = 'cancellation' | 'delivery' | 'loss' | 'interview';

/** From the least to the most that one may do. */
export const ROLES = ['rep', 'team_lead', 'manager'] as const;

export type Role = (typeof ROLES)[number];

export interface Fact {
  readonly id: string;
  readonly label: string;
  readonly question: Question;
  /** The fact that tells one customer from another. */
  readonly identifies?: 'customer';
  /** Whether the rep is asked for it when it was not given; else it is optional. */
  readonly asked: boolean;
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
  readonly followUps: readonly FollowUp[];
  readonly drafts: readonly Draft[];
}

/** Evidence an outcome needs: the answer at a step, an offer made, a follow-up promised, or a note. */
export type Need = { readonly kind: 'step'; readonly step: string } | { readonly kind: 'offer' | 'follow_up' | 'note' };

/** Something of value that a rep may put to the customer. */
export interface Offer {
  readonly id: string;
  readonly label: string;
  /** In whole units of the currency. */
  readonly cost?: Expression;
  /** Options of the reason step that it suits; every one, when absent. */
  readonly suits?: ReadonlySet<string>;
  /** The least role that may make it. */
  readonly authority: Role;
  /** How often it may be shown in a call. */
  readonly times: number;
}

/** A side script that can be opened at any moment. */
export interface Card {
  readonly id: string;
  readonly label: string;
  /** The digit that opens it from the list of cards; the tenth and later have none. */
  readonly key?: string;
  /** Steps of the playbook over which it can be opened; any, when absent. */
  readonly on?: ReadonlySet<string>;
  /** Its first step. */
  readonly start: string;
}

/** What must hold on every path: proved by `check`, and kept to in a call. */
export type Rule = {
  /** As it is told of: `at most 2 offers`. */
  readonly label: string;
  /** 1-based line of the rule in the file. */
  readonly line: number;
} /** No more offers than this are shown in a call. */ & (
  | { readonly kind: 'at_most'; readonly offers: number }
  /** No call ends with the outcome unless all these steps were visited. */
  | { readonly kind: 'before'; readonly outcome: string; readonly visit: readonly string[] }
  /** Once the customer has insisted, or the step was visited, no offer is shown, or the step is not. */
  | { readonly kind: 'never'; readonly after: Moment; readonly show: Shown }
  /** No call that was led to an outcome of the playbook ends without these visits, when the condition holds at its end. */
  | { readonly kind: 'always'; readonly visit: readonly string[]; readonly if?: Expression }
  /** The script shows no more screens than this; what cards show is not counted. */
  | { readonly kind: 'within'; readonly steps: number }
);

export type Moment = { readonly insist: true } | { readonly step: string };

export type Shown = { readonly offer: true } | { readonly step: string };

/** Something to promise for later: proposed by a step or an outcome, promised at wrap-up. */
export interface FollowUp {
  /** That of its step or outcome; of a second one, with `_2` after it. */
  readonly id: string;
  readonly due: Period | { readonly on: Expression };
  readonly what: Template;
  readonly by: Role;
  readonly channel?: Channel;
  readonly repeat?: Period;
  /** How often in all; absent: until somebody stops it. Only with `repeat`. */
  readonly times?: number;
  /** Id of the playbook of the call it asks for. */
  readonly call?: string;
}

export const CHANNELS = ['phone', 'email', 'letter', 'visit'] as const;

export type Channel = (typeof CHANNELS)[number];

export interface Period {
  readonly count: number;
  readonly unit: 'day' | 'business_day' | 'week' | 'month';
}

/** A letter or an e-mail, filled in from the answers of the call. */
export interface Draft {
  /** As for a follow-up. */
  readonly id: string;
  readonly kind: 'letter' | 'email';
  readonly to: Template;
  readonly subject: Template;
  readonly body: Template;
}

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
  readonly offer?: OfferStep;
  readonly use?: Use;
  readonly followUps: readonly FollowUp[];
  readonly drafts: readonly Draft[];
  /** Where to go, unless the option picked says otherwise. */
  readonly route: Route;
  /** The step after it in its list. */
  readonly following?: string;
  /** The card it belongs to. */
  readonly card?: string;
  /** No screen: the call goes straight on to where the route leads, or to the screens of the playbook that it uses. */
  readonly screen: boolean;
  /** 1-based line of the step in the file. */
  readonly line: number;
}

/** Puts offers to the customer: of those that suit, the rep picks one and says how it was taken. */
export interface OfferStep {
  readonly offers: readonly string[];
  /** `accepted`, `considering`, `declined`. The answer of the step is one of these, or `none`. */
  readonly replies: readonly Option[];
}

/** Plays another playbook; the answer of the step is the outcome it comes to. */
export interface Use {
  readonly flow: Flow;
  /** Facts of that playbook, by the name of what they are here. It sees nothing else. */
  readonly with: ReadonlyMap<string, string>;
  /** An option for each outcome it can come to. */
  readonly outcomes: readonly Option[];
}

/** `return`, in a card: back to the question it was opened over. */
export type Target = { readonly go: string } | { readonly end: string } | { readonly return: true };

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
