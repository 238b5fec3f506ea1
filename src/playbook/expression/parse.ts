import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';
import type { Code } from '../codes.js';
import { type Fault, FaultError } from './fault.js';
import { spellOperators } from './words.js';

/** Its own recursion is as deep as the text is long, `!!!!!` for one. */
const LONGEST = 2000;

const environment = new Environment({
  unlistedVariablesAreDyn: true,
  limits: { maxAstNodes: 500, maxDepth: 40, maxListElements: 100, maxMapEntries: 1, maxCallArguments: 20 },
});

/** The grammar is CEL's, and so is its parser; what the words mean is decided in `check`. */
export function parse(source: string): ASTNode {
  if (source.trim() === '') throw whole(source, 'the expression is empty', 'type a condition, or remove the key');
  if (source.length > LONGEST) {
    throw whole(source, `the expression is longer than ${LONGEST} characters`, 'name parts of it under `computed`');
  }
  try {
    return environment.parse(spellOperators(source)).ast;
  } catch (error) {
    throw error instanceof ParseError ? new FaultError(translate(error, source)) : error;
  }
}

const whole = (source: string, message: string, hint: string): FaultError =>
  new FaultError({ code: 'bad-expression', start: 0, end: Math.min(source.length, 80), message, hint });

function translate(error: ParseError, source: string): Fault {
  const start = Math.min(error.range?.start ?? 0, source.trimEnd().length);
  const end = Math.max(error.range?.end ?? start, start + 1);
  const typed = source.slice(start, end).trim();
  const at = { code: 'bad-expression' as const, start, end };
  const known = SIGNS.find(({ sign }) => sign.test(source.slice(start)));
  if (known !== undefined && error.code === 'unexpected_character') {
    const { sign, ...finding } = known;
    return { ...at, end: start + (sign.exec(source.slice(start))?.[0].length ?? 1), ...finding };
  }
  switch (error.code) {
    case 'unterminated_string':
      return {
        ...at,
        end: start + 1,
        message: `the quote ${typed[0] ?? ''} that begins here is never closed`,
        hint: 'close it',
      };
    case 'limit_exceeded':
      return { ...at, message: 'the expression is too large', hint: 'name parts of it under `computed`' };
    case 'reserved_identifier':
      return {
        ...at,
        message: `"${typed}" means nothing in an expression`,
        hint: RESERVED_HINTS.get(typed) ?? 'conditions are joined with and, or, not',
      };
    default:
      return { ...at, ...unexpected(source, start, typed) };
  }
}

const RESERVED_HINTS: ReadonlyMap<string, string> = new Map([
  ['if', 'write `condition ? value : other`'],
  ['else', 'write `condition ? value : other`'],
]);

/** `AND` for `and`. */
export const shoutedHint = (typed: string): string | undefined =>
  /^(and|or|not)$/i.test(typed) ? `write \`${typed.toLowerCase()}\`` : undefined;

type Finding = Partial<Fault> & Pick<Fault, 'message'>;

function unexpected(source: string, start: number, typed: string): Finding {
  const before = source.slice(0, start).trimEnd();
  const share = /(\d+(?:\.\d+)?)\s*%$/.exec(before)?.[1];
  if (share !== undefined) {
    const place = { start: before.length - 1, end: before.length };
    return { ...place, message: '% is not per cent in an expression', hint: `write \`${share} / 100\`` };
  }
  const amount = /(?:^|[^\w.])(\d+(?:\.\d+)?)$/.exec(before)?.[1];
  const comma = amount === undefined ? undefined : /^,(\d+)/.exec(source.slice(start))?.[1];
  if (comma !== undefined) {
    return { message: 'a comma means nothing in a number', hint: commaHint(amount ?? '', comma) };
  }
  if (amount !== undefined && /^(EUR|USD|GBP|CHF|euros?|dollars?|pounds?|[€$£])$/i.test(typed)) {
    return { message: 'an amount stands without its currency', hint: `write the number alone: \`${amount}\`` };
  }
  const shouted = /\b(AND|OR|NOT|And|Or|Not)$/.exec(before)?.[1] ?? /^(AND|OR|NOT|And|Or|Not)$/.exec(typed)?.[1];
  if (shouted !== undefined) {
    const from = source.lastIndexOf(shouted, start);
    const hint = shoutedHint(shouted);
    return {
      start: from,
      end: from + shouted.length,
      message: `"${shouted}" must be in small letters`,
      ...(hint && { hint }),
    };
  }
  if (typed === '') {
    return {
      message: `something is missing after \`${before.slice(-30).replace(/\s+/g, ' ')}\``,
      hint: 'finish the condition: reason == "price", for example',
    };
  }
  if (/^(is|equals|eq)\b/.test(typed))
    return { message: `"${typed}" means nothing between two values`, hint: 'write ==' };
  if (typed === '=' || typed === '==') return { message: `a value is missing before ${typed}` };
  if (before === '') return { message: `an expression cannot begin with ${typed}` };
  return {
    message: `${typed} cannot follow \`${before.trimStart().slice(-30)}\``,
    hint: 'two values need a sign between them: ==, !=, <, >, and, or, in',
  };
}

/** `1,200` is a thousand and more. */
const commaHint = (whole: string, rest: string): string =>
  rest.length === 3 ? `write \`${whole}${rest}\`, or \`${whole}.${rest}\`` : `write \`${whole}.${rest}\``;

interface Sign {
  readonly sign: RegExp;
  readonly message: string;
  readonly hint?: string;
  readonly code?: Code;
}

/** What is typed by habit and cannot be an expression. */
const SIGNS: readonly Sign[] = [
  {
    sign: /^=/,
    message: 'one = compares nothing',
    code: 'single-equals',
  },
  { sign: /^&/, message: 'one & means nothing', hint: 'write and' },
  { sign: /^\|/, message: 'one | means nothing', hint: 'write or' },
  { sign: /^[“”„«»]/, message: 'a curly quote is not a quote', hint: 'type the straight one: "' },
  { sign: /^[‘’‚]/, message: 'a curly quote is not a quote', hint: 'type the straight one: "' },
  { sign: /^≥/, message: '≥ means nothing here', hint: 'write >=' },
  { sign: /^≤/, message: '≤ means nothing here', hint: 'write <=' },
  { sign: /^≠/, message: '≠ means nothing here', hint: 'write !=' },
  { sign: /^[€$£]\d*/, message: 'an amount stands without its currency', hint: 'write the number alone' },
  { sign: /^;/, message: 'a ; means nothing here', hint: 'remove it' },
];
