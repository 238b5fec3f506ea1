import type { About, Channel, OutcomeGroup, Period, QuestionType, Role } from '../playbook/flow.js';
import type { Value, Words } from '../playbook/value.js';

/**
 * One thing that happened in a call: appended, never changed. What shows a screen, or answers one, is on the path, and
 * `went_back` takes it off, but not what a card asked (an offer, once shown, still counts); every other one stands. Steps of a playbook that is used are named `use_step/step`. Text under a property named `words` is stored apart, so that it can be erased.
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
        /** Playbooks it uses, and what those use. */
        readonly uses?: readonly { readonly id: string; readonly version: number; readonly hash: string }[];
      };
      readonly rep: string;
      /** Absent in calls from before there were roles. */
      readonly role?: Role;
      readonly team?: string;
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
  /** A side script was opened over the question that is open; `step` is that question's. */
  | { readonly type: 'card_opened'; readonly card: string; readonly label: string; readonly step: string }
  /** `returned` to the question; another card `replaced` it; or the call went on (`jumped`) or came to its end elsewhere. */
  | { readonly type: 'card_closed'; readonly card: string; readonly how: 'returned' | 'replaced' | 'jumped' | 'ended' }
  /** The playbook that `step` uses begins. */
  | {
      readonly type: 'frame_entered';
      readonly visit: number;
      readonly step: string;
      readonly playbook: {
        readonly id: string;
        readonly title: string;
        readonly version: number;
        readonly hash: string;
      };
    }
  /** It came to an outcome: the answer of the step. */
  | {
      readonly type: 'frame_left';
      readonly visit: number;
      readonly step: string;
      readonly value: Extract<Value, { type: 'choice' }>;
      readonly ends?: string;
      /** In a card. */
      readonly beside?: true;
    }
  | {
      readonly type: 'offer_shown';
      readonly visit: number;
      readonly step: string;
      readonly offer: string;
      readonly label: string;
      /** Absent when what it reads is not known. */
      readonly cost?: Extract<Value, { type: 'money' }>;
      /** The visit at which it was shown before the rep went back over it: it is not shown to the customer a second time. */
      readonly again?: number;
      /** In a card. */
      readonly beside?: true;
    }
  | {
      readonly type: 'offer_answered';
      readonly visit: number;
      readonly step: string;
      readonly offer: string;
      readonly reply: OfferReply;
      readonly label: string;
      readonly ends?: string;
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
  /** The call ends with `outcome` although a rule of the playbook, in its own words, is against that. */
  | {
      readonly type: 'rule_overridden';
      readonly rule: string;
      readonly outcome: string;
      readonly reason: { readonly words: Words };
    }
  | { readonly type: 'evidence_waived'; readonly need: string; readonly mark: Waiver }
  | { readonly type: 'noted'; readonly step?: string; readonly note: { readonly words: Words } }
  /** A card number was taken out of words before they were stored. */
  | { readonly type: 'masked'; readonly step?: string; readonly ending: string }
  | { readonly type: 'insisted'; readonly step?: string }
  | { readonly type: 'paused' }
  /** Who goes on with the call, where that is known. */
  | { readonly type: 'resumed'; readonly rep?: string; readonly role?: Role }
  /** `id` is unique in the call. `due` is YYYY-MM-DD, the first of them when it repeats. */
  | {
      readonly type: 'follow_up_promised';
      readonly id: string;
      readonly what: { readonly words: Words };
      readonly by: Role;
      readonly channel?: Channel;
      readonly due: string;
      readonly repeat?: Period;
      readonly times?: number;
      /** Id of the playbook of the call it asks for. */
      readonly call?: string;
    }
  /** The occurrence that was due on `due` is done, moved to another day, or will not be. `stops`: nor will any later one. */
  | { readonly type: 'follow_up_done'; readonly id: string; readonly due: string; readonly by: string }
  | {
      readonly type: 'follow_up_snoozed';
      readonly id: string;
      readonly due: string;
      readonly until: string;
      readonly by: string;
    }
  | {
      readonly type: 'follow_up_skipped';
      readonly id: string;
      readonly due: string;
      readonly stops?: true;
      readonly by: string;
    }
  /** A later one with the same id takes its place. */
  | {
      readonly type: 'draft_written';
      readonly id: string;
      readonly kind: 'letter' | 'email';
      readonly to: { readonly words: Words };
      readonly subject: { readonly words: Words };
      readonly body: { readonly words: Words };
    }
  | { readonly type: 'draft_dropped'; readonly id: string }
  | {
      readonly type: 'call_ended';
      readonly outcome: string;
      readonly label: string;
      readonly group: OutcomeGroup;
      /** The outcome the path led to, when the rep picked another. */
      readonly insteadOf?: string;
      readonly computed: readonly { readonly name: string; readonly value: Value }[];
    }
  | {
      readonly type: 'outcome_corrected';
      readonly outcome: string;
      readonly label: string;
      readonly group: OutcomeGroup;
      /** Who corrected it. */
      readonly by: string;
      readonly why: { readonly words: Words };
    };

export type OfferReply = 'accepted' | 'considering' | 'declined';

export type EventType = EventBody['type'];

/**
 * Where a screen stands: a fact asked for before the first step (its `step` is the fact's id), the playbook itself or one
 * that it uses, a card, or a step asked at wrap-up because an outcome needs it.
 */
export type Frame = 'facts' | 'playbook' | 'card' | 'wrap_up';

/** What may still happen to a call that has ended. */
export const AFTER_THE_END: ReadonlySet<EventType> = new Set<EventType>([
  'follow_up_done',
  'follow_up_snoozed',
  'follow_up_skipped',
  'draft_written',
  'outcome_corrected',
  // A card number in the reason of a correction.
  'masked',
]);

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
