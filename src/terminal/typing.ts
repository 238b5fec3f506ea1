import { toMajor } from '../call/money.js';
import type { Draft, Prompt, Reply } from '../call/rep.js';
import type { Screen } from '../call/screen.js';
import type { Option } from '../playbook/flow.js';
import type { Value } from '../playbook/value.js';
import { emptyLine, type Line, lineOf } from './line-edit.js';

/** What the rep has done on one screen so far. */
export interface Typing {
  /** The line of words before the question, the question, the words beside an option, or a command after a slash. */
  readonly phase: 'jot' | 'question' | 'words' | 'command';
  readonly line: Line;
  /** The option the cursor is on, among those that fit what was typed. */
  readonly row: number;
  readonly ticked: readonly string[];
  readonly jot?: string | undefined;
  readonly picked?: string | undefined;
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

export function begin({ screen, draft, refusal }: Prompt): Typing {
  const problem = refusal?.message;
  const blank: Typing = { phase: 'question', line: emptyLine, row: 0, ticked: [], scroll: 0, why: false, problem };
  if (draft !== undefined) {
    const { text, cursor, jot, picked, ticked = [] } = draft;
    const phase = picked !== undefined ? 'words' : screen.jot !== undefined && jot === undefined ? 'jot' : 'question';
    return { ...blank, phase, line: { text, cursor }, jot, picked, ticked, row: rowOf(screen, picked) };
  }
  if (screen.jot === undefined) return toQuestion(screen, blank);
  return { ...blank, phase: 'jot', line: lineOf(screen.prefill?.jot ?? '') };
}

/** The question itself, with the answer from before in place. */
export function toQuestion(screen: Screen, typing: Typing): Typing {
  const before = screen.prefill?.value;
  const question: Typing = { ...typing, phase: 'question', line: emptyLine, picked: undefined };
  if (before == null) return question;
  const picked =
    before.type === 'choice' ? before.id : before.type === 'yes_no' ? (before.yes ? 'yes' : 'no') : undefined;
  const ticked = before.type === 'choices' ? before.chosen.map(({ id }) => id) : [];
  return { ...question, line: lineOf(typedForm(screen, before)), row: rowOf(screen, picked), ticked };
}

export function draftOf({ line, jot, picked, ticked, phase }: Typing): Draft {
  const { text, cursor } = phase === 'command' ? emptyLine : line;
  return {
    text,
    cursor,
    ticked,
    ...(jot === undefined ? {} : { jot }),
    ...(picked === undefined ? {} : { picked }),
  };
}

/** The options that fit what was typed to search them. */
export function optionsShown({ options, question }: Screen, { phase, line }: Typing): readonly Option[] {
  if (phase !== 'question' || question?.type !== 'choice' || options.length <= MOST_DIGITS) return options;
  const sought = line.text.toLowerCase();
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

const rowOf = (screen: Screen, picked: string | undefined): number =>
  Math.max(
    screen.options.findIndex(({ id }) => id === picked),
    0,
  );

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
