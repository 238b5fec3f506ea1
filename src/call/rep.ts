import type { Refusal } from './judge.js';
import type { Raw } from './read-answer.js';
import type { Screen } from './screen.js';
import type { Saving } from './session.js';

/** Whoever answers: a keyboard, a line reader, a file. */
export interface Rep {
  ask(prompt: Prompt): Promise<Reply>;
  /** What stays of a screen once it is answered. */
  trail(line: string): void;
  /** Lets the rep change a text in an editor; `undefined` when there is none, or it failed. */
  edit?(text: string): Promise<string | undefined>;
  /** The screen that is open, else the next one, answers with `reload`. */
  reload?(): void;
}

export interface Prompt {
  readonly screen: Screen;
  /** Why the last answer was not taken. */
  readonly refusal?: Refusal | undefined;
  /** Tries to save what is not on disk, and says how it went. */
  readonly saving: () => Saving;
  /** Milliseconds in the call, all sessions together. */
  readonly elapsed: () => number;
  /** Milliseconds on this screen, in this session. */
  readonly onScreen: () => number;
}

export type Reply =
  | Answering
  | { readonly kind: 'back' | 'forward' | 'trail' }
  /** `way` when it was typed together with the command. */
  | { readonly kind: 'way_out'; readonly way?: WayOut }
  /** Opens the list of cards; `card`, an id or words of a label, when it was typed together with the command. */
  | { readonly kind: 'cards'; readonly card?: string }
  /** At wrap-up: the text of a draft is to be changed. What was picked so far comes along. */
  | { readonly kind: 'edit'; readonly item: string; readonly raw?: Raw; readonly picks?: Picks }
  /** `text` when the note was typed together with the command. */
  | { readonly kind: 'note'; readonly text?: string }
  /** Only in a preview: to see what everything is worth now; or the playbook was saved anew. */
  | { readonly kind: 'values' | 'reload' }
  /** The window closed, Ctrl-C, Ctrl-D, end of input. */
  | { readonly kind: 'leave'; readonly why?: string | undefined };

export type WayOut = 'insist' | 'hung_up' | 'wrong_number' | 'pause';

/** What was set at wrap-up, by the id of the item. */
export type Picks = ReadonlyMap<string, string>;

export interface Answering {
  readonly kind: 'answer';
  readonly raw?: Raw;
  /** Only from a screen with items. */
  readonly picks?: Picks;
  readonly words?: string;
  readonly jot?: string;
  /** Reason for passing soft checks, when it is known beforehand. */
  readonly override?: string;
}
