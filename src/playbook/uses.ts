import type { Flow } from './flow.js';

/** All playbooks that a playbook uses, and those that they use in turn: each text once, in the order they are come to. */
export function usedFlows(flow: Flow): readonly Flow[] {
  const found = new Map<string, Flow>();
  const open = [flow];
  for (const each of open) {
    for (const { use } of each.steps.values()) {
      if (use === undefined || found.has(use.flow.hash)) continue;
      found.set(use.flow.hash, use.flow);
      open.push(use.flow);
    }
  }
  return [...found.values()];
}
