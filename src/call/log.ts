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
