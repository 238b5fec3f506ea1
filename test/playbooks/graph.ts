import type { Flow, Step, Target } from '../../src/playbook/flow.js';

/** One way on from a step: by the option picked, or by the route when `option` is missing. */
export interface Way {
  readonly from: string;
  readonly option?: string;
  readonly target: Target;
}

/** Every way on from every step. Says what may happen, whatever the conditions say. */
export function ways(flow: Flow): readonly Way[] {
  return [...flow.steps.values()].flatMap(waysFrom);
}

/** The steps that a call can come to, when it takes none of the ways that are `barred`. */
export function reachable(
  flow: Flow,
  barred: (way: Way) => boolean = () => false,
  start = flow.start,
): ReadonlySet<string> {
  const open = ways(flow).filter((way) => !barred(way));
  const seen = new Set([start]);
  for (const step of seen) {
    for (const { from, target } of open) if (from === step && 'go' in target) seen.add(target.go);
  }
  return seen;
}

function waysFrom(step: Step): Way[] {
  const options = step.ask && 'options' in step.ask ? step.ask.options : [];
  const picked = options.flatMap(({ id, target }) => (target ? [{ from: step.id, option: id, target }] : []));
  const passes = step.when !== undefined || options.length === 0 || options.some(({ target }) => !target);
  return passes ? [...picked, ...routed(step).map((target) => ({ from: step.id, target }))] : picked;
}

function routed({ route }: Step): Target[] {
  switch (route.kind) {
    case 'target':
      return [route.target];
    case 'branch':
      return [...route.branches.map(({ target }) => target), route.otherwise];
    case 'try': {
      const listed = new Set([...[...route.lists.values()].flat(), ...route.otherwise]);
      return [...[...listed].map((go) => ({ go })), route.then];
    }
  }
}
