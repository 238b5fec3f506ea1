import type { Scalar } from '../value.js';
import type { Apply } from './term.js';
import { DATE, NUMBER, type Type, YES_NO } from './type.js';

/** A function of the language, with the kinds of its arguments; `more`: the last kind any number of times. */
export interface Signature {
  readonly takes: readonly (readonly Type['kind'][])[];
  readonly least: number;
  readonly more?: true;
  readonly gives: Type;
  readonly example: string;
  readonly apply: Apply;
}

const DAY = 86_400_000;

const numbers = (args: readonly Scalar[]): readonly number[] => args.filter((arg) => typeof arg === 'number');

const day = (date: Scalar | undefined): number =>
  typeof date === 'string' ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;

export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map<string, Signature>([
  [
    'min',
    {
      takes: [['number']],
      least: 2,
      more: true,
      gives: NUMBER,
      example: 'min(monthly_value, 100)',
      apply: (args) => Math.min(...numbers(args)),
    },
  ],
  [
    'max',
    {
      takes: [['number']],
      least: 2,
      more: true,
      gives: NUMBER,
      example: 'max(monthly_value, 100)',
      apply: (args) => Math.max(...numbers(args)),
    },
  ],
  [
    'round',
    {
      takes: [['number'], ['number']],
      least: 1,
      gives: NUMBER,
      example: 'round(monthly_value * 0.9), or round(share, 2)',
      apply: (args) => roundHalfUp(...numbers(args)),
    },
  ],
  [
    'days_between',
    {
      takes: [['date'], ['date']],
      least: 2,
      gives: NUMBER,
      example: 'days_between(today, promised)',
      apply: ([from, to]) => Math.round((day(to) - day(from)) / DAY),
    },
  ],
  [
    'in_days',
    {
      takes: [['number']],
      least: 1,
      gives: DATE,
      example: 'in_days(14)',
      apply: (args, today) => inDays(numbers(args)[0] ?? 0, today),
    },
  ],
  [
    'size',
    {
      takes: [['text', 'choices']],
      least: 1,
      gives: NUMBER,
      example: 'size(concerns) > 1',
      apply: ([arg]) => (typeof arg === 'string' ? [...arg].length : Array.isArray(arg) ? arg.length : undefined),
    },
  ],
  [
    'contains',
    {
      takes: [['text'], ['text']],
      least: 2,
      gives: YES_NO,
      example: 'contains(words, "refund")',
      apply: ([text, part]) => typeof text === 'string' && typeof part === 'string' && text.includes(part),
    },
  ],
]);

/** Half goes up, and 1.005 counts as a half: the shortest decimal is what is rounded, not its binary neighbour. */
function roundHalfUp(value = 0, digits = 0): number {
  const scaled = shifted(value, digits);
  const rounded = shifted(Math.floor(scaled + 0.5), -digits);
  return Number.isFinite(rounded) ? rounded : value;
}

/** Very small and very large numbers print with an exponent of their own. */
function shifted(value: number, digits: number): number {
  const [decimal, exponent = 0] = String(value).split('e');
  return Number(`${decimal}e${Number(exponent) + digits}`);
}

function inDays(days: number, today: string): string | undefined {
  const time = day(today) + Math.round(days) * DAY;
  const date = new Date(time);
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999 ? date.toISOString().slice(0, 10) : undefined;
}
