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
    return { ...at, end: start + (known.sign.exec(source.slice(start))?.[0].length ?? 1), ...known.say(source, start) };
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
        hint: RESERVED_HINTS[typed] ?? 'conditions are joined with and, or, not',
      };
    default:
      return { ...at, ...unexpected(source, start, typed) };
  }
}

const RESERVED_HINTS: Readonly<Record<string, string>> = {
  if: 'write `condition ? value : other`',
  else: 'write `condition ? value : other`',
};

function unexpected(source: string, start: number, typed: string): Pick<Fault, 'message' | 'hint'> {
  if (typed === '') {
    const before = source.trimEnd();
    return {
      message: `something is missing after \`${before.slice(-30).replace(/\s+/g, ' ')}\``,
      hint: 'finish the condition: reason == "price", for example',
    };
  }
  if (/^(is|equals|eq)\b/.test(typed))
    return { message: `"${typed}" means nothing between two values`, hint: 'write ==' };
  if (typed === '=' || typed === '==') return { message: `a value is missing before ${typed}` };
  const before = source.slice(0, start).trim();
  if (before === '') return { message: `an expression cannot begin with ${typed}` };
  return {
    message: `${typed} cannot follow \`${before.slice(-30)}\``,
    hint: 'two values need a sign between them: ==, !=, <, >, and, or, in',
  };
}

interface Sign {
  readonly sign: RegExp;
  readonly say: (
    source: string,
    start: number,
  ) => { readonly code?: Code; readonly message: string; readonly hint: string };
}

const say = (message: string, hint: string) => () => ({ message, hint });

/** What is typed by habit and cannot be an expression. */
const SIGNS: readonly Sign[] = [
  {
    sign: /^=/,
    say: (source, start) => ({
      code: 'single-equals',
      message: 'one = compares nothing',
      hint: `write ==: ${source.slice(0, start).trimEnd()} == ${source.slice(start + 1).replace(/^>?\s*/, '')}`,
    }),
  },
  { sign: /^&/, say: say('one & means nothing', 'write and') },
  { sign: /^\|/, say: say('one | means nothing', 'write or') },
  { sign: /^[“”„«»]/, say: say('a curly quote is not a quote', 'type the straight one: "') },
  { sign: /^[‘’‚]/, say: say('a curly quote is not a quote', 'type the straight one: "') },
  { sign: /^≥/, say: say('≥ means nothing here', 'write >=') },
  { sign: /^≤/, say: say('≤ means nothing here', 'write <=') },
  { sign: /^≠/, say: say('≠ means nothing here', 'write !=') },
  { sign: /^[€$£]\d*/, say: say('an amount stands without its currency', 'write the number alone') },
  { sign: /^;/, say: say('a ; means nothing here', 'remove it') },
];
