import type { PlaceOf } from '../build/context.js';
import { parts, type Term } from '../expression/term.js';
import type { Expression } from '../expression.js';
import type { Flow, Question } from '../flow.js';
import type { Report } from '../problems.js';

type NotZero = ReadonlySet<string>;

/** Warns of divisors that can be 0: the result is then missing, which is easily overlooked. */
export function warnOfDivisors(flow: Flow, places: ReadonlyMap<Expression, PlaceOf>, report: Report): void {
  for (const [{ term }, place] of places) {
    for (const divisor of divisors(term, new Set(), flow)) {
      const name = divisor.kind === 'name' ? divisor.name : 'this';
      const hint =
        divisor.kind === 'name' ? `write \`${name} > 0 ? … : 0\`, or give "${name}" a min above 0` : 'write max(…, 1)';
      report('may-divide-by-zero', place(divisor), `${name} can be 0, and the result is then missing`, hint);
    }
  }
}

function divisors(term: Term, notZero: NotZero, flow: Flow): readonly Term[] {
  const below = (part: Term, more: NotZero = notZero) => divisors(part, more, flow);
  switch (term.kind) {
    case 'and':
      return [...below(term.left), ...below(term.right, both(notZero, nonZero(term.left, true)))];
    case 'or':
      return [...below(term.left), ...below(term.right, both(notZero, nonZero(term.left, false)))];
    case 'choose':
      return [
        ...below(term.test),
        ...below(term.holds, both(notZero, nonZero(term.test, true))),
        ...below(term.fails, both(notZero, nonZero(term.test, false))),
      ];
    case 'call': {
      const divisor = term.name === '/' || term.name === '%' ? term.args[1] : undefined;
      const inside = term.args.flatMap((arg) => below(arg));
      return divisor === undefined || isNeverZero(divisor, notZero, flow) ? inside : [...inside, divisor];
    }
    default:
      return parts(term).flatMap((part) => below(part));
  }
}

const both = (a: NotZero, b: NotZero): NotZero => new Set([...a, ...b]);

/** Names that are not 0 when `term` came out as `truth`. */
function nonZero(term: Term, truth: boolean): NotZero {
  if (term.kind === 'not') return nonZero(term.of, !truth);
  if (term.kind === (truth ? 'and' : 'or')) return both(nonZero(term.left, truth), nonZero(term.right, truth));
  if (term.kind !== 'call') return new Set();
  const [left, right] = term.args;
  if (left?.kind === 'name' && right?.kind === 'literal' && excludesZero(term.name, Number(right.value), truth)) {
    return new Set([left.name]);
  }
  return new Set();
}

function excludesZero(operator: string, limit: number, truth: boolean): boolean {
  switch (operator) {
    case '>':
      return truth ? limit >= 0 : limit < 0;
    case '>=':
      return truth ? limit > 0 : limit <= 0;
    case '<':
      return truth ? limit <= 0 : limit > 0;
    case '<=':
      return truth ? limit < 0 : limit >= 0;
    case '!=':
      return truth && limit === 0;
    case '==':
      return truth ? limit !== 0 : limit === 0;
    default:
      return false;
  }
}

function isNeverZero(term: Term, notZero: NotZero, flow: Flow): boolean {
  if (term.kind === 'literal') return term.value !== 0;
  if (term.kind === 'name' && notZero.has(term.name)) return true;
  return isPositive(term, flow);
}

function isPositive(term: Term, flow: Flow): boolean {
  const positive = (part: Term) => isPositive(part, flow);
  switch (term.kind) {
    case 'literal':
      // Of a value with a mistake in it, nothing more is said.
      return term.type.kind === 'unknown' || (typeof term.value === 'number' && term.value > 0);
    case 'name': {
      const value = flow.computed.get(term.name)?.value;
      if (value !== undefined) return positive(value.term);
      const question = flow.facts.get(term.name)?.question ?? flow.steps.get(term.name)?.ask;
      return question === undefined || isAboveZero(question);
    }
    case 'default':
      return positive(term.value) && positive(term.otherwise);
    case 'choose':
      return positive(term.holds) && positive(term.fails);
    case 'call':
      if (term.name === 'max') return term.args.some(positive);
      return ['+', '*', '/', 'min'].includes(term.name) && term.args.every(positive);
    default:
      return false;
  }
}

function isAboveZero(question: Question): boolean {
  const min = 'min' in question ? question.min : undefined;
  return typeof min === 'number' && min > 0;
}
