import type { Code } from '../codes.js';
import type { Names } from '../expression/check.js';
import { type Type, typeOf, UNKNOWN } from '../expression/type.js';
import { RESERVED } from '../expression/words.js';
import type { QuestionType } from '../flow.js';
import { BUILT_IN_OUTCOMES } from '../outcomes.js';
import type { Report } from '../problems.js';
import type { Source, Span } from '../read/source.js';
import { at, type Entry, entries, isDoubtful, items, type Text, type Tree, text } from '../read/tree.js';

/** Everything in a playbook that has a name. */
export interface Registry extends Names {
  readonly outcomes: ReadonlySet<string>;
  /** Where the id of each step stands. */
  readonly stepSpans: ReadonlyMap<string, Span>;
  /** Whether the id of some step cannot be told. */
  readonly nameless: boolean;
  /** Ids that more than one step has. */
  readonly doubled: ReadonlySet<string>;
}

/** Collects the names; a name that is badly written still counts, so that its uses are not told of as well. */
export function collectNames(tree: Tree, source: Source, report: Report): Registry {
  const types = new Map<string, Type>();
  const taken = new Map<string, Span>();
  const sets = new Map(
    entries(at(tree, 'options')).flatMap(({ key, value }) => bothSpellings([key]).map((id) => [id, value] as const)),
  );
  const declare = (id: string, question: Tree) => {
    for (const spelling of bothSpellings([id])) types.set(spelling, typeOfQuestion(question, sets));
  };
  const take = (id: string, span: Span, what: 'fact' | 'computed value' | 'step') => {
    if (checkId(id, span, what, report) && (RESERVED.has(id) || (what === 'step' && id === 'note'))) {
      const hint = `call it "${id}_${what === 'step' ? 'step' : 'value'}", for example`;
      const message = id === 'note' ? '"note" is a word of `needs`' : `"${id}" is a word of the expression language`;
      report('reserved-word', span, message, hint);
    }
    const first = taken.get(id);
    if (first === undefined) taken.set(id, span);
    return first;
  };
  const tellTaken = (id: string, span: Span, first: Span, code: Code) => {
    const message = `"${id}" is already the name of something on line ${source.place(first).line}`;
    report(code, span, message, 'facts, computed values and steps share their names: rename one');
  };

  for (const [section, what] of [
    ['facts', 'fact'],
    ['computed', 'computed value'],
  ] as const) {
    for (const { key, keySpan: span, value } of entries(at(tree, section))) {
      const first = take(key, span, what);
      if (first === undefined) declare(key, value);
      else tellTaken(key, span, first, 'name-taken');
    }
  }
  const stepSpans = new Map<string, Span>();
  const doubled = new Set<string>();
  const written = items(at(tree, 'steps'));
  const addStep = (id: Text, ask: Tree | undefined) => {
    const first = take(id.text, id.span, 'step');
    const isDoubled = stepSpans.has(id.text);
    if (ask !== undefined && (first === undefined || (isDoubled && !types.has(id.text)))) declare(id.text, ask);
    if (first === undefined) stepSpans.set(id.text, id.span);
    else tellTaken(id.text, id.span, first, isDoubled ? 'duplicate' : 'name-taken');
    if (isDoubled) doubled.add(id.text);
  };
  for (const step of written) {
    const id = text(at(step, 'id'));
    if (id !== undefined) addStep(id, at(step, 'ask'));
  }
  const nameless = doubled.size > 0 || written.some((step) => isDoubtful(step) || text(at(step, 'id')) === undefined);
  const outcomes = outcomeIds(entries(at(tree, 'outcomes')), report);
  for (const { key, keySpan: span } of entries(at(tree, 'options'))) checkId(key, span, 'set of options', report);
  checkPlaybookId(tree, report);
  return { types, steps: new Set(bothSpellings(stepSpans.keys())), outcomes, stepSpans, nameless, doubled };
}

function outcomeIds(declared: readonly Entry[], report: Report): ReadonlySet<string> {
  for (const { key, keySpan: span } of declared) {
    checkId(key, span, 'outcome', report);
    if (BUILT_IN_OUTCOMES.has(key)) {
      report(
        'built-in-outcome',
        span,
        `"${key}" is an outcome that every playbook has`,
        `remove it; \`end: ${key}\` works without`,
      );
    }
  }
  return new Set([...bothSpellings(declared.map(({ key }) => key)), ...BUILT_IN_OUTCOMES.keys()]);
}

function checkPlaybookId(tree: Tree, report: Report): void {
  const id = text(at(tree, 'playbook'));
  if (id === undefined || /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id.text)) return;
  const hint = `use small letters, digits and dashes: ${
    id.text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[-0-9]+|-+$/g, '') || 'name'
  }`;
  report('bad-id', id.span, `"${id.text}" cannot be the id of a playbook`, hint);
}

/** Tells of an id that is not snake_case, as it must be to appear in an expression. */
export function checkId(id: string, span: Span, what: string, report: Report): boolean {
  const better = spelled(id);
  if (id === better) return true;
  const article = /^[aeiou]/.test(what) ? 'an' : 'a';
  const hint = `use small letters, digits and _: ${better}`;
  report('bad-id', span, `"${id.slice(0, 80)}" cannot be the name of ${article} ${what}`, hint);
  return false;
}

const LONGEST_ID = 60;

/** The id that was meant; the one that was written, when it can stand. */
export const spelled = (id: string): string =>
  id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+/, '')
    .slice(0, LONGEST_ID)
    .replace(/_+$/, '') || 'name';

/** A badly written id counts as it was meant, too: it is told of once, and not where it is used. */
export const bothSpellings = (ids: Iterable<string>): readonly string[] => [
  ...new Set([...ids].flatMap((id) => [id, spelled(id)])),
];

function typeOfQuestion(tree: Tree, sets: ReadonlyMap<string, Tree>): Type {
  const type = text(at(tree, 'type'))?.text;
  if (type === undefined || !isQuestionType(type)) return UNKNOWN;
  if (type !== 'choice' && type !== 'choices') return typeOf(type, []);
  const options = at(tree, 'options');
  const map = options?.kind === 'scalar' ? sets.get(options.typed) : options;
  return map?.kind === 'mapping' ? typeOf(type, bothSpellings(map.entries.keys())) : UNKNOWN;
}

const TYPES: readonly string[] = [
  'choice',
  'choices',
  'text',
  'number',
  'money',
  'date',
  'yes_no',
  'scale',
] satisfies QuestionType[];

const isQuestionType = (type: string): type is QuestionType => TYPES.includes(type);
