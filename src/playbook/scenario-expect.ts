import { fits } from './expression/compare.js';
import { compileExpression } from './expression/compile-expression.js';
import { parts, type Term } from './expression/term.js';
import { typeName, YES_NO } from './expression/type.js';
import type { Expression } from './expression.js';
import { locate } from './read/locate.js';
import { at, entries, items, keySpan, type Tree, text, typed } from './read/tree.js';
import type { Expected, Written } from './scenario.js';
import { readDetails } from './scenario-details.js';
import { knownStep, namesIn, type Telling } from './scenario-telling.js';
import { suggestion } from './suggest.js';

/** What must come of a scenario; one that expects nothing that could turn out otherwise is refused. */
export function readExpected(scenario: Tree, telling: Telling): Expected {
  const { names, tell, source } = telling;
  const tree = at(scenario, 'expect');
  const lineOf = (span: Tree['span']): number => source.place(span).line;
  const outcome = text(at(tree, 'outcome'));
  if (outcome !== undefined && !names.outcomes.has(outcome.text)) {
    const hint = suggestion(outcome.text, names.outcomes, '');
    tell('unknown-outcome', outcome.span, `there is no outcome "${outcome.text}"`, hint);
  }
  const steps = (key: string): readonly Written<string>[] =>
    items(at(tree, key)).flatMap((item) => {
      const step = text(item);
      if (step === undefined) return [];
      knownStep(step.text, step.span, telling);
      return [{ value: step.text, line: lineOf(step.span) }];
    });
  const exactly = (key: string, code: 'unknown-follow-up' | 'unknown-draft', what: string) => {
    const list = at(tree, key);
    if (tree === undefined || list === undefined) return undefined;
    const known = key === 'drafts' ? names.drafts : names.followUps;
    const ids = namesIn(list, code, known, what, telling).map((id) => id.text);
    return { value: ids, line: lineOf(keySpan(tree, key)) };
  };
  const offers = entries(at(tree, 'offers')).map(({ key, keySpan: span, value }) => {
    if (!names.offers.has(key))
      tell('unknown-offer', span, `there is no offer "${key}"`, suggestion(key, names.offers, 'the playbook has none'));
    return [key, { value: typed(value)?.text ?? '', line: lineOf(span) }] as const;
  });
  const [followUps, drafts] = [
    exactly('follow_ups', 'unknown-follow-up', 'follow-up'),
    exactly('drafts', 'unknown-draft', 'draft'),
  ];
  const expected: Expected = {
    ...(outcome === undefined ? {} : { outcome: { value: outcome.text, line: lineOf(outcome.span) } }),
    visited: steps('visited'),
    notVisited: steps('not_visited'),
    offers: new Map(offers),
    ...(followUps && { followUps }),
    ...(drafts && { drafts }),
    details: readDetails(tree, telling),
    that: items(at(tree, 'that')).flatMap((item) => conditionOf(item, telling)),
  };
  if (!canFail(expected, items(at(tree, 'that')).length, telling))
    tell(
      'cannot-fail',
      keySpan(scenario, 'expect'),
      `"${text(at(scenario, 'name'))?.text}" passes whatever the call comes to`,
      'say what must come of it, for example: `expect: {outcome: …}`',
    );
  return expected;
}

function canFail(expected: Expected, conditions: number, { flow }: Telling): boolean {
  const { outcome, visited, notVisited, offers, followUps, drafts, details } = expected;
  const start = flow.steps.get(flow.start);
  // Every call begins there.
  const isSure = (step: string) => step === flow.start && start?.when === undefined && start?.offer === undefined;
  if ((outcome ?? followUps ?? drafts) || details.length > 0) return true;
  return notVisited.length > 0 || offers.size > 0 || conditions > 0 || visited.some(({ value }) => !isSure(value));
}

function conditionOf(tree: Tree, { names, source, tell }: Telling): readonly Written<Expression>[] {
  const written = typed(tree);
  if (written === undefined || names.read === undefined) return [];
  const result = compileExpression(written.text, names.read);
  if ('code' in result) {
    tell(result.code, locate(source, written, result), result.message, result.hint);
    return [];
  }
  const { term } = result;
  if (!fits(term, YES_NO)) {
    const message = `this must be a condition, and is ${typeName(term.type)}`;
    tell('wrong-type', locate(source, written, term), message, 'compare it with something: ==, !=, <, >');
    return [];
  }
  if (!readsTheCall(term)) {
    const hint = 'name an answer, a fact, a computed value, visited(…) or an offer';
    tell('cannot-fail', written.span, `\`${written.text}\` reads nothing of the call, so it says nothing`, hint);
    return [];
  }
  return [{ value: result, line: source.place(written.span).line }];
}

const readsTheCall = (term: Term): boolean =>
  ['name', 'answered', 'visited', 'offers'].includes(term.kind) || parts(term).some(readsTheCall);
