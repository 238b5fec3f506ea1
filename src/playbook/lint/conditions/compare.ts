import { dayNumber, EITHER, one, type Values } from './possible.js';

const YES = one(true);
const NO = one(false);

/** How two values can compare; what is not known may go either way. */
export function compared(operator: string, a: Values, b: Values): Values {
  switch (operator) {
    case '==':
      return equal(a, b);
    case '!=':
      return opposite(equal(a, b));
    case '<':
      return less(a, b);
    case '>':
      return less(b, a);
    case '>=':
      return opposite(less(a, b));
    case '<=':
      return opposite(less(b, a));
    default:
      return EITHER;
  }
}

function opposite(truth: Values): Values {
  return truth === YES ? NO : truth === NO ? YES : EITHER;
}

function equal(a: Values, b: Values): Values {
  const [left, right] = [span(a, b), span(b, a)];
  if (left !== undefined && right !== undefined) return meeting(left, right);
  if (a.kind === 'one' && b.kind === 'one') {
    const common = [...a.of].filter((value) => b.of.has(value));
    if (common.length === 0) return NO;
    return a.of.size === 1 && b.of.size === 1 ? YES : EITHER;
  }
  if (a.kind === 'words' && b.kind === 'one') return [...b.of].every((value) => a.except.has(value)) ? NO : EITHER;
  if (a.kind === 'one' && b.kind === 'words') return equal(b, a);
  return EITHER;
}

function meeting(a: Span, b: Span): Values {
  if (a.max < b.min || b.max < a.min) return NO;
  return a.min === a.max && b.min === b.max ? YES : EITHER;
}

function less(a: Values, b: Values): Values {
  const [left, right] = [span(a, b), span(b, a)];
  if (left === undefined || right === undefined) return EITHER;
  if (left.max < right.min) return YES;
  return left.min >= right.max ? NO : EITHER;
}

interface Span {
  readonly min: number;
  readonly max: number;
}

/** Numbers, or days; beside a day, words in quotes are days as well. */
function span(values: Values, beside: Values): Span | undefined {
  if (values.kind === 'range') return beside.kind === 'range' ? values : undefined;
  if (values.kind === 'days') return values;
  if (values.kind !== 'one' || beside.kind !== 'days') return undefined;
  const days = [...values.of].map(dayNumber);
  const known = days.filter((day) => day !== undefined);
  return known.length === days.length ? { min: Math.min(...known), max: Math.max(...known) } : undefined;
}

/** Whether an option can be among several. */
export function among(item: Values, list: Values): Values {
  if (item.kind !== 'one' || list.kind !== 'several') return EITHER;
  const asked = [...item.of].map(String);
  if (asked.every((option) => list.with.has(option))) return YES;
  return asked.every((option) => list.without.has(option)) || list.most === 0 ? NO : EITHER;
}

/** Whether one can be equal to any of a list. */
export function listed(item: Values, list: readonly Values[]): Values {
  const each = list.map((value) => equal(item, value));
  if (each.includes(YES)) return YES;
  return each.every((truth) => truth === NO) ? NO : EITHER;
}
