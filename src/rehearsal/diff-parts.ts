import type { Card, Computed, Fact, Flow, Need, Offer, Outcome, Rule } from '../playbook/flow.js';
import { became, type Change, figures, happens, words } from './diff-change.js';
import { comings, type Pairs } from './diff-pairs.js';
import { diffPromises } from './diff-promises.js';
import { diffQuestion } from './diff-question.js';
import { type Renames, renamed, spellExpression } from './diff-spell.js';
import { wordChanges } from './diff-words.js';

/** What stands at the top of the file. */
export function diffTop(was: Flow, now: Flow, renames: Renames): readonly Change[] {
  const mapped = (id: string | undefined) => id && renamed(renames.names, id);
  return [
    ...became(figures, '', 'the id', was.id, now.id),
    ...became(figures, '', 'about', was.about, now.about),
    ...became(figures, '', 'the step that gives the reason', mapped(was.reason), now.reason),
    ...became(happens, '', 'the step for who insists', mapped(was.insist), now.insist),
    ...became(happens, '', 'run_by', was.runBy, now.runBy),
    ...became(happens, '', 'the language', was.language, now.language),
    ...diffLabel('', 'title', was.title, now.title),
  ];
}

function diffLabel(where: string, what: string, was: string | undefined, now: string | undefined): readonly Change[] {
  return was === now ? [] : [words(where, `${what}: ${wordChanges(was ?? '', now ?? '')}`)];
}

export const diffFacts = (pairs: Pairs<Fact>, was: Flow, now: Flow, renames: Renames): readonly Change[] => [
  ...comings(pairs, 'fact'),
  ...became(
    happens,
    'facts',
    'the order they are asked in',
    order(pairs, was.facts.values()),
    order(pairs, now.facts.values()),
  ),
  ...pairs.both.flatMap(({ was, now }) => {
    const where = `fact ${now.id}`;
    return [
      ...diffLabel(where, 'label', was.label, now.label),
      ...became(happens, where, 'asked for', was.asked, now.asked),
      ...became(figures, where, 'what it identifies', was.identifies, now.identifies),
      // Whether it is asked for says whether it is optional.
      ...diffQuestion(where, { ...was.question, optional: false }, { ...now.question, optional: false }, renames),
    ];
  }),
];

/** Of the facts that both ask for. */
function order(pairs: Pairs<Fact>, facts: Iterable<Fact>): string {
  const asked = new Set(pairs.both.flatMap(({ was, now }) => (was.asked && now.asked ? [now.id] : [])));
  const ids = [...facts].map(({ id }) => renamed(pairs.renamed, id));
  return ids.filter((id) => asked.has(id)).join(', ');
}

export const diffComputed = (pairs: Pairs<Computed>, renames: Renames): readonly Change[] => [
  ...comings(pairs, 'computed'),
  ...pairs.both.flatMap(({ was, now }) => {
    const where = `computed ${now.id}`;
    return [
      ...became(happens, where, 'the type', was.type, now.type),
      ...diffLabel(where, 'label', was.label, now.label),
      ...(spellExpression(was.value, renames) === spellExpression(now.value)
        ? []
        : [happens(where, `it is ${now.value.source.trim()}, was ${was.value.source.trim()}`)]),
    ];
  }),
];

export const diffOutcomes = (pairs: Pairs<Outcome>, renames: Renames): readonly Change[] => [
  ...comings(pairs, 'outcome', figures),
  ...pairs.both.flatMap(({ was, now }) => {
    const where = `outcome ${now.id}`;
    return [
      ...became(figures, where, 'the group', was.group, now.group),
      ...became(happens, where, 'what it needs', needs(was.needs, renames), needs(now.needs)),
      ...diffLabel(where, 'label', was.label, now.label),
      ...diffPromises(where, was, now, renames),
    ];
  }),
];

const needs = (all: readonly Need[], renames?: Renames): string =>
  all
    .map((need) => (need.kind === 'step' ? (renames ? renamed(renames.names, need.step) : need.step) : need.kind))
    .sort()
    .join(', ');

export const diffOffers = (pairs: Pairs<Offer>, renames: Renames): readonly Change[] => [
  ...comings(pairs, 'offer'),
  ...pairs.both.flatMap(({ was, now }) => {
    const where = `offer ${now.id}`;
    return [
      ...diffLabel(where, 'label', was.label, now.label),
      ...(spellExpression(was.cost, renames) === spellExpression(now.cost)
        ? []
        : became(happens, where, 'the cost', was.cost?.source.trim(), now.cost?.source.trim())),
      ...became(happens, where, 'authority', was.authority, now.authority),
      ...became(happens, where, 'what it suits', listed(was.suits), listed(now.suits)),
      ...became(happens, where, 'times', was.times, now.times),
    ];
  }),
];

export const diffCards = (pairs: Pairs<Card>, renames: Renames): readonly Change[] => [
  ...comings(pairs, 'card'),
  ...pairs.both.flatMap(({ was, now }) => {
    const where = `card ${now.id}`;
    return [
      ...diffLabel(where, 'label', was.label, now.label),
      ...became(happens, where, 'the key', was.key, now.key),
      ...became(happens, where, 'its first step', renamed(renames.names, was.start), now.start),
      ...became(happens, where, 'where it opens', listed(was.on, renames), listed(now.on)),
    ];
  }),
];

const listed = (ids: ReadonlySet<string> | undefined, renames?: Renames): string =>
  ids === undefined
    ? 'any'
    : [...ids]
        .map((id) => (renames ? renamed(renames.names, id) : id))
        .sort()
        .join(', ');

/** A rule has no name: one that differs is another. */
export function diffRules(was: readonly Rule[], now: readonly Rule[], renames: Renames): readonly Change[] {
  const spelled = new Set(now.map((rule) => spellRule(rule)));
  const before = new Set(was.map((rule) => spellRule(rule, renames)));
  return [
    ...was
      .filter((rule) => !spelled.has(spellRule(rule, renames)))
      .map(({ label }) => happens('rules', `removed: ${label}`)),
    ...now.filter((rule) => !before.has(spellRule(rule))).map(({ label }) => happens('rules', `added: ${label}`)),
  ];
}

function spellRule(rule: Rule, renames?: Renames): string {
  const named = (id: string) => (renames ? renamed(renames.names, id) : id);
  const at = (moment: object) => ('step' in moment ? named(String(moment.step)) : moment);
  switch (rule.kind) {
    case 'at_most':
      return JSON.stringify([rule.kind, rule.offers]);
    case 'within':
      return JSON.stringify([rule.kind, rule.steps]);
    case 'never':
      return JSON.stringify([rule.kind, at(rule.after), at(rule.show)]);
    case 'before': {
      const outcome = renames ? renamed(renames.outcomes, rule.outcome) : rule.outcome;
      return JSON.stringify([rule.kind, outcome, rule.visit.map(named).sort()]);
    }
    case 'always':
      return JSON.stringify([rule.kind, rule.visit.map(named).sort(), spellExpression(rule.if, renames)]);
  }
}
