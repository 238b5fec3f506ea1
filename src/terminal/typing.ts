import { toMajor } from '../call/money.js';
import type { Picks, Prompt, Reply } from '../call/rep.js';
import type { Screen } from '../call/screen.js';
import type { Option } from '../playbook/flow.js';
import type { Value } from '../playbook/value.js';
import { ON_NOTE, settleAgain } from './items.js';
import { emptyLine, type Line, lineOf } from './line-edit.js';
import { search } from './search.js';

/** What the rep has done on one screen so far. */
export interface Typing {
  /** The line of words before the question, the question, or the words beside an option. */
  readonly phase: Phase;
  readonly lines: { readonly [Name in Phase]: Line };
  /** The command after a slash, while one is typed. */
  readonly command?: Line | undefined;
  /** The option the cursor is on, among those that show. */
  readonly row: number;
  readonly ticked: readonly string[];
  /** The option whose words are being typed, or were. */
  readonly picked?: string | undefined;
  /** At wrap-up: the item the cursor is on, or the note; and what was set here. */
  readonly focus: string;
  readonly picks: Picks;
  /** The answer from before stands there, and no key has touched it yet. */
  readonly untouched: boolean;
  /** Keys since the last arrow that picked nothing: whoever types words must not pick with the Enter behind them. */
  readonly mistyped: string;
  /** Lines of the script that have been scrolled past. */
  readonly scroll: number;
  readonly why: boolean;
  readonly problem?: string | undefined;
}

type Phase = 'jot' | 'question' | 'words';

export type Pressed =
  | { readonly kind: 'typing'; readonly typing: Typing }
  | { readonly kind: 'reply'; readonly reply: Reply };

/** More options than digits: typing filters, and Enter picks. */
export const MOST_DIGITS = 9;

const LEAVE_OPEN: Option = { id: '', label: 'Leave it open', words: false };

/** A screen as it is first shown: with what was half typed, else with the answer from before. */
export function begin({ screen, refusal }: Prompt, draft: Typing | undefined): Typing {
  const typing = stillOffered(screen, draft ?? answeredBefore(screen));
  const settling = settleAgain(screen, draft, typing.lines.question.text);
  return { ...typing, ...settling, command: undefined, mistyped: '', scroll: 0, why: false, problem: refusal?.message };
}

/** What was ticked or picked may be hidden by now. */
function stillOffered({ options }: Screen, typing: Typing): Typing {
  const offered = (id: string | undefined) => options.some((option) => option.id === id);
  const ticked = typing.ticked.filter(offered);
  if (typing.picked === undefined || offered(typing.picked)) return { ...typing, ticked };
  const phase = typing.phase === 'words' ? 'question' : typing.phase;
  return { ...typing, ticked, phase, picked: undefined, row: 0 };
}

function answeredBefore(screen: Screen): Typing {
  const { prefill, jot } = screen;
  const value = prefill?.value ?? undefined;
  const picked =
    value?.type === 'choice' ? value.id : value?.type === 'yes_no' ? (value.yes ? 'yes' : 'no') : undefined;
  const words = value !== undefined && 'words' in value && value.type !== 'text' ? (value.words ?? '') : '';
  return {
    phase: jot === undefined ? 'question' : 'jot',
    lines: {
      jot: lineOf(prefill?.jot ?? ''),
      question: value === undefined ? emptyLine : lineOf(typedForm(screen, value)),
      words: lineOf(words),
    },
    row: rowOf(screen, picked),
    ticked: value?.type === 'choices' ? value.chosen.map(({ id }) => id) : [],
    picked,
    focus: ON_NOTE,
    picks: new Map(),
    untouched: value !== undefined,
    mistyped: '',
    scroll: 0,
    why: false,
  };
}

/** A trail is read from its end: from where the call is. Ways out end in the way back, for whoever came by mistake. */
const rowOf = ({ kind, options }: Screen, picked: string | undefined): number =>
  Math.max(
    kind === 'trail' || kind === 'way_out' ? options.length - 1 : options.findIndex(({ id }) => id === picked),
    0,
  );

export const lineIn = ({ lines, phase, command }: Typing): Line => command ?? lines[phase];

export function withLine(typing: Typing, line: Line): Typing {
  if (typing.command !== undefined) return { ...typing, command: line };
  return { ...typing, lines: { ...typing.lines, [typing.phase]: line }, focus: ON_NOTE, untouched: false };
}

/** Whether what is typed searches the options. */
export const isSearched = ({ kind, options }: Screen): boolean =>
  kind === 'cards' || options.length > (kind === 'menu' ? MOST_SEEN_AT_ONCE : MOST_DIGITS);

/** A menu longer than this is searched, though a digit picks from it as well. */
const MOST_SEEN_AT_ONCE = 5;

/** The options that show: those that fit what was typed to search them, and a way to leave an optional question open. */
export function optionsShown(screen: Screen, { lines }: Typing): readonly Option[] {
  const { kind, options, question } = screen;
  if (question?.type !== 'choice' && question?.type !== 'yes_no') return options;
  const fitting = isSearched(screen) ? search(options, lines.question.text) : options;
  return question.optional && kind !== 'cards' && kind !== 'trail' ? [...fitting, LEAVE_OPEN] : fitting;
}

/** The key that picks an option; empty when only Enter does. */
export function digitOf({ kind, keys, question, options }: Screen, id: string, at: number): string {
  if (kind === 'cards') return [...(keys ?? [])].find(([, card]) => card === id)?.[0] ?? '';
  if (options.length > MOST_DIGITS) return '';
  if (id === '') return '0';
  return question?.type === 'yes_no' ? id.charAt(0) : String(at + 1);
}

/** Whether the answer is typed on a line, rather than picked. */
export function isLine({ question }: Screen): boolean {
  switch (question?.type) {
    case 'text':
    case 'number':
    case 'money':
    case 'date':
      return true;
    case 'scale':
      return question.min < 0 || question.max > MOST_DIGITS;
    default:
      return false;
  }
}

/** A value as the rep would type it. */
export function typedForm(screen: Screen, value: Value): string {
  switch (value.type) {
    case 'text':
      return value.words ?? '';
    case 'number':
    case 'scale':
      return screen.format.typed(value.number);
    case 'money':
      return screen.format.typed(toMajor(value.minor, value.currency));
    case 'date':
      return value.date;
    default:
      return '';
  }
}

export const on = (typing: Typing): Pressed => ({ kind: 'typing', typing });
