import type { Flow, Route, Step, Target } from '../playbook/flow.js';
import { optionsOf } from './route.js';

/** The fewest screens from each step to an end, the step's own included; a lower bound, whatever is answered. */
export function screensLeft(flow: Flow): ReadonlyMap<string, number> {
  const before = new Map<string, Step[]>();
  const left = new Map<string, number>();
  const queue: Step[] = [];
  for (const step of flow.steps.values()) {
    for (const target of targets(flow, step)) {
      if (!('go' in target)) reach(step, step.screen ? 1 : 0);
      else before.set(target.go, [...(before.get(target.go) ?? []), step]);
    }
  }
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const distance = left.get(next.id) ?? 0;
    for (const step of before.get(next.id) ?? []) reach(step, distance + (step.screen ? 1 : 0));
  }
  return left;

  function reach(step: Step, distance: number): void {
    if (distance >= (left.get(step.id) ?? Number.POSITIVE_INFINITY)) return;
    left.set(step.id, distance);
    queue.push(step);
  }
}

function targets(flow: Flow, { ask, offer, use, route }: Step): readonly Target[] {
  const options = use?.outcomes ?? offer?.replies ?? optionsOf(ask);
  return [...options.flatMap(({ target }) => target ?? []), ...ofRoute(route)].filter(
    (target) => !('go' in target) || flow.steps.has(target.go),
  );
}

function ofRoute(route: Route): readonly Target[] {
  switch (route.kind) {
    case 'target':
      return [route.target];
    case 'branch':
      return [...route.branches.map(({ target }) => target), route.otherwise];
    case 'try':
      return [...[...route.lists.values(), route.otherwise].flat().map((go) => ({ go })), route.then];
  }
}
