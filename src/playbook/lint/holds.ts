import type { Expression } from '../expression.js';
import { shorten } from '../read/traps.js';
import { outcomesOf } from './conditions/outcomes.js';
import { type Condition, conditionsOf } from './conditions.js';
import { knownOf } from './known-of.js';
import type { Lint, Linted } from './linted.js';

/** Conditions that can never hold, or always do, whatever a call comes to. */
export const holds: Lint = (linted) => {
  const seen = new Set<Expression>();
  for (const condition of conditionsOf(linted.flow)) {
    // A set of options may belong to several questions.
    if (seen.has(condition.expression)) continue;
    seen.add(condition.expression);
    look(condition, linted);
  }
};

function look({ expression, present, before = [], never, always, refuses }: Condition, linted: Linted): void {
  const { flow, places, report } = linted;
  const { term } = expression;
  const span = places.get(expression)?.(term);
  if (span === undefined) return;
  const quoted = `\`${shorten(expression.source.trim())}\``;
  const outcomes = outcomesOf(term, flow, { present });
  const known = knownOf(term, flow);
  const hint = (advice: string) => [...known, `mend the condition, or ${advice}`].join('; ');
  if (refuses && !outcomes.fails) {
    const message = `no answer is taken: ${quoted} always holds, and the check is hard`;
    report('no-answer-passes', span, message, hint(always.advice));
    return;
  }
  // Somebody who types `when: false` has switched something off, and knows it.
  if (term.kind === 'literal') return;
  if (!outcomes.holds) report('never-holds', span, `${quoted} never holds, so ${never.so}`, hint(never.advice));
  else if (!outcomes.fails)
    report('always-holds', span, `${quoted} always holds, so ${always.so}`, hint(always.advice));
  else if (before.length > 0) shadowed(expression, { before, present, never, quoted, span }, linted);
}

interface Below extends Required<Pick<Condition, 'before' | 'present' | 'never'>> {
  readonly quoted: string;
  readonly span: Parameters<Linted['report']>[1];
}

/** Of several conditions the first that holds decides. */
function shadowed({ term }: Expression, { before, present, never, quoted, span }: Below, linted: Linted): void {
  const { flow, report } = linted;
  const earlier = before.map((each) => each.term);
  // One above that always holds has been told of.
  if (earlier.some((each) => !outcomesOf(each, flow, { present }).fails)) return;
  if (outcomesOf(term, flow, { before: earlier, present }).holds) return;
  const message = `whenever ${quoted} holds, a condition above it does already, so ${never.so}`;
  report('never-holds', span, message, `put it above the other, or ${never.advice}`);
}
