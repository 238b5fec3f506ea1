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
  /** What was half typed on this screen before something else came in between. */
  readonly draft?: Draft | undefined;
  /** Tries to save what is not on disk, and says how it went. */
  readonly saving: () => Saving;
  /** Milliseconds in this session of the call. */
  readonly elapsed: () => number;
}

export type Reply =
  | (Reading & { readonly kind: 'answer' })
  | { readonly kind: 'back' | 'forward' | 'trail' | 'way_out'; readonly draft?: Draft }
  /** `text` when the note was typed together with the command. */
  | { readonly kind: 'note'; readonly text?: string; readonly draft?: Draft }
  /** The window closed, Ctrl-C, Ctrl-D, end of input. */
  | { readonly kind: 'leave'; readonly why?: string };

interface Reading {
  readonly raw?: Raw;
  readonly words?: string;
  readonly jot?: string;
  /** Reason for passing soft checks, when it is known beforehand. */
  readonly override?: string;
  readonly draft?: Draft;
}

/** Half an answer, as it stood on the screen: only the kind of rep that made it reads it. */
export interface Draft {
  readonly phase: 'jot' | 'question' | 'words';
  readonly lines: { readonly [Phase in 'jot' | 'question' | 'words']: DraftLine };
  /** The option the cursor is on. */
  readonly row: number;
  readonly ticked: readonly string[];
  /** The option whose words are being typed, or were. */
  readonly picked?: string | undefined;
}

/** `cursor` counts UTF-16 units. */
export interface DraftLine {
  readonly text: string;
  readonly cursor: number;
}
