import { nearest } from '../suggest.js';
import type { Scalar } from '../value.js';
import { fail } from './fault.js';
import type { Apply, Term } from './term.js';
import { type Type, typeName } from './type.js';

type Literal = Term & { readonly kind: 'literal' };

/** Whether two sides can be compared at all; what cannot be is a fault that says why. */
export function checkComparison(operator: string, left: Term, right: Term): void {
  const [a, b] = [left.type.kind, right.type.kind];
  if (a === 'unknown' || b === 'unknown') return;
  const ordered = operator !== '==' && operator !== '!=';
  const several = a === 'choices' ? left : b === 'choices' ? right : undefined;
  if (several !== undefined) {
    const other = several === left ? right : left;
    const example = other.kind === 'literal' ? JSON.stringify(other.value) : '"option"';
    fail(
      'wrong-type',
      several,
      'of several choices, ask whether one is among them',
      `write \`${example} in ${nameOf(several)}\``,
    );
  }
  checkBetween(operator, left, right);
  if (ordered && (a === 'choice' || b === 'choice' || a === 'yes_no' || b === 'yes_no')) {
    const side = a === 'choice' || a === 'yes_no' ? left : right;
    fail(
      'wrong-type',
      side,
      `${typeName(side.type)} has no order, so ${operator} says nothing`,
      'compare it with == or !=',
    );
  }
  checkFits(left, right);
  checkFits(right, left);
  if (a !== b && !(fits(left, right.type) || fits(right, left.type))) {
    const message = `${typeName(left.type)} cannot be compared with ${typeName(right.type)}`;
    fail('wrong-type', { start: left.start, end: right.end }, message, hintFor(left, right));
  }
}

/** `60 < cups < 100` is written as two. */
function checkBetween(operator: string, left: Term, right: Term): void {
  if (left.kind !== 'call' || !ORDERED.test(left.name) || !ORDERED.test(operator)) return;
  const [low, name] = left.args.map(wordOf);
  const high = wordOf(right);
  if (low === undefined || name === undefined || high === undefined) return;
  const hint = `write \`${name} ${TURNED.get(left.name) ?? left.name} ${low} and ${name} ${operator} ${high}\``;
  fail('wrong-type', { start: left.start, end: right.end }, 'two comparisons in one say nothing', hint);
}

const ORDERED = /^[<>]=?$/;

const TURNED: ReadonlyMap<string, string> = new Map([
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
]);

const wordOf = (term: Term): string | undefined =>
  term.kind === 'name'
    ? term.name
    : term.kind === 'literal' && typeof term.value === 'number'
      ? `${term.value}`
      : undefined;

/** A text in quotes beside a choice must be one of its options; beside a date, a date. */
function checkFits(side: Term, other: Term): void {
  for (const literal of literals(side) ?? []) checkLiteral(literal, other.type);
}

export function checkLiteral(literal: Literal, type: Type): void {
  const typed = String(literal.value);
  if (type.kind === 'choice' || type.kind === 'choices') {
    if (type.options.includes(typed)) return;
    const near = nearest(typed, type.options);
    const hint =
      near === undefined ? `the options are: ${type.options.slice(0, 10).join(', ')}` : `did you mean "${near}"?`;
    fail('unknown-option', literal, `there is no option "${typed}"`, hint, typed);
  }
  if (type.kind === 'date' && !isDate(typed)) {
    fail('bad-date', literal, `"${typed}" is not a date`, 'write it as "2026-03-31", or use today or in_days(14)');
  }
}

/** The texts in quotes that `term` can be; `undefined` when it can be anything else. */
export function literals(term: Term): readonly Literal[] | undefined {
  if (term.kind === 'literal') return typeof term.value === 'string' ? [term] : undefined;
  if (term.kind !== 'choose') return undefined;
  const [then, otherwise] = [literals(term.holds), literals(term.fails)];
  return then === undefined || otherwise === undefined ? undefined : [...then, ...otherwise];
}

export const fits = (term: Term, type: Type): boolean =>
  term.type.kind === 'unknown' ||
  type.kind === 'unknown' ||
  term.type.kind === type.kind ||
  ((type.kind === 'choice' || type.kind === 'date') && literals(term) !== undefined);

function hintFor(left: Term, right: Term): string | undefined {
  const day = typedDay(right) ?? typedDay(left);
  if (day !== undefined) return `put the day in quotes: "${day}"`;
  const yes = left.type.kind === 'yes_no' ? [left, right] : right.type.kind === 'yes_no' ? [right, left] : undefined;
  if (yes?.[0] !== undefined && yes[1]?.kind === 'literal') {
    const name = nameOf(yes[0]);
    return /^(no|false|0)$/i.test(String(yes[1].value))
      ? `write \`not ${name}\``
      : `write \`${name}\` alone, or \`not ${name}\``;
  }
  const quoted = [left, right].find((side) => side.kind === 'literal' && typeof side.value === 'string');
  if (quoted?.kind === 'literal' && Number.isFinite(Number(quoted.value)))
    return `write ${quoted.value} without quotes`;
  return undefined;
}

/** `2026-12-31` without quotes is a subtraction. */
export function typedDay(term: Term): string | undefined {
  if (term.kind !== 'call' || term.name !== '-') return undefined;
  const numbers = term.args.flatMap((arg) => (arg.kind === 'call' && arg.name === '-' ? arg.args : [arg]));
  const typed = numbers.map((part) => (part.kind === 'literal' ? String(part.value).padStart(2, '0') : '')).join('-');
  return isDate(typed) ? typed : undefined;
}

export const nameOf = (term: Term): string => (term.kind === 'name' ? term.name : 'it');

export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}

const order =
  (holds: (difference: number) => boolean): Apply =>
  ([a, b]) => {
    if (typeof a === 'number' && typeof b === 'number') return holds(a - b);
    return typeof a === 'string' && typeof b === 'string' ? holds(a < b ? -1 : a > b ? 1 : 0) : undefined;
  };

const contains = (list: Scalar | undefined, item: Scalar | undefined): boolean =>
  Array.isArray(list) && list.includes(item);

export const COMPARISONS: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['==', ([a, b]) => a === b],
  ['!=', ([a, b]) => a !== b],
  ['<', order((difference) => difference < 0)],
  ['<=', order((difference) => difference <= 0)],
  ['>', order((difference) => difference > 0)],
  ['>=', order((difference) => difference >= 0)],
]);

export const amongChosen: Apply = ([item, list]) => contains(list, item);
export const amongListed: Apply = ([item, ...list]) => item !== undefined && list.includes(item);
