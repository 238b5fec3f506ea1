import type { Chance } from './kill-chance.js';

/** What a rep does on one screen: the keys, and what the log must say once they were taken, all of it or nothing. */
export interface Move {
  readonly keys: readonly string[];
  readonly entries: readonly string[];
  /** The call is over with it, or left. */
  readonly leaves?: true;
}

export const TAB = '\t';
/** Ctrl-E and Ctrl-U: to the end of the line, and empties it. Also parts two presses of one key, which would be a held key. */
export const AFRESH = ['\x05', '\x15'];

/** Words that no other answer has, most likely. */
export const words = (chance: Chance): string => `words ${chance.whole(0, 1e6).toString(36)}`;
