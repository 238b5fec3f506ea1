import type { Flow, Route, Step, Target } from '../playbook/flow.js';
import { answersOf } from '../playbook/targets.js';

/** The fewest screens from each step to an end, the step's own included; a lower bound, whatever is answered. */
export function screensLeft(flow: Flow): ReadonlyMap<string, number> {
  const before = new Map<string, Step[]>();
  const left = new Map<string, number>();
  const queue: Step[] = [];
  for (const step of flow.steps.values()) {
    for (const target of targets(flow, step)) {
      if (!('go' in target)) reach(step, step.screen ? 1 : 0);
      else befores(target.go).push(step);
    }
  }
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const distance = left.get(next.id) ?? 0;
    for (const step of before.get(next.id) ?? []) reach(step, distance + (step.screen ? 1 : 0));
  }
  return left;

  function befores(id: string): Step[] {
    const steps = before.get(id) ?? [];
    before.set(id, steps);
    return steps;
  }

  function reach(step: Step, distance: number): void {
    if (distance >= (left.get(step.id) ?? Number.POSITIVE_INFINITY)) return;
    left.set(step.id, distance);
    queue.push(step);
  }
}

function targets(flow: Flow, step: Step): readonly Target[] {
  return [...answersOf(step).flatMap(({ target }) => target ?? []), ...ofRoute(step.route)].filter(
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
