import type { Flow, Step, Use } from '../playbook/flow.js';

/** A playbook that is being played: the one of the call, or one that a step of another uses. */
export interface Level {
  readonly flow: Flow;
  /** Stands before the names of its steps in the call, as in `defend/`. */
  readonly prefix: string;
  readonly outer?: { readonly level: Level; readonly step: Step; readonly use: Use };
}

/** The playbook that a step of the call belongs to, by the step's name in the call. */
export function levelOf(flow: Flow, name: string): Level {
  return name
    .split('/')
    .slice(0, -1)
    .reduce<Level>((level, id) => inner(level, stepOf(level.flow, id)), { flow, prefix: '' });
}

/** The playbook that a step uses. */
export function inner(level: Level, step: Step): Level {
  const { use } = step;
  if (use === undefined) throw new Error(`step ${step.id} of ${level.flow.id} uses no playbook`);
  return { flow: use.flow, prefix: `${level.prefix}${step.id}/`, outer: { level, step, use } };
}

/** The name in the call of the step that uses it. */
export const userOf = ({ prefix }: Level): string => prefix.slice(0, -1);

/** A step by its name in the call. */
export function stepNamed(flow: Flow, name: string): Step {
  const level = levelOf(flow, name);
  return stepOf(level.flow, name.slice(level.prefix.length));
}

export function stepOf(flow: Flow, id: string): Step {
  const step = flow.steps.get(id);
  if (step === undefined) throw new Error(`${flow.id} has no step ${id}`);
  return step;
}
