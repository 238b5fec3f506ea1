import type { Card, Step } from '../flow.js';
import type { Conditions } from './conditions.js';
import type { Level } from './inlined.js';
import type { Items } from './items.js';
import type { Evidence, Reading } from './reading.js';
import type { Store } from './store.js';
import type { Arrival, Hear, Over, Ways } from './way.js';

/** A screen, with what is remembered there. */
export interface Screen {
  readonly level: Level;
  readonly step: Step;
  /** The offer that was made there, and to which the customer now replies. */
  readonly made?: string | undefined;
  /** Before the first step, while facts are asked for. */
  readonly facts?: true | undefined;
  /** The call has come to this outcome, and the step is asked because that needs it. */
  readonly ends?: string | undefined;
  /** The wrap-up of a call that has come to this outcome, after the step. */
  readonly wrapUp?: string | undefined;
  readonly over?: Over | undefined;
  /** Once a card has come back: what was remembered when the screen was shown. Its options stay those that it had then. */
  readonly before?: Store | undefined;
  readonly store: Store;
}

/** Something that can be done on a screen, and everywhere it may lead. */
export interface Move {
  readonly how: 'answer' | 'insist' | 'card' | 'ask';
  /** The option picked, the offer made, how it was taken, the card opened. */
  readonly what?: string;
  /** The offer that is made. */
  readonly offer?: string;
  /** What is remembered when it is done. */
  readonly store: Store;
  readonly arrivals: Iterable<Arrival>;
}

/** What a rep can do beside answering: `insist_once` leaves the cards out, and lets the customer insist once. */
export type Detours = 'all' | 'insist_once' | 'none';

/** Hears what comes up on the way. */
export interface Listener {
  readonly condition?: Hear;
  /** An option that can be picked at a step. */
  readonly option?: (level: Level, step: Step, option: string) => void;
}

/** All that moves are worked out with. */
export interface Around {
  readonly items: Items;
  readonly reading: Reading;
  readonly conditions: Conditions;
  readonly ways: Ways;
  readonly heard: Listener;
  /** Cards that change nothing that is remembered: coming back from one is as if it had not been opened. */
  readonly plain: () => ReadonlySet<Card>;
  /** Steps that can be asked at wrap-up. */
  readonly evidence: readonly Evidence[];
}
