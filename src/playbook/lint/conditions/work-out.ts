import type { Term } from '../../expression/term.js';
import type { Type } from '../../expression/type.js';
import { among, compared, listed } from './compare.js';
import { ANY, DAYS, EITHER, either, NUMBERS, one, type Possible, there, type Values, WORDS } from './possible.js';
import { combined, MOST, type Range, range } from './range.js';

/** What is known of everything that an expression asks of a call. */
export interface Knowledge {
  readonly value: (name: string, type: Type) => Possible;
  readonly visited: (step: string) => Possible;
  readonly offers: (term: Term & { readonly kind: 'offers' }) => Possible;
}

const MISSING: Possible = { missing: true, values: undefined };

/** Everything that `term` can come out as: what `evaluate` gives is always among it. */
export function workOut(term: Term, known: Knowledge): Possible {
  switch (term.kind) {
    case 'literal':
      return there(ofLiteral(term.value));
    case 'name':
      return known.value(term.name, term.type);
    case 'today':
      return there(DAYS);
    case 'visited':
      return known.visited(term.step);
    case 'offers':
      return known.offers(term);
    case 'answered': {
      const { missing, values } = known.value(term.name, term.type);
      return there(values === undefined ? one(false) : missing ? EITHER : one(true));
    }
    case 'default': {
      const value = workOut(term.value, known);
      if (!value.missing) return value;
      const otherwise = workOut(term.otherwise, known);
      return { missing: otherwise.missing, values: either(value.values, otherwise.values) };
    }
    case 'not': {
      const { missing, values } = workOut(term.of, known);
      return { missing, values: values?.kind === 'one' ? one(...[...values.of].map((value) => !value)) : values };
    }
    case 'and':
      return joined(workOut(term.left, known), workOut(term.right, known), false);
    case 'or':
      return joined(workOut(term.left, known), workOut(term.right, known), true);
    case 'choose':
      return chosen(term, known);
    case 'call':
      return called(term, known);
  }
}

function ofLiteral(value: unknown): Values {
  if (typeof value === 'number') return range(value, value, Number.isInteger(value)) ?? NUMBERS;
  return typeof value === 'string' || typeof value === 'boolean' ? one(value) : ANY;
}

/** Whether a condition can come out so. */
export const canBe = ({ values }: Possible, truth: boolean): boolean =>
  values !== undefined && (values.kind !== 'one' || values.of.has(truth));

/** `decisive` on either side settles it. */
function joined(left: Possible, right: Possible, decisive: boolean): Possible {
  const outcomes: boolean[] = [];
  if (canBe(left, decisive) || canBe(right, decisive)) outcomes.push(decisive);
  if (canBe(left, !decisive) && canBe(right, !decisive)) outcomes.push(!decisive);
  const open = (side: Possible) => side.missing || canBe(side, !decisive);
  const missing = (left.missing && open(right)) || (right.missing && open(left));
  return { missing, values: outcomes.length > 0 ? one(...outcomes) : undefined };
}

function chosen(term: Term & { readonly kind: 'choose' }, known: Knowledge): Possible {
  const test = workOut(term.test, known);
  const ways = [
    ...(canBe(test, true) ? [workOut(term.holds, known)] : []),
    ...(canBe(test, false) ? [workOut(term.fails, known)] : []),
  ];
  return {
    missing: test.missing || ways.some(({ missing }) => missing),
    values: ways.reduce<Values | undefined>((all, { values }) => either(all, values), undefined),
  };
}

type Call = Term & { readonly kind: 'call' };

function called(term: Call, known: Knowledge): Possible {
  const args = term.args.map((arg) => workOut(arg, known));
  const values = args.flatMap((arg) => arg.values ?? []);
  if (values.length < args.length) return MISSING;
  const missing = args.some((arg) => arg.missing);
  const [first = ANY, second] = values;
  if (term.type.kind === 'yes_no') return { missing, values: condition(term.name, first, values.slice(1)) };
  const ranges = values.filter((value) => value.kind === 'range');
  if (term.name === 'size') {
    const { least, most } = first.kind === 'several' ? first : { least: 0, most: MOST };
    return { missing, values: range(least, most, true) };
  }
  if (term.name === 'days_between') return { missing, values: daysBetween(first, second) };
  if (ranges.length === values.length && term.type.kind === 'number') return withEnds(sum(term, ranges), missing);
  // A number that is not finite is missing, and so is a day of the year 10000.
  const unknown = term.type.kind === 'number' ? NUMBERS : term.type.kind === 'date' ? DAYS : ANY;
  return { missing: missing || unknown !== ANY, values: term.type.kind === 'text' ? WORDS : unknown };
}

function condition(name: string, first: Values, rest: readonly Values[]): Values {
  const [second] = rest;
  if (name !== 'in') return second === undefined ? EITHER : compared(name, first, second);
  return second?.kind === 'several' ? among(first, second) : listed(first, rest);
}

const FARTHEST = DAYS.max - DAYS.min;

function daysBetween(from: Values, to: Values | undefined): Values | undefined {
  if (from.kind !== 'days' || to?.kind !== 'days') return range(-FARTHEST, FARTHEST, true);
  return range(to.min - from.max, to.max - from.min, true);
}

/** `undefined` where nothing is known of it. */
function sum(term: Call, [first, ...rest]: readonly Range[]): Range | undefined {
  if (first === undefined) return undefined;
  const [second] = rest;
  switch (term.name) {
    case 'min':
    case 'max': {
      const pick = term.name === 'min' ? Math.min : Math.max;
      const all = [first, ...rest];
      return range(pick(...all.map(({ min }) => min)), pick(...all.map(({ max }) => max)), all.every(isWhole));
    }
    case 'round':
      return rounded(term, first, second);
    case '-':
      return second === undefined ? range(-first.max, -first.min, first.whole) : combined('-', first, second);
    default:
      return second && combined(term.name, first, second);
  }
}

const isWhole = ({ whole }: Range): boolean => whole;

/** Rounding leaves the numbers that are round in their places, and moves others by one step at most. */
function rounded(term: Call, { min, max, whole }: Range, digits: Range | undefined): Range | undefined {
  if (digits !== undefined && digits.min !== digits.max) return undefined;
  const step = 10 ** -(digits?.min ?? 0);
  const isRound = (end: number) => term.apply(digits === undefined ? [end] : [end, digits.min], '') === end;
  return range(isRound(min) ? min : min - step, isRound(max) ? max : max + step, whole);
}

/** What grows beyond all numbers is missing. */
function withEnds(values: Range | undefined, missing: boolean): Possible {
  if (values === undefined) return { missing: true, values: NUMBERS };
  if (Number.isFinite(values.min) && Number.isFinite(values.max)) return { missing, values };
  const kept = (end: number) => Math.min(Math.max(end, -MOST), MOST);
  return { missing: true, values: { ...values, min: kept(values.min), max: kept(values.max) } };
}
