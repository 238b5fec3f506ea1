import type { Option, Question } from '../playbook/flow.js';
import type { Value } from '../playbook/value.js';
import { maskCardNumbers } from './card-number.js';
import { format } from './format.js';
import { decimals, fromMajor, toMajor } from './money.js';
import { readDate } from './read-date.js';
import { type Read, readNumber, shorten } from './read-number.js';
import { MOST_CHARACTERS, storable, tooLong } from './words.js';

/** What a key, a line, a flag or a file says. Options are named by id. */
export type Raw = string | number | boolean | readonly string[];

export interface Reading {
  readonly locale: string;
  readonly currency: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** Words beside the option picked. */
  readonly words?: string | undefined;
}

export interface Answered {
  /** `null`: an optional question left open. */
  readonly value: Value | null;
  /** Last digits of the card numbers that were taken out. */
  readonly endings: readonly string[];
}

/**
 * Reads one answer: the only way in, for keys, lines, flags and files alike. `options` are those that can be picked now.
 * Checks that are expressions come later; see `decide`.
 */
export function readAnswer(question: Question, raw: Raw, options: readonly Option[], reading: Reading): Read<Answered> {
  const blank = typeof raw === 'string' ? raw.trim() === '' : Array.isArray(raw) && raw.length === 0;
  if (blank && question.optional) return { ok: true, value: { value: null, endings: [] } };
  if (blank && question.type !== 'choices') return bad(`this question needs an answer; ${expected(question, options)}`);
  if (Array.isArray(raw) !== (question.type === 'choices')) {
    return bad(
      question.type === 'choices' ? 'name the options as a list' : 'this question takes one answer, not a list',
    );
  }
  switch (question.type) {
    case 'choice':
      return pick(String(raw), options, (option) => ({
        type: 'choice',
        id: option.id,
        label: option.label,
        ...besides(option, reading),
      }));
    case 'yes_no':
      return readYesNo(raw, options, reading);
    case 'choices':
      return pickSeveral(question, Array.isArray(raw) ? raw : [], options);
    case 'text':
      return readText(question, String(raw));
    case 'number':
    case 'scale':
      return readCount(question, raw, reading);
    case 'money':
      return readMoney(question, raw, reading);
    case 'date':
      return readDay(question, raw, reading);
  }
}

/** What a question takes, in a few words. */
export function expected(question: Question, options: readonly Option[]): string {
  switch (question.type) {
    case 'choice':
    case 'choices':
      return `pick ${question.type === 'choice' ? 'one' : 'any'} of ${options.map(({ id }) => id).join(', ')}`;
    case 'yes_no':
      return 'type y or n';
    case 'text':
      return 'type a few words';
    case 'number':
      return 'type a number';
    case 'money':
      return 'type an amount';
    case 'scale':
      return `type a number from ${question.min} to ${question.max}`;
    case 'date':
      return 'type a day: fri, tomorrow, +3, 31 dec, 2026-12-31';
  }
}

type Of<T extends Question['type']> = Extract<Question, { readonly type: T }>;

interface Bounded {
  readonly min?: number;
  readonly max?: number;
}

const YES_NO = new Map([
  ['y', 'yes'],
  ['yes', 'yes'],
  ['true', 'yes'],
  ['n', 'no'],
  ['no', 'no'],
  ['false', 'no'],
]);

const bad = (problem: string): Read<never> => ({ ok: false, problem });
const good = (value: Value, endings: readonly string[] = []): Read<Answered> => ({
  ok: true,
  value: { value, endings },
});

function withoutCurrency(typed: string, currency: string | undefined): string {
  if (currency === undefined) return typed;
  const sign = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    .formatToParts(0)
    .find(({ type }) => type === 'currency')?.value;
  return [currency, sign ?? currency].reduce((text, word) => text.replace(word, ''), typed);
}

/** An amount may be typed with the currency of the call; any other is refused with the rest of what is no number. */
function readAmount(raw: Raw, { locale }: Reading, currency?: string): Read<number> {
  if (maskCardNumbers(String(raw)).endings.length > 0) return bad('that is a card number, which is never kept');
  if (typeof raw !== 'number') return readNumber(withoutCurrency(String(raw), currency), locale);
  return Number.isFinite(raw) ? { ok: true, value: raw } : bad(`${raw} is not a number that can be kept`);
}

function outside<T extends number | string>(
  value: T,
  min: T | undefined,
  max: T | undefined,
  speak: (value: T) => string,
): Read<never> | undefined {
  if (min !== undefined && value < min) return bad(`${speak(value)} is too low; the least is ${speak(min)}`);
  if (max !== undefined && value > max) return bad(`${speak(value)} is too high; the most is ${speak(max)}`);
  return undefined;
}

function unknownOption(id: string, options: readonly Option[]): Read<never> {
  return bad(`"${shorten(id)}" is not an option here; pick one of ${options.map((option) => option.id).join(', ')}`);
}

interface Besides {
  readonly words?: string;
  readonly endings?: readonly string[];
}

function besides(option: Option, { words }: Reading): Besides {
  if (!option.words || words === undefined || words.trim() === '') return {};
  return storable(words);
}

function pick(id: string, options: readonly Option[], value: (option: Option) => Value & Besides): Read<Answered> {
  const option = options.find((candidate) => candidate.id === id);
  if (option === undefined) return unknownOption(id, options);
  const { endings = [], ...recorded } = value(option);
  return good(recorded, endings);
}

function pickSeveral(
  { min = 0, max }: { readonly min?: number; readonly max?: number },
  ids: readonly string[],
  options: readonly Option[],
): Read<Answered> {
  const stranger = ids.find((id) => !options.some((option) => option.id === id));
  if (stranger !== undefined) return unknownOption(stranger, options);
  const chosen = options.filter(({ id }) => ids.includes(id)).map(({ id, label }) => ({ id, label }));
  if (chosen.length < min) return bad(`pick at least ${min}`);
  if (max !== undefined && chosen.length > max) return bad(`pick at most ${max}`);
  return good({ type: 'choices', chosen });
}

function readYesNo(raw: Raw, options: readonly Option[], reading: Reading): Read<Answered> {
  const said = YES_NO.get(String(raw).trim().toLowerCase());
  if (said === undefined) return bad(`"${shorten(String(raw))}" is neither yes nor no; type y or n`);
  return pick(said, options, (option) => ({
    type: 'yes_no',
    yes: said === 'yes',
    label: option.label,
    ...besides(option, reading),
  }));
}

function readCount(
  question: Bounded & { readonly type: 'number' | 'scale' },
  raw: Raw,
  reading: Reading,
): Read<Answered> {
  const read = readAmount(raw, reading);
  if (!read.ok) return read;
  const { type, min, max } = question;
  if (type === 'scale' && !Number.isInteger(read.value)) return bad('a scale takes a whole number');
  return outside(read.value, min, max, format(reading.locale).number) ?? good({ type, number: read.value });
}

function readMoney({ min, max }: Bounded, raw: Raw, reading: Reading): Read<Answered> {
  const { currency, locale } = reading;
  const read = readAmount(raw, reading, currency);
  if (!read.ok) return read;
  const minor = fromMajor(read.value, currency);
  if (Math.abs(toMajor(minor, currency) - read.value) > 1e-9 * Math.max(1, Math.abs(read.value))) {
    return bad(`"${shorten(String(raw))}" has more decimals than ${currency} has; type at most ${decimals(currency)}`);
  }
  const [, whole = '', rest = ''] = /^[^\d.,]*(\d{1,3})[.,](\d{3})[^\d.,]*$/.exec(String(raw)) ?? [];
  if (rest !== '' && decimals(currency) < 3 && Math.abs(read.value) !== Number(whole + rest)) {
    return bad(`"${shorten(String(raw))}" can be read in two ways; type ${whole}${rest}, or ${read.value}`);
  }
  if (!Number.isSafeInteger(minor)) return bad('that amount is too large to keep exactly');
  const speak = (amount: number) => format(locale).money(amount, currency);
  return outside(toMajor(minor, currency), min, max, speak) ?? good({ type: 'money', minor, currency });
}

function readDay({ min, max }: Of<'date'>, raw: Raw, { today, locale }: Reading): Read<Answered> {
  const read = readDate(String(raw), today, locale);
  if (!read.ok) return read;
  const bound = (limit: string | undefined) => (limit === 'today' ? today : limit);
  return outside(read.value, bound(min), bound(max), format(locale).date) ?? good({ type: 'date', date: read.value });
}

function readText(question: Of<'text'>, typed: string): Read<Answered> {
  const long = tooLong(typed.trim(), Math.min(question.max ?? MOST_CHARACTERS, MOST_CHARACTERS));
  if (long !== undefined) return bad(long);
  const { words, endings } = storable(typed);
  if (question.pattern !== undefined && !question.pattern.matches(words)) {
    return bad(`"${shorten(words)}" does not fit the pattern ${question.pattern.source}`);
  }
  return good({ type: 'text', words }, endings);
}
