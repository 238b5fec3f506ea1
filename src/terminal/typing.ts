import { toMajor } from '../call/money.js';
import type { Prompt, Reply } from '../call/rep.js';
import type { Screen } from '../call/screen.js';
import type { Option } from '../playbook/flow.js';
import type { Value } from '../playbook/value.js';
import { emptyLine, type Line, lineOf } from './line-edit.js';

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
  /** The answer from before stands there, and no key has touched it yet. */
  readonly untouched: boolean;
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
  return { ...typing, command: undefined, scroll: 0, why: false, problem: refusal?.message };
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
    row: Math.max(
      screen.options.findIndex(({ id }) => id === picked),
      0,
    ),
    ticked: value?.type === 'choices' ? value.chosen.map(({ id }) => id) : [],
    picked,
    untouched: value !== undefined,
    scroll: 0,
    why: false,
  };
}

export const lineIn = ({ lines, phase, command }: Typing): Line => command ?? lines[phase];

export function withLine(typing: Typing, line: Line): Typing {
  if (typing.command !== undefined) return { ...typing, command: line };
  return { ...typing, lines: { ...typing.lines, [typing.phase]: line }, untouched: false };
}

/** The options that show: those that fit what was typed to search them, and a way to leave an optional question open. */
export function optionsShown({ options, question }: Screen, { lines }: Typing): readonly Option[] {
  if (question?.type !== 'choice' && question?.type !== 'yes_no') return options;
  const sought = options.length > MOST_DIGITS ? lines.question.text.toLowerCase() : '';
  const fitting = options.filter(({ label }) => label.toLowerCase().includes(sought));
  return question.optional ? [...fitting, LEAVE_OPEN] : fitting;
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
