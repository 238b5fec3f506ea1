import type { Flow, Step } from '../../src/playbook/flow.js';

/** A step with a screen, by its name in the call, and the playbook it belongs to. */
export interface Place {
  readonly name: string;
  readonly step: Step;
  readonly flow: Flow;
  /** Stands before its names in the call. */
  readonly prefix: string;
}

/** The steps of a playbook, of its cards, and of the playbooks it uses. */
export const placesIn = (flow: Flow, prefix = ''): readonly Place[] =>
  [...flow.steps.values()].flatMap((step) =>
    step.use === undefined
      ? step.screen
        ? [{ name: prefix + step.id, step, flow, prefix }]
        : []
      : placesIn(step.use.flow, `${prefix}${step.id}/`),
  );

/** Steps whose answers some outcome needs. */
export function needsIn(flow: Flow, prefix = ''): readonly string[] {
  const own = [...flow.outcomes.values()].flatMap(({ needs }) =>
    needs.flatMap((need) => (need.kind === 'step' ? [prefix + need.step] : [])),
  );
  const used = [...flow.steps.values()].flatMap(({ id, use }) => (use ? needsIn(use.flow, `${prefix}${id}/`) : []));
  return [...own, ...used];
}
