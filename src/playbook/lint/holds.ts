import type { Expression } from '../expression.js';
import { shorten } from '../read/traps.js';
import { outcomesOf } from './conditions/outcomes.js';
import { type Condition, conditionsOf } from './conditions.js';
import { knownOf } from './known-of.js';
import type { Lint, Linted } from './linted.js';

/** Nobody writes a playbook with more; one that would keep its author waiting is looked at in part. */
const MOST_CASES = 100_000;

/** Conditions that can never hold, or always do, whatever a call comes to. */
export const holds: Lint = (linted) => {
  const seen = new Set<Expression>();
  const always = new Set<Expression>();
  let left = MOST_CASES;
  for (const condition of conditionsOf(linted.flow)) {
    const { expression } = condition;
    // A set of options may belong to several questions.
    if (seen.has(expression) || left < 0) continue;
    seen.add(expression);
    const { cases, isAlways } = look(condition, always, linted);
    left -= cases;
    if (isAlways) always.add(expression);
  }
};

interface Looked {
  readonly cases: number;
  readonly isAlways: boolean;
}

function look(condition: Condition, told: ReadonlySet<Expression>, linted: Linted): Looked {
  const { expression, present, before = [], never, always, refuses } = condition;
  const { flow, places, report } = linted;
  const { term } = expression;
  const span = places.get(expression)?.(term);
  const alone = outcomesOf(term, flow, { present });
  const looked = { cases: alone.cases, isAlways: !alone.fails };
  if (span === undefined) return looked;
  const quoted = quote(expression);
  const hint = (advice: string) => [...knownOf(term, flow), `mend the condition, or ${advice}`].join('; ');
  if (refuses && !alone.fails) {
    const message = `no answer is taken: ${quoted} always holds, and the check is hard`;
    report('no-answer-passes', span, message, hint(always.advice));
    return looked;
  }
  // Somebody who types `when: false` has switched something off, and knows it.
  if (term.kind === 'literal') return looked;
  if (!alone.holds) report('never-holds', span, `${quoted} never holds, so ${never.so}`, hint(never.advice));
  else if (!alone.fails) report('always-holds', span, `${quoted} always holds, so ${always.so}`, hint(always.advice));
  // Of several conditions the first that holds decides; of one that always does, the author has been told.
  if (!alone.holds || !alone.fails || before.length === 0 || before.some((each) => told.has(each))) return looked;
  const below = outcomesOf(term, flow, { before: before.map((each) => each.term), present });
  if (!below.holds) {
    const decides = before.find((each) => !outcomesOf(term, flow, { before: [each.term], present }).holds);
    const other = decides === undefined ? 'another above it' : `${quote(decides)} above it`;
    const isSame = decides !== undefined && quote(decides) === quoted;
    const message = isSame
      ? `${quoted} stands above already, so ${never.so}`
      : `whenever ${quoted} holds, ${other} does already, so ${never.so}`;
    report('never-holds', span, message, isSame ? never.advice : `put it above the other, or ${never.advice}`);
  }
  return { ...looked, cases: alone.cases + below.cases };
}

const quote = ({ source }: Expression): string => `\`${shorten(source.trim())}\``;
