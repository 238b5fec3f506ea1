import type { ASTNode } from '@marcbachmann/cel-js';
import { suggestion } from '../suggest.js';
import { type Calling, COUNTS, checkCall, checkMethod, OF_AN_OFFER } from './check-call.js';
import {
  amongChosen,
  amongListed,
  COMPARISONS,
  checkComparison,
  checkLiteral,
  fits,
  literals,
  nameOf,
} from './compare.js';
import { fail } from './fault.js';
import type { Apply, Term } from './term.js';
import { DATE, NUMBER, TEXT, type Type, typeName, UNKNOWN, YES_NO } from './type.js';
import { RESERVED } from './words.js';

/** What an expression can read. */
export interface Names {
  /** Facts, computed values and answers. */
  readonly types: ReadonlyMap<string, Type>;
  /** All steps, also those that ask nothing. */
  readonly steps: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
}

/** Gives every part of an expression its type; throws a fault for what does not fit. */
export function check(ast: ASTNode, names: Names): Term {
  const { start, end } = ast;
  switch (ast.op) {
    case 'value':
      return literal(ast, ast.args);
    case 'id':
      return named(ast, ast.args, names);
    case '&&':
    case '||': {
      const [left, right] = ast.args;
      const kind = ast.op === '&&' ? 'and' : 'or';
      return {
        kind,
        type: YES_NO,
        start,
        end,
        left: condition(left, names, kind),
        right: condition(right, names, kind),
      };
    }
    case '!_':
      return { kind: 'not', type: YES_NO, start, end, of: condition(ast.args, names, 'not') };
    case '-_':
      return arithmetic('-', ast, [ast.args], names);
    case '?:':
      return choose(ast, ast.args, names);
    case 'in':
      return membership(ast, ast.args, names);
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(ast.op, ast, ast.args, names);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return arithmetic(ast.op, ast, ast.args, names);
    case 'call':
      return checkCall(ast, ast.args[0], ast.args[1], calling(names));
    case 'rcall':
      return checkMethod(ast, ast.args[0], [ast.args[1], ...ast.args[2]], calling(names));
    case '.':
    case '.?':
      return fail(
        'bad-expression',
        ast,
        'names have no parts, so no dot can follow one',
        'write the name of a fact, an answer or a computed value',
      );
    case '[]':
    case '[?]':
      return fail(
        'bad-expression',
        ast,
        'nothing can be picked with [ ]',
        'ask whether one is among several: `"price" in concerns`',
      );
    case 'list':
      return fail('bad-expression', ast, 'a list can stand only after `in`', 'reason in ["price", "other"]');
    case 'map':
      return fail('bad-expression', ast, '{ } means nothing in an expression');
  }
}

const calling = (names: Names): Calling => ({
  check: (argument) => check(argument, names),
  steps: names.steps,
  offers: names.offers,
});

function literal(at: ASTNode, value: unknown): Term {
  const { start, end } = at;
  if (typeof value === 'bigint') return { kind: 'literal', type: NUMBER, start, end, value: Number(value) };
  if (typeof value === 'number') return { kind: 'literal', type: NUMBER, start, end, value };
  if (typeof value === 'string') return { kind: 'literal', type: TEXT, start, end, value };
  if (typeof value === 'boolean') return { kind: 'literal', type: YES_NO, start, end, value };
  if (value === null)
    return fail('bad-expression', at, 'null is not used', 'ask `answered(name)`, or `not answered(name)`');
  return fail('bad-expression', at, 'a value of this kind is not used');
}

const DECLARE = 'declare it under `facts`';

function named(at: ASTNode, name: string, names: Names): Term {
  const { start, end } = at;
  if (name === 'today') return { kind: 'today', type: DATE, start, end };
  const type = names.types.get(name);
  if (type !== undefined) return { kind: 'name', type, start, end, name };
  const counted = COUNTS.get(name);
  if (counted !== undefined) return { kind: 'offers', type: NUMBER, start, end, what: counted };
  if (names.steps.has(name)) {
    fail(
      'no-answer',
      at,
      `step "${name}" asks nothing, so it has no answer`,
      `write \`visited(${name})\` to know whether it was shown`,
    );
  }
  if (RESERVED.has(name))
    fail('bad-expression', at, `"${name}" is not a name`, `it is a word of the language: ${name}(…)`);
  if (name === 'outcome') {
    const hint = 'in `rules`, write `before: {outcome: saved, visit: [a_step]}`';
    fail('unknown-name', at, 'a condition cannot ask how the call ends', hint, name);
  }
  const hint = OF_AN_OFFER.has(name)
    ? `it is asked of an offer: \`${name}(${[...names.offers][0] ?? 'free_month'})\``
    : names.offers.has(name)
      ? `it is an offer: write \`offered(${name})\`, or \`accepted(${name})\``
      : suggestion(name, [...names.types.keys(), ...(names.offers.size > 0 ? COUNTS.keys() : [])], DECLARE);
  return fail('unknown-name', at, `there is no fact, answer or computed value "${name}"`, hint, name);
}

export function condition(ast: ASTNode, names: Names, word: string): Term {
  const term = check(ast, names);
  if (term.type.kind === 'yes_no' || term.type.kind === 'unknown') return term;
  const hint =
    word === 'not'
      ? `put what it denies in brackets: not (${nameOf(term)} == …)`
      : `compare it with something: ${nameOf(term)} == …`;
  return fail('wrong-type', term, `"${word}" needs a condition, and this is ${typeName(term.type)}`, hint);
}

function choose(at: ASTNode, [test, left, right]: readonly [ASTNode, ASTNode, ASTNode], names: Names): Term {
  const term = { test: condition(test, names, '?'), holds: check(left, names), fails: check(right, names) };
  const type = fits(term.fails, term.holds.type)
    ? term.holds.type
    : fits(term.holds, term.fails.type)
      ? term.fails.type
      : undefined;
  if (type === undefined) {
    fail(
      'wrong-type',
      at,
      `this is ${typeName(term.holds.type)} in one case and ${typeName(term.fails.type)} in the other`,
    );
  }
  for (const word of [...(literals(term.holds) ?? []), ...(literals(term.fails) ?? [])]) checkLiteral(word, type);
  return { kind: 'choose', type, start: at.start, end: at.end, ...term };
}

function comparison(operator: string, at: ASTNode, sides: readonly [ASTNode, ASTNode], names: Names): Term {
  const [left, right] = besideOption(sides, names);
  checkComparison(operator, left, right);
  const apply = COMPARISONS.get(operator) ?? (() => undefined);
  return { kind: 'call', name: operator, type: YES_NO, start: at.start, end: at.end, args: [left, right], apply };
}

/** An option's id is a text, and is forgotten to be one more often than anything else. */
function besideOption([a, b]: readonly [ASTNode, ASTNode], names: Names): readonly [Term, Term] {
  for (const [name, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (name.op !== 'id' || other.op !== 'id' || names.types.has(name.args)) continue;
    const type = names.types.get(other.args);
    if ((type?.kind === 'choice' || type?.kind === 'choices') && type.options.includes(name.args)) {
      fail('option-needs-quotes', name, `"${name.args}" is an option, and needs quotes here`, `write "${name.args}"`);
    }
    if (type?.kind === 'yes_no' && /^(yes|no)$/.test(name.args)) {
      const hint = name.args === 'yes' ? `write \`${other.args}\` alone` : `write \`not ${other.args}\``;
      fail('wrong-type', name, `yes or no is not compared with "${name.args}"`, hint);
    }
  }
  return [check(a, names), check(b, names)];
}

function membership(at: ASTNode, [item, list]: readonly [ASTNode, ASTNode], names: Names): Term {
  const { start, end } = at;
  if (list.op === 'list') {
    const left = check(item, names);
    const items = list.args.map((one) => besideOption([one, item], names)[0]);
    for (const one of items) checkComparison('==', left, one);
    return { kind: 'call', name: 'in', type: YES_NO, start, end, args: [left, ...items], apply: amongListed };
  }
  const [left, right] = besideOption([item, list], names);
  if (right.type.kind !== 'choices' && right.type.kind !== 'unknown') {
    fail(
      'wrong-type',
      right,
      `nothing can be in ${typeName(right.type)}`,
      'after `in` stands a list, or the answer to a question of the type `choices`',
    );
  }
  const words = literals(left);
  if (words === undefined && left.type.kind !== 'choice' && left.type.kind !== 'unknown') {
    fail('wrong-type', left, `${typeName(left.type)} is never among choices`, 'write the id of an option in quotes');
  }
  for (const word of words ?? []) checkLiteral(word, right.type);
  return { kind: 'call', name: 'in', type: YES_NO, start, end, args: [left, right], apply: amongChosen };
}

const both =
  (apply: (a: number, b: number) => number): Apply =>
  ([a, b]) =>
    typeof a === 'number' && typeof b === 'number' ? apply(a, b) : undefined;

const ARITHMETIC: ReadonlyMap<string, Apply> = new Map([
  ['+', both((a, b) => a + b)],
  [
    '-',
    ([a, b]) => (typeof a !== 'number' ? undefined : b === undefined ? -a : typeof b === 'number' ? a - b : undefined),
  ],
  ['*', both((a, b) => a * b)],
  ['/', both((a, b) => a / b)],
  ['%', both((a, b) => a % b)],
]);

/** How days are counted, in the names of the author. */
function daysHint(operator: string, [left, right]: readonly Term[]): string {
  const [a, b] = left?.type.kind === 'date' ? [left, right] : [right, left];
  const count = b?.kind === 'literal' ? b.value : undefined;
  if (a?.kind === 'today' && typeof count === 'number' && /^[-+]$/.test(operator)) {
    const days = operator === '-' ? -count : count;
    return `\`today ${operator} ${count}\` is written \`in_days(${days})\``;
  }
  if (a?.kind === 'name' && typeof count === 'number' && (operator === '+' || operator === '-')) {
    return `for that day, write \`in_days(days_between(today, ${a.name}) ${operator} ${count})\``;
  }
  if (a !== undefined && b?.type.kind === 'date') return `write \`days_between(${dayName(b)}, ${dayName(a)})\``;
  return `count the days: \`days_between(today, ${a?.kind === 'name' ? a.name : 'promised'})\``;
}

const dayName = (term: Term): string => (term.kind === 'today' ? 'today' : term.kind === 'name' ? term.name : '…');

const join: Apply = ([a, b]) => `${a}${b}`;

function arithmetic(operator: string, at: ASTNode, sides: readonly ASTNode[], names: Names): Term {
  const { start, end } = at;
  const args = sides.map((side) => check(side, names));
  if (operator === '+' && args.every(({ type }) => type.kind === 'text')) {
    return { kind: 'call', name: operator, type: TEXT, start, end, args, apply: join };
  }
  const wrong = args.find(({ type }) => type.kind !== 'number' && type.kind !== 'unknown');
  if (wrong !== undefined) {
    const hint = wrong.type.kind === 'date' ? daysHint(operator, args) : undefined;
    fail('wrong-type', wrong, `${operator} needs numbers, and this is ${typeName(wrong.type)}`, hint);
  }
  const type = args.some((arg) => arg.type.kind === 'unknown') ? UNKNOWN : NUMBER;
  return { kind: 'call', name: operator, type, start, end, args, apply: ARITHMETIC.get(operator) ?? (() => undefined) };
}
