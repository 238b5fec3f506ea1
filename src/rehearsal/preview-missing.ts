import type { Level } from '../call/level.js';
import { known } from '../call/scope.js';
import type { State } from '../call/state.js';
import type { Flow, Step } from '../playbook/flow.js';
import type { Template } from '../playbook/template.js';
import { conditionsOf } from './preview-values.js';

/** Facts and answers that a step reads, itself or through computed values, and that are missing. */
export function missingAt(level: Level, step: Step, state: State, today: string): readonly string[] {
  const scope = known(level, state, today);
  const reads = [
    ...conditionsOf(step, level).flatMap(({ expression }) => [...expression.reads]),
    ...[step.say, step.do, step.why].flatMap(readsOfText),
    ...step.followUps.flatMap(({ what }) => readsOfText(what)),
    ...step.drafts.flatMap(({ to, subject, body }) => [to, subject, body].flatMap(readsOfText)),
    ...(step.use === undefined ? [] : step.use.with.values()),
    ...(step.route.kind === 'try' && step.route.by !== undefined ? [step.route.by] : []),
    ...(step.offer !== undefined && level.flow.reason !== undefined ? [level.flow.reason] : []),
  ];
  const missing = reads.flatMap((name) => (scope.recorded(name) === undefined ? [...leaves(level.flow, name)] : []));
  return [...new Set(missing)].filter((name) => name !== step.id && scope.recorded(name) === undefined);
}

const readsOfText = (template: Template | undefined): readonly string[] =>
  (template?.parts ?? []).flatMap((part) => (typeof part === 'string' ? [] : [...part.reads]));

/** What a name comes from: the facts and answers of a computed value, else itself. */
function leaves(flow: Flow, name: string, seen = new Set<string>()): ReadonlySet<string> {
  const computed = flow.computed.get(name);
  if (computed === undefined) return seen.add(name);
  for (const read of computed.value.reads) leaves(flow, read, seen);
  return seen;
}
