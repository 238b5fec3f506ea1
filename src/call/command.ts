import type { Role } from '../playbook/flow.js';
import type { Waiver } from './event.js';
import type { Raw } from './read-answer.js';

/** What a rep, a file or the command line asks of a call. */
export type Command =
  | Start
  | Answer
  | { readonly type: 'back' }
  | { readonly type: 'forward' }
  /** Back to a screen of the path. */
  | { readonly type: 'jump'; readonly visit: number }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'open_card'; readonly card: string }
  | { readonly type: 'insist' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume'; readonly rep?: string; readonly role?: Role }
  /** At wrap-up: asks a step that the outcome needs; without one, that to which the path has led. */
  | { readonly type: 'ask_need'; readonly need: string; readonly outcome?: string }
  | Rewrite
  | End
  | HandOver
  | AfterTheEnd;

export interface Start {
  readonly type: 'start';
  readonly rep: string;
  readonly role?: Role;
  readonly team?: string | undefined;
  readonly currency: string;
  readonly locale: string;
  /** Facts known beforehand, as typed. */
  readonly facts: ReadonlyMap<string, Raw>;
}

/** Without `raw` on a screen that asks nothing. `override` is the reason for passing soft checks. */
export interface Answer {
  readonly type: 'answer';
  readonly raw?: Raw | undefined;
  readonly words?: string | undefined;
  readonly jot?: string | undefined;
  readonly override?: string | undefined;
}

/** Keeps a draft, that is proposed when the call ends with `outcome`, in other words. */
export interface Rewrite {
  readonly type: 'rewrite';
  readonly outcome: string;
  readonly draft: string;
  readonly subject: string;
  readonly body: string;
}

/** Ends the call, with all that is settled at its wrap-up, or refuses and does nothing. */
export interface End {
  readonly type: 'end';
  /** Without: the one the path has led to. From elsewhere the call breaks off, with any. */
  readonly outcome?: string;
  readonly note?: string;
  /** Why evidence that the outcome needs is missing. */
  readonly waive?: ReadonlyMap<string, Waiver>;
  /** Ids of follow-ups that were proposed, and are not wanted. */
  readonly drop?: ReadonlySet<string>;
  /** The same for drafts: a step may have one of each, by the same id. */
  readonly dropDrafts?: ReadonlySet<string>;
  /** The reason for an outcome against the rules of the playbook. */
  readonly override?: string | undefined;
}

/** Promises the call to somebody who may take it, and ends it. */
export interface HandOver {
  readonly type: 'hand_over';
  readonly what: string;
  readonly by: Role;
  /** YYYY-MM-DD. */
  readonly due: string;
  /** Id of the playbook. */
  readonly call: string;
}

/** `by` is whoever does it. */
export type AfterTheEnd =
  | (Occurrence & { readonly type: 'follow_up_done' })
  | (Occurrence & { readonly type: 'follow_up_snoozed'; readonly until: string })
  | (Occurrence & { readonly type: 'follow_up_skipped'; readonly stops?: true })
  | { readonly type: 'correct'; readonly outcome: string; readonly by: string; readonly why: string };

interface Occurrence {
  /** Of the follow-up. */
  readonly id: string;
  /** The day for which it was seen to be due; the next, when absent. */
  readonly due?: string;
  readonly by: string;
}
