import type { Flow, Option, Step, Target } from '../../src/playbook/flow.js';

/** One way on from a step: by the option picked, the reply to an offer or the outcome of a playbook used; by the route when `option` is missing. */
export interface Way {
  readonly from: string;
  readonly option?: string;
  readonly target: Target;
}

/** Every way on from every step. Says what may happen, whatever the conditions say. */
export function ways(flow: Flow): readonly Way[] {
  return [...flow.steps.values()].flatMap(waysFrom);
}

/** The steps that a call can come to, from its start unless told otherwise, when it takes none of the ways that are `barred`. */
export function reachable(
  flow: Flow,
  barred: (way: Way) => boolean = () => false,
  ...starts: readonly string[]
): ReadonlySet<string> {
  const open = ways(flow).filter((way) => !barred(way));
  const seen = new Set(starts.length > 0 ? starts : [flow.start]);
  for (const step of seen) {
    for (const { from, target } of open) if (from === step && 'go' in target) seen.add(target.go);
  }
  return seen;
}

function waysFrom(step: Step): Way[] {
  const options = optionsOf(step);
  const picked = options.flatMap(({ id, target }) => (target ? [{ from: step.id, option: id, target }] : []));
  const passes = step.when ?? step.offer ?? (options.length === 0 || options.some(({ target }) => !target));
  return passes ? [...picked, ...routed(step).map((target) => ({ from: step.id, target }))] : picked;
}

function optionsOf({ ask, offer, use }: Step): readonly Option[] {
  if (offer) return offer.replies;
  if (use) return use.outcomes;
  return ask && 'options' in ask ? ask.options : [];
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
