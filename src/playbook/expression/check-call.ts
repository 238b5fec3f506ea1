import type { ASTNode } from '@marcbachmann/cel-js';
import { compileSearch } from '../pattern.js';
import { nearest, suggestion } from '../suggest.js';
import { fits, typedDay } from './compare.js';
import { fail } from './fault.js';
import { FUNCTIONS, type Signature } from './functions.js';
import { shoutedHint } from './parse.js';
import type { OffersWhat, Term } from './term.js';
import { typeName, YES_NO } from './type.js';

/** How a call has its arguments checked, and what it may ask of the steps. */
export interface Calling {
  readonly check: (argument: ASTNode) => Term;
  readonly steps: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
}

/** What can be asked of one offer. */
export const OF_AN_OFFER: ReadonlyMap<string, OffersWhat> = new Map([
  ['offered', 'shown'],
  ['accepted', 'accepted'],
  ['considering', 'considering'],
  ['declined', 'declined'],
]);

/** Words that count all offers of a call. */
export const COUNTS: ReadonlyMap<string, OffersWhat> = new Map([
  ['offers_made', 'shown'],
  ['offers_accepted', 'accepted'],
  ['offers_declined', 'declined'],
]);

const KNOWN = ['answered', 'default', 'visited', 'matches', ...FUNCTIONS.keys(), ...OF_AN_OFFER.keys()];

export function checkCall(at: ASTNode, name: string, args: readonly ASTNode[], calling: Calling): Term {
  switch (name) {
    case 'answered':
      return answered(at, args, calling);
    case 'default':
      return defaulted(at, args, calling);
    case 'visited':
      return visited(at, args, calling);
    case 'matches':
      return matches(at, args, calling);
    case 'has':
      return fail('unknown-function', at, 'has() is not used', 'write `answered(name)`');
    default: {
      const what = OF_AN_OFFER.get(name);
      if (what !== undefined) return ofOffer(at, name, what, args, calling);
      const signature = FUNCTIONS.get(name);
      if (signature !== undefined) return called(at, name, signature, args, calling);
      const hint = shoutedHint(name) ?? suggestion(name, KNOWN, '');
      return fail(
        'unknown-function',
        { start: at.start, end: at.start + name.length },
        `there is no function "${name}"`,
        hint,
      );
    }
  }
}

/** `text.matches("…")` is how CEL writes it, and means the same. */
export function checkMethod(at: ASTNode, name: string, args: readonly ASTNode[], calling: Calling): Term {
  if (name === 'matches' || name === 'size' || name === 'contains') return checkCall(at, name, args, calling);
  const hint = suggestion(name, KNOWN, '');
  return fail('unknown-function', at, `there is no function "${name}"`, hint);
}

function answered(at: ASTNode, args: readonly ASTNode[], calling: Calling): Term {
  const [arg] = args;
  if (args.length !== 1 || arg?.op !== 'id') {
    const example = `answered(${nameInQuotes(arg, calling.steps) ?? 'reason'})`;
    wrongArguments(at, 'answered', 'takes one name, without quotes', example);
  }
  const term = calling.check(arg);
  if (term.kind !== 'name') wrongArguments(at, 'answered', 'takes one name', 'answered(reason)');
  return { kind: 'answered', type: YES_NO, start: at.start, end: at.end, name: term.name };
}

function defaulted(at: ASTNode, args: readonly ASTNode[], calling: Calling): Term {
  const [first, second] = args;
  const example = 'default(monthly_value, 0)';
  if (args.length !== 2 || first === undefined || second === undefined) {
    wrongArguments(at, 'default', 'takes a name and what counts while it is missing', example);
  }
  const [value, otherwise] = [calling.check(first), calling.check(second)];
  if (!fits(otherwise, value.type)) {
    const message = `takes two values of one kind, not ${typeName(value.type)} and ${typeName(otherwise.type)}`;
    wrongArguments(at, 'default', message, example);
  }
  return { kind: 'default', type: value.type, start: at.start, end: at.end, value, otherwise };
}

function visited(at: ASTNode, args: readonly ASTNode[], { steps }: Calling): Term {
  const [arg] = args;
  if (args.length !== 1 || arg === undefined) wrongArguments(at, 'visited', 'takes one step', 'visited(reason)');
  const step = arg.op === 'id' ? arg.args : undefined;
  if (step === undefined) {
    const example = `visited(${nameInQuotes(arg, steps) ?? [...steps][0] ?? 'reason'})`;
    wrongArguments(at, 'visited', 'takes the id of a step, without quotes', example);
  }
  if (!steps.has(step))
    fail('unknown-step', arg, `there is no step "${step}"`, suggestion(step, steps, 'add the step'), step);
  return { kind: 'visited', type: YES_NO, start: at.start, end: at.end, step };
}

function ofOffer(at: ASTNode, name: string, what: OffersWhat, args: readonly ASTNode[], { offers }: Calling): Term {
  const [arg] = args;
  const offer = args.length === 1 && arg?.op === 'id' ? arg.args : undefined;
  if (arg === undefined || offer === undefined) {
    const example = `${name}(${nameInQuotes(arg, offers) ?? [...offers][0] ?? 'free_month'})`;
    wrongArguments(at, name, 'takes the id of an offer, without quotes', example);
  }
  if (!offers.has(offer)) {
    const hint = suggestion(offer, offers, 'declare it under `offers`');
    fail('unknown-offer', arg, `there is no offer "${offer}"`, hint, offer);
  }
  return { kind: 'offers', type: YES_NO, start: at.start, end: at.end, what, offer };
}

function matches(at: ASTNode, args: readonly ASTNode[], calling: Calling): Term {
  const [subject, pattern] = args;
  const example = 'matches(account, "^[0-9]+$")';
  if (args.length !== 2 || subject === undefined || pattern?.op !== 'value' || typeof pattern.args !== 'string') {
    wrongArguments(at, 'matches', 'takes a text and a pattern in quotes', example);
  }
  const term = calling.check(subject);
  if (term.type.kind !== 'text' && term.type.kind !== 'unknown') {
    wrongArguments(at, 'matches', `takes a text, not ${typeName(term.type)}`, example);
  }
  const compiled = compileSearch(String(pattern.args));
  if (typeof compiled === 'string') fail('bad-pattern', pattern, `the pattern cannot be used: ${compiled}`);
  const apply: (Term & { readonly kind: 'call' })['apply'] = ([text]) => typeof text === 'string' && compiled(text);
  return { kind: 'call', name: 'matches', type: YES_NO, start: at.start, end: at.end, args: [term], apply };
}

function called(at: ASTNode, name: string, signature: Signature, args: readonly ASTNode[], calling: Calling): Term {
  const most = signature.more === true ? Number.POSITIVE_INFINITY : signature.takes.length;
  if (args.length < signature.least || args.length > most) {
    const count = signature.more ? `${signature.least} or more` : [...new Set([signature.least, most])].join(' or ');
    wrongArguments(at, name, `takes ${count} value${most === 1 ? '' : 's'}, not ${args.length}`, signature.example);
  }
  const terms = args.map((arg) => calling.check(arg));
  for (const [index, term] of terms.entries()) {
    const kinds = signature.takes[Math.min(index, signature.takes.length - 1)] ?? [];
    const [kind] = kinds;
    if (kinds.includes(term.type.kind) || term.type.kind === 'unknown') continue;
    if (kind === 'date' && fits(term, { kind })) continue;
    const wanted = kinds.map((one) => typeName({ kind: one, options: [] })).join(' or ');
    const typed = kind === 'date' ? typedDay(term) : undefined;
    const hint = typed === undefined ? signature.example : `put the day in quotes: "${typed}"`;
    fail('wrong-arguments', term, `${name}() takes ${wanted} here, not ${typeName(term.type)}`, hint);
  }
  return {
    kind: 'call',
    name,
    type: signature.gives,
    start: at.start,
    end: at.end,
    args: terms,
    apply: signature.apply,
  };
}

const nameInQuotes = (arg: ASTNode | undefined, known: ReadonlySet<string>): string | undefined =>
  arg?.op === 'value' && typeof arg.args === 'string' ? nearest(arg.args, known) : undefined;

function wrongArguments(at: ASTNode, name: string, message: string, example: string): never {
  fail('wrong-arguments', at, `${name}() ${message}`, example);
}
