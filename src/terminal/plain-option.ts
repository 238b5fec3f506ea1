import type { Raw } from '../call/read-answer.js';
import type { Screen } from '../call/screen.js';
import type { Option } from '../playbook/flow.js';
import type { Value } from '../playbook/value.js';
import { search } from './search.js';
import { digitOf, MOST_DIGITS, typedForm } from './typing.js';

/** The number by which an option is typed; a card has its digit, and those without one count on from ten. */
export function numberOf(screen: Screen, at: number): number {
  const { kind, options } = screen;
  if (kind !== 'cards') return at + 1;
  const digit = (card: Option | undefined) => digitOf(screen, card?.id ?? '', at);
  const without = options.slice(0, at).filter((card) => digit(card) === '').length;
  return Number(digit(options[at])) || MOST_DIGITS + 1 + without;
}

/**
 * Options may be typed by number, id or label, cards and steps by words of their labels; what fits none of them goes on as it
 * is, to be refused with a reason. An empty line keeps the answer from before, and a dash leaves an optional question open.
 */
export function rawOf(screen: Screen, line: string): Raw {
  const { question, options, prefill } = screen;
  const typed = line.trim();
  const before = prefill?.value ?? undefined;
  if (before !== undefined && typed === '') return rawBefore(screen, before);
  if (question?.optional && typed === '-') return question.type === 'choices' ? [] : '';
  switch (question?.type) {
    case 'choice':
      return optionIn(screen, typed);
    case 'yes_no':
      return options.find(({ id }) => id.charAt(0) === typed.toLowerCase())?.id ?? optionIn(screen, typed);
    case 'choices':
      return typed === '' ? [] : typed.split(',').map((part) => optionIn(screen, part));
    default:
      return line;
  }
}

function optionIn(screen: Screen, text: string): string {
  const { kind, options } = screen;
  const said = text.trim().toLowerCase();
  const numbered = options.find((_, at) => String(numberOf(screen, at)) === said);
  const found = numbered ?? named(options, said);
  if (found !== undefined) return found.id;
  const fitting = kind === 'cards' || kind === 'trail' ? search(options, said) : [];
  return fitting.length === 1 ? (fitting[0]?.id ?? text) : text;
}

/** By id or label. */
export const named = (options: readonly Option[], said: string): Option | undefined =>
  options.find(({ id, label }) => id === said || label.toLowerCase() === said);

const rawBefore = (screen: Screen, value: Value): Raw => {
  if (value.type === 'choice') return value.id;
  if (value.type === 'yes_no') return value.yes ? 'yes' : 'no';
  if (value.type !== 'choices') return typedForm(screen, value);
  return value.chosen.map(({ id }) => id).filter((id) => screen.options.some((option) => option.id === id));
};

/** The words that stood beside the same option before. */
export function wordsBefore({ prefill }: Screen, id: string | undefined): string {
  const before = prefill?.value;
  if (before?.type === 'yes_no') return (before.yes ? 'yes' : 'no') === id ? (before.words ?? '') : '';
  return before?.type === 'choice' && before.id === id ? (before.words ?? '') : '';
}
