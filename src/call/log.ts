import type { Channel, Period, Role } from '../playbook/flow.js';
import type { CallEvent } from './event.js';

/** The call log as the engine needs it. */
export interface CallLog {
  /**
   * Makes the events durable in one transaction, with all that is derived from them. `playbooks` are texts that must be
   * readable for as long as the call is; one already stored under its hash is left alone.
   */
  append(events: readonly CallEvent[], playbooks: readonly PinnedText[]): Appended;
  /** The events of a call in order, words included. Empty for a call that is not in the log. */
  read(call: string): CallEvent[];
  /** The session that may write to a call: the latest that opened it. `undefined` while the log cannot be read. */
  holder(call: string): string | undefined;
  /** The text of a playbook a call was begun with. */
  playbook(hash: string): string | undefined;
  /** Calls without an end, the latest first. */
  openCalls(): OpenCall[];
  /** The latest call before this one with the same customer, and what was promised then or earlier and is not done. */
  lastContact(call: string): LastContact | undefined;
  /** What has been promised and is neither done nor skipped for good, the earliest due first. */
  followUps(): PromisedFollowUp[];
  /** How many of the latest thousand calls were taken with each playbook, by its id. */
  taken(): ReadonlyMap<string, number>;
  close(): void;
}

export interface PinnedText {
  readonly hash: string;
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

export type Appended =
  | { readonly kind: 'saved' }
  /** Another session has taken the call over: this one may not write to it any more. */
  | { readonly kind: 'superseded' }
  /** The disk refused; nothing of it was written, and it may be tried again. */
  | { readonly kind: 'not_saved'; readonly why: string };

export interface LastContact {
  /** YYYY-MM-DD, on the clock of the rep who had that call. */
  readonly day: string;
  readonly title: string;
  readonly rep: string;
  /** As the rep reads it. Absent while that call is open. */
  readonly outcome?: string;
  readonly promised: readonly PromisedFollowUp[];
}

export interface PromisedFollowUp {
  readonly call: string;
  /** Unique in its call. */
  readonly id: string;
  /** `null` once erased. */
  readonly what: string | null;
  readonly by: Role;
  readonly channel?: Channel;
  /** YYYY-MM-DD: the occurrence that is next, and the day it has been moved to. */
  readonly due: string;
  readonly snoozedTo?: string;
  /** YYYY-MM-DD: the first of all. */
  readonly first: string;
  readonly repeat?: Period;
  readonly times?: number;
  /** Occurrences that are done or skipped. */
  readonly past: number;
  /** Id of the playbook of the call it asks for. */
  readonly opens?: string;
  /** Of the call in which it was promised. */
  readonly rep: string;
  readonly title: string;
  readonly customer?: string;
  /** When it was promised: UTC, ISO 8601. */
  readonly promisedAt: string;
}

export interface OpenCall {
  readonly call: string;
  readonly playbook: string;
  readonly title: string;
  readonly rep: string;
  /** The words of the identifying fact, as typed. */
  readonly customer?: string;
  /** The step that was on the screen. */
  readonly step?: string;
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  readonly lastAt: string;
}
