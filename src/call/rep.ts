import type { Refusal } from './judge.js';
import type { Raw } from './read-answer.js';
import type { Screen } from './screen.js';
import type { Saving } from './session.js';

/** Whoever answers: a keyboard, a line reader, a file. */
export interface Rep {
  ask(prompt: Prompt): Promise<Reply>;
  /** What stays of a screen once it is answered. */
  trail(line: string): void;
}

export interface Prompt {
  readonly screen: Screen;
  /** Why the last answer was not taken. */
  readonly refusal?: Refusal | undefined;
  /** Tries to save what is not on disk, and says how it went. */
  readonly saving: () => Saving;
  /** Milliseconds in the call, all sessions together. */
  readonly elapsed: () => number;
}

export type Reply =
  | Answering
  | { readonly kind: 'back' | 'forward' | 'trail' | 'way_out' }
  /** `text` when the note was typed together with the command. */
  | { readonly kind: 'note'; readonly text?: string }
  /** The window closed, Ctrl-C, Ctrl-D, end of input. */
  | { readonly kind: 'leave'; readonly why?: string | undefined };

export interface Answering {
  readonly kind: 'answer';
  readonly raw?: Raw;
  readonly words?: string;
  readonly jot?: string;
  /** Reason for passing soft checks, when it is known beforehand. */
  readonly override?: string;
}
