import type { About, OutcomeGroup, QuestionType } from '../playbook/flow.js';
import type { Value, Words } from '../playbook/value.js';

/**
 * One thing that happened in a call: appended, never changed. A path event (`step_shown`, `answered`) is undone by
 * `went_back`; every other one stands. Text under a property named `words` is stored apart, so that it can be erased.
 */
export type EventBody =
  | {
      readonly type: 'call_started';
      readonly playbook: {
        readonly id: string;
        readonly title: string;
        readonly version: number;
        readonly hash: string;
        readonly about: About;
        readonly reason?: string;
      };
      readonly rep: string;
      /** ISO 4217; the currency of every money value in the call. */
      readonly currency: string;
      /** BCP 47. */
      readonly locale: string;
    }
  /**
   * `value` is `null` for an optional fact left open. `customer` is the random id that the log gives to an identifying
   * fact when it stores the event.
   */
  | {
      readonly type: 'fact_set';
      readonly fact: string;
      readonly label: string;
      readonly question: QuestionType;
      readonly personal?: true;
      readonly value: Value | null;
      /** Taken over from before the rep went back. */
      readonly kept?: true;
      readonly identifies?: 'customer';
      readonly customer?: string;
    }
  /** `options` are the ids that were shown, in their order. */
  | {
      readonly type: 'step_shown';
      readonly visit: number;
      readonly frame: Frame;
      readonly step: string;
      readonly options: readonly string[];
    }
  /** `question` is absent for a screen that asks nothing; `value` is `null` for an optional question left open. */
  | {
      readonly type: 'answered';
      readonly visit: number;
      readonly step: string;
      readonly question?: QuestionType;
      readonly personal?: true;
      readonly value: Value | null;
      readonly jot?: { readonly words: Words };
      /** The outcome that the answer led to: with it the call has come to its wrap-up. */
      readonly ends?: string;
      /** Taken over from before the rep went back. */
      readonly kept?: true;
    }
  /** The screen of `visit` is open again; the path after it is undone. */
  | { readonly type: 'went_back'; readonly visit: number }
  | {
      readonly type: 'check_overridden';
      readonly visit: number;
      readonly step: string;
      readonly message: string;
      readonly reason: { readonly words: Words };
    }
  | { readonly type: 'evidence_waived'; readonly need: string; readonly mark: Waiver }
  | { readonly type: 'noted'; readonly step?: string; readonly note: { readonly words: Words } }
  /** A card number was taken out of words before they were stored. */
  | { readonly type: 'masked'; readonly step?: string; readonly ending: string }
  | { readonly type: 'insisted'; readonly step?: string }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | {
      readonly type: 'call_ended';
      readonly outcome: string;
      readonly label: string;
      readonly group: OutcomeGroup;
      readonly computed: readonly { readonly name: string; readonly value: Value }[];
    };

export type EventType = EventBody['type'];

/**
 * Where a screen stands: a fact asked for before the first step (its `step` is the fact's id), the playbook itself, or a
 * step asked at wrap-up because an outcome needs it.
 */
export type Frame = 'facts' | 'playbook' | 'wrap_up';

export type Waiver = 'would_not_say' | 'not_asked';

/** A version per event type; older ones are read through an upcast. */
export const EVENT_VERSION = 1;

export interface Stamp {
  /** UUIDv7. */
  readonly call: string;
  /** 1 for the first event of a call, without gaps. */
  readonly seq: number;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  /** Minutes east of UTC on the rep's clock. */
  readonly offset: number;
  /** UUIDv7: one per time the call was opened. */
  readonly session: string;
  /** Milliseconds since the session began, by a clock that never steps. */
  readonly ms: number;
}

export type CallEvent = Stamp & { readonly body: EventBody };
