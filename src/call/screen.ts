import type { Option, Question } from '../playbook/flow.js';
import type { Format } from './format.js';
import type { Answer } from './state.js';

/** One screen as data: what a keyboard, a line reader or a file of answers is asked. */
export interface Screen {
  /** The same when the rep comes back to it, another for every other screen of the call. */
  readonly key: string;
  readonly header: Header;
  readonly kind: 'fact' | 'step' | 'wrap_up' | 'override' | 'note' | 'way_out' | 'cards' | 'trail' | 'values' | 'menu';
  /** The label of the card that is open: the screen is off the path. */
  readonly card?: string | undefined;
  /** The step or fact that is asked; at wrap-up the need that is missing. */
  readonly step?: string | undefined;
  /** A fact to ask for, by its label. */
  readonly ask?: string | undefined;
  readonly say?: string | undefined;
  readonly do?: string | undefined;
  readonly why?: string | undefined;
  readonly jot?: string | undefined;
  /** A screen without a question waits to be passed. */
  readonly question?: Question | undefined;
  readonly options: readonly Option[];
  /** Of `cards`: the digit that picks an option, by its id. Letters search. */
  readonly keys?: ReadonlyMap<string, string> | undefined;
  /** Ids of options that weigh so much that a digit alone must not pick them. */
  readonly weighty?: ReadonlySet<string> | undefined;
  /** Of `wrap_up`: what is settled together with the note. */
  readonly items?: readonly Item[] | undefined;
  /** Offers that suit, which this rep may not make, and who may; or why there is none. */
  readonly askFirst?: readonly string[] | undefined;
  /** Of `override`: what stands against what the rep did. */
  readonly against?: string | undefined;
  /** Only in a preview: what is not offered here, and why. */
  readonly hidden?: readonly string[] | undefined;
  /** The answer from before the rep went back. */
  readonly prefill?: Answer | undefined;
  readonly format: Format;
}

/** A line of the wrap-up. */
export interface Item {
  /** As in `outcome`, `needs promise`, `follow_up visit_on`, `draft letter`. */
  readonly id: string;
  readonly kind: 'outcome' | 'evidence' | 'follow_up' | 'draft';
  readonly label: string;
  /** What it can be set to. */
  readonly options: readonly Option[];
  /** The id of the option it is set to; empty: the rep has to say. */
  readonly value: string;
}

export interface Header {
  readonly title: string;
  readonly customer?: string | undefined;
  /** Screens answered on the path, and the fewest that are still to come. */
  readonly done: number;
  readonly left: number;
}

/** A screen beside the path: it asks for something about the call, in the header of the screen behind it. */
export function aside(behind: Screen, kind: Screen['kind'], doing: string, options: readonly Option[] = []): Screen {
  const { header, step, say, card, format: speak } = behind;
  const key = `${behind.key}/${kind}`;
  const question = options.length > 0 ? choice(options) : kind === 'trail' ? undefined : words;
  return {
    key,
    header,
    step,
    kind,
    card,
    say: kind === 'trail' || kind === 'cards' ? undefined : say,
    do: doing,
    question,
    options,
    format: speak,
  };
}

/** Whether a screen stands beside the path, and going back from it goes back to the one behind. */
export const isAside = ({ key }: Screen): boolean => key.includes('/');

/** Whether nothing is recorded: the screen tells a trainer what it hides from a rep. */
export const isPreview = ({ hidden }: Screen): boolean => hidden !== undefined;

export const option = (id: string, label: string): Option => ({ id, label, words: false });

export const choice = (options: readonly Option[]): Question => ({
  type: 'choice',
  options,
  optional: false,
  personal: false,
  checks: [],
});

export const words: Question = { type: 'text', optional: true, personal: false, checks: [] };
