import type { Code } from '../codes.js';
import type { Names } from '../expression/check.js';
import type { Type } from '../expression/type.js';
import type { Flow } from '../flow.js';
import { BUILT_IN_OUTCOMES } from '../outcomes.js';
import type { Report } from '../problems.js';
import type { Source, Span } from '../read/source.js';
import { at, type Entry, entries, isDoubtful, type Text, type Tree, text } from '../read/tree.js';
import { typeOfQuestion, typeOfStep } from './answer-type.js';
import { bothSpellings, checkId, checkWord, isPlaybookId, kebab } from './ids.js';
import { hasSteps, type WrittenList } from './written.js';

/** Everything in a playbook that has a name. */
export interface Registry extends Names {
  readonly outcomes: ReadonlySet<string>;
  /** Where the id of each step stands. */
  readonly stepSpans: ReadonlyMap<string, Span>;
  /** Whether the id of some step cannot be told. */
  readonly nameless: boolean;
  /** Ids that more than one step has. */
  readonly doubled: ReadonlySet<string>;
  /** Of each step of a card, the card; a card of one screen is its own. */
  readonly cardOf: ReadonlyMap<string, string>;
  readonly cards: ReadonlySet<string>;
  /** The names of facts and computed values by their labels, in small letters. */
  readonly labels: ReadonlyMap<string, string>;
  /** Whether the id of some offer cannot be told. */
  readonly offersDoubtful: boolean;
}

/** Collects the names; a name that is badly written still counts, so that its uses are not told of as well. */
export function collectNames({ tree, lists, uses, source, report }: Material): Registry {
  const known: Collected = { types: new Map(), stepSpans: new Map(), doubled: new Set(), cardOf: new Map() };
  const taking = createTaking(source, report);
  const sets = new Map(
    entries(at(tree, 'options')).flatMap(({ key, value }) => bothSpellings([key]).map((id) => [id, value] as const)),
  );
  for (const [section, what] of [
    ['facts', 'fact'],
    ['computed', 'computed value'],
  ] as const) {
    for (const { key, keySpan: span, value } of entries(at(tree, section))) {
      if (taking.take(key, span, what)) declare(known, key, typeOfQuestion(value, sets));
      else taking.tell(key, span, 'name-taken');
    }
  }
  for (const { card, steps } of lists) {
    if (card !== undefined && hasSteps(card.value) && !taking.take(card.key, card.keySpan, 'card')) {
      taking.tell(card.key, card.keySpan, 'name-taken');
    }
    for (const { id, tree: step } of steps) {
      if (id !== undefined) addStep(known, id, card, card?.value === step, typeOfStep(step, sets, uses), taking);
    }
  }
  const { doubled, stepSpans } = known;
  const written = lists.flatMap(({ steps }) => steps);
  const nameless = doubled.size > 0 || written.some(({ id, tree: step }) => isDoubtful(step) || id === undefined);
  const outcomes = outcomeIds(entries(at(tree, 'outcomes')), report);
  for (const { key, keySpan: span } of entries(at(tree, 'options'))) checkId(key, span, 'set of options', report);
  checkPlaybookId(tree, report);
  const offers = entries(at(tree, 'offers'));
  for (const { key, keySpan: span } of offers) checkWord(key, span, 'offer', report);
  return {
    ...known,
    labels: namesByLabel(tree),
    steps: new Set(bothSpellings(stepSpans.keys())),
    offers: new Set(bothSpellings(offers.map(({ key }) => key))),
    cards: new Set(bothSpellings(entries(at(tree, 'cards')).map(({ key }) => key))),
    offersDoubtful: isDoubtful(tree) || isUnclear(at(tree, 'offers')),
    outcomes,
    nameless,
  };
}

const namesByLabel = (tree: Tree): ReadonlyMap<string, string> =>
  new Map(
    ['facts', 'computed']
      .flatMap((section) => entries(at(tree, section)))
      .flatMap(({ key, value }) => [[text(at(value, 'label'))?.text.toLowerCase() ?? key, key] as const]),
  );

const isUnclear = (map: Tree | undefined): boolean => map !== undefined && (map.kind !== 'mapping' || isDoubtful(map));

interface Material {
  readonly tree: Tree;
  readonly lists: readonly WrittenList[];
  readonly uses: ReadonlyMap<string, Flow>;
  readonly source: Source;
  readonly report: Report;
}

interface Collected {
  readonly types: Map<string, Type>;
  readonly stepSpans: Map<string, Span>;
  readonly doubled: Set<string>;
  readonly cardOf: Map<string, string>;
}

function declare({ types }: Collected, id: string, type: Type): void {
  for (const spelling of bothSpellings([id])) types.set(spelling, type);
}

function addStep(
  known: Collected,
  { text: id, span }: Text,
  card: Entry | undefined,
  isCard: boolean,
  type: Type | undefined,
  taking: Taking,
): void {
  const { types, stepSpans, doubled, cardOf } = known;
  const isFirst = taking.take(id, span, isCard ? 'card' : 'step');
  const isDoubled = stepSpans.has(id);
  if (type !== undefined && (isFirst || (isDoubled && !types.has(id)))) declare(known, id, type);
  if (isDoubled) doubled.add(id);
  if (!isFirst) {
    taking.tell(id, span, isDoubled ? 'duplicate' : 'name-taken');
    return;
  }
  stepSpans.set(id, span);
  if (card !== undefined) for (const spelling of bothSpellings([id])) cardOf.set(spelling, card.key);
}

type Taking = ReturnType<typeof createTaking>;

/** The names that are taken, each with its place. */
function createTaking(source: Source, report: Report) {
  const taken = new Map<string, Span>();
  return {
    /** Whether nothing else has the name. */
    take: (id: string, span: Span, what: Parameters<typeof checkWord>[2]): boolean => {
      checkWord(id, span, what, report);
      if (taken.has(id)) return false;
      taken.set(id, span);
      return true;
    },
    tell: (id: string, span: Span, code: Code): void => {
      const line = source.place(taken.get(id) ?? span).line;
      const hint = 'facts, computed values, steps and cards share their names: rename one';
      report(code, span, `"${id}" is already the name of something on line ${line}`, hint);
    },
  };
}

function outcomeIds(declared: readonly Entry[], report: Report): ReadonlySet<string> {
  for (const { key, keySpan: span } of declared) {
    checkId(key, span, 'outcome', report);
    if (BUILT_IN_OUTCOMES.has(key) && key !== 'handed_over') {
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
  if (id === undefined || isPlaybookId(id.text)) return;
  const hint = `use small letters, digits and dashes: ${kebab(id.text)}`;
  report('bad-id', id.span, `"${id.text}" cannot be the id of a playbook`, hint);
}
