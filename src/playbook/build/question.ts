import { isDate } from '../expression/compare.js';
import { YES_NO } from '../expression/type.js';
import type { Check, Option, Question } from '../flow.js';
import { compilePattern } from '../pattern.js';
import { at, entries, flag, items, keySpan, number, type Tree, text } from '../read/tree.js';
import { suggestion } from '../suggest.js';
import { type Context, conditionAt, expressionOf, goOrEnd, labelOf } from './context.js';
import { checkId } from './ids.js';

/** The question written at `tree`; `undefined` when its type is not known. */
export function buildQuestion(tree: Tree, context: Context): Question | undefined {
  const type = text(at(tree, 'type'))?.text;
  const common = {
    optional: flag(at(tree, 'optional')),
    personal: flag(at(tree, 'personal')),
    checks: items(at(tree, 'check')).flatMap((check) => buildCheck(check, context) ?? []),
  };
  const bounds = boundsOf(tree, context);
  switch (type) {
    case 'choice':
      return { type, ...common, options: optionsOf(tree, true, context) };
    case 'choices':
      return { type, ...common, options: optionsOf(tree, false, context), ...bounds };
    case 'yes_no':
      return { type, ...common, options: yesAndNo(tree, context) };
    case 'text': {
      const pattern = patternOf(tree, context);
      return { type, ...common, ...(pattern && { pattern }), ...(bounds.max === undefined ? {} : { max: bounds.max }) };
    }
    case 'number':
    case 'money':
      return { type, ...common, ...bounds };
    case 'date':
      return { type, ...common, ...datesOf(tree, context) };
    case 'scale':
      return { type, ...common, min: bounds.min ?? 1, max: bounds.max ?? 5 };
    default:
      return undefined;
  }
}

function buildCheck(tree: Tree, context: Context): Check | undefined {
  const condition = expressionOf(at(tree, 'if'), YES_NO, context);
  const level = text(at(tree, 'level'))?.text;
  const message = labelOf(at(tree, 'message'), context);
  if (condition === undefined || message === undefined) return undefined;
  return { if: condition, level: level === 'soft' ? 'soft' : 'hard', message };
}

function boundsOf(tree: Tree, context: Context): { readonly min?: number; readonly max?: number } {
  const [min, max] = [number(at(tree, 'min')), number(at(tree, 'max'))];
  const lowest = min ?? (text(at(tree, 'type'))?.text === 'scale' ? 1 : undefined);
  if (max !== undefined && lowest !== undefined && max < lowest) {
    context.report(
      'bad-bounds',
      at(tree, 'max')?.span ?? tree.span,
      `no answer is at least ${lowest} and at most ${max}`,
      'exchange min and max',
    );
  }
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function datesOf(tree: Tree, { report }: Context): { readonly min?: string; readonly max?: string } {
  const bound = (key: 'min' | 'max') => {
    const date = text(at(tree, key));
    if (date === undefined || date.text === 'today' || isDate(date.text)) return date?.text;
    report(
      'bad-date',
      date.span,
      `"${date.text}" is not a date`,
      `write it as \`${key}: 2026-03-31\`, or \`${key}: today\``,
    );
    return undefined;
  };
  const [min, max] = [bound('min'), bound('max')];
  if (min !== undefined && max !== undefined && min !== 'today' && max !== 'today' && max < min) {
    report('bad-bounds', at(tree, 'max')?.span ?? tree.span, `no day is from ${min} to ${max}`, 'exchange min and max');
  }
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function patternOf(tree: Tree, { report }: Context) {
  const source = text(at(tree, 'pattern'));
  if (source === undefined) return undefined;
  const pattern = compilePattern(source.text);
  if (typeof pattern !== 'string') return pattern;
  const hint = "for digits alone, for example: '[0-9]+'";
  report('bad-pattern', source.span, `the pattern cannot be used: ${pattern}`, hint);
  return undefined;
}

function optionsOf(tree: Tree, routes: boolean, context: Context): readonly Option[] {
  const options = at(tree, 'options');
  if (options?.kind !== 'scalar')
    return options === undefined ? [] : buildOptions(options, routes, keySpan(tree, 'options'), context);
  const name = options.typed;
  if (name === '') return [];
  const set = context.shared.get(name);
  if (set === undefined) {
    const hint = suggestion(
      name,
      context.shared.keys(),
      `declare it at the top: \`options:\` and below it \`${name}:\``,
    );
    context.report('unknown-options', options.span, `there is no set of options "${name}"`, hint, name);
    return [];
  }
  if (!routes && set.some(({ target }) => target !== undefined)) {
    const message = `"${name}" has options that say where the call goes, and of several choices none decides`;
    context.report(
      'choices-lead-nowhere',
      options.span,
      message,
      'use a question of the type `choice`, or a set without go and end',
    );
  }
  if (!routes && set.some(({ words }) => words)) {
    context.report(
      'wrong-place',
      options.span,
      `"${name}" has options that ask for words; ${NO_WORDS}`,
      INSTEAD_OF_WORDS,
    );
  }
  return set;
}

const NO_WORDS = 'only options of the types `choice` and `yes_no` do';
const INSTEAD_OF_WORDS = 'for words beside them, give the step a `jot: <label>`';

/** Options can be picked with one key up to nine. */
const ONE_KEY = 9;

export function buildOptions(tree: Tree, routes: boolean, place: Tree['span'], context: Context): readonly Option[] {
  const { report } = context;
  if (tree.kind !== 'mapping') return [];
  const options = entries(tree).map(({ key, keySpan: span, value }): Option => {
    checkId(key, span, 'option', report);
    return buildOption(key, value, routes, key, context);
  });
  if (options.length === 0)
    report('no-options', place, 'there is no option to pick', 'add options: `id: Label`, each on its line');
  if (options.length > 0 && entries(tree).every(({ value }) => at(value, 'when') !== undefined)) {
    report(
      'options-may-vanish',
      place,
      'every option has a `when`, so there may be none to pick',
      'leave one without `when`',
    );
  }
  if (options.length > ONE_KEY) {
    report(
      'many-options',
      place,
      `of ${options.length} options, none can be picked with one key`,
      'more than nine have to be searched; group them over two steps',
    );
  }
  return options;
}

export function buildOption(id: string, tree: Tree, routes: boolean, label: string, context: Context): Option {
  const given = labelOf(tree.kind === 'mapping' ? at(tree, 'label') : tree, context) ?? label;
  if (tree.kind !== 'mapping') return { id, label: given, words: false };
  if (!routes) {
    const key = at(tree, 'go') === undefined ? 'end' : 'go';
    if (at(tree, key) !== undefined) {
      const message = 'of several choices none decides where the call goes';
      context.report(
        'choices-lead-nowhere',
        keySpan(tree, key),
        message,
        'use `next` with `if: "option" in <step>`, or the type `choice`',
      );
    }
    if (flag(at(tree, 'words'))) {
      context.report('wrong-place', keySpan(tree, 'words'), `"${id}" asks for words; ${NO_WORDS}`, INSTEAD_OF_WORDS);
    }
    return { id, label: given, words: false, ...whenOf(tree, context) };
  }
  const target = goOrEnd(tree, `option "${id}"`, context);
  return { id, label: given, words: flag(at(tree, 'words')), ...(target && { target }), ...whenOf(tree, context) };
}

function whenOf(tree: Tree, context: Context) {
  const when = conditionAt(tree, 'when', context);
  return when === undefined ? {} : { when };
}

function yesAndNo(tree: Tree, context: Context): readonly Option[] {
  const [yes, no] = [at(tree, 'yes'), at(tree, 'no')];
  if (at(yes, 'when') !== undefined && at(no, 'when') !== undefined) {
    context.report(
      'options-may-vanish',
      tree.span,
      'both yes and no have a `when`, so there may be neither to pick',
      'leave one without `when`',
    );
  }
  const option = (id: string, label: string, value: Tree | undefined): Option =>
    value === undefined ? { id, label, words: false } : buildOption(id, value, true, label, context);
  return [option('yes', 'Yes', yes), option('no', 'No', no)];
}
