import { toMajor } from '../call/money.js';
import type { Draft, DraftLine, Prompt, Reply } from '../call/rep.js';
import type { Screen } from '../call/screen.js';
import type { Option } from '../playbook/flow.js';
import type { Value } from '../playbook/value.js';
import { emptyLine, lineOf } from './line-edit.js';

/** What the rep has done on one screen so far: a draft, and what concerns the screen alone. */
export interface Typing extends Draft {
  /** The command after a slash, while one is typed. */
  readonly command?: DraftLine | undefined;
  /** Lines of the script that have been scrolled past. */
  readonly scroll: number;
  readonly why: boolean;
  readonly problem?: string | undefined;
}

export type Pressed =
  | { readonly kind: 'typing'; readonly typing: Typing }
  | { readonly kind: 'reply'; readonly reply: Reply };

/** More options than digits: typing filters, and Enter picks. */
export const MOST_DIGITS = 9;

/** A screen as it is first shown: with what was half typed, else with the answer from before. */
export function begin({ screen, draft, refusal }: Prompt): Typing {
  return { ...(draft ?? answeredBefore(screen)), scroll: 0, why: false, problem: refusal?.message };
}

function answeredBefore(screen: Screen): Draft {
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
  };
}

export const draftOf = ({ phase, lines, row, ticked, picked }: Typing): Draft => ({
  phase,
  lines,
  row,
  ticked,
  picked,
});

export const lineIn = ({ lines, phase, command }: Typing): DraftLine => command ?? lines[phase];

export function withLine(typing: Typing, line: DraftLine): Typing {
  if (typing.command !== undefined) return { ...typing, command: line };
  return { ...typing, lines: { ...typing.lines, [typing.phase]: line } };
}

/** The options that fit what was typed to search them. */
export function optionsShown({ options, question }: Screen, { lines }: Typing): readonly Option[] {
  if (question?.type !== 'choice' || options.length <= MOST_DIGITS) return options;
  const sought = lines.question.text.toLowerCase();
  return options.filter(({ label }) => label.toLowerCase().includes(sought));
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

function typedForm(screen: Screen, value: Value): string {
  switch (value.type) {
    case 'text':
      return value.words ?? '';
    case 'number':
    case 'scale':
      return isLine(screen) ? screen.format.typed(value.number) : '';
    case 'money':
      return screen.format.typed(toMajor(value.minor, value.currency));
    case 'date':
      return value.date;
    default:
      return '';
  }
}
