import type { Flow } from '../playbook/flow.js';
import type { Position } from './position.js';
import { screensLeft } from './progress.js';
import type { Header } from './screen.js';
import type { State } from './state.js';

export function headerOf(flow: Flow, state: State, at: Position): Header {
  const level = 'level' in at ? at.level.flow : flow;
  const fewest = at.kind === 'fact' ? leftOf(flow, flow.start) + 1 : 'step' in at ? leftOf(level, at.step.id) : 0;
  const done = state.path.filter(({ answer, frame }) => answer !== undefined && frame !== 'use').length;
  return { title: level.title, customer: customerOf(flow, state), done, left: state.card === undefined ? fewest : 0 };
}

/** The identifying fact as typed; else the fact named `customer`. */
export function customerOf(flow: Flow, state: State): string | undefined {
  const fact = [...flow.facts.values()].find(({ identifies }) => identifies === 'customer')?.id ?? 'customer';
  const value = state.facts.get(fact);
  return value?.type === 'text' ? (value.words ?? undefined) : undefined;
}

const LEFT = new WeakMap<Flow, ReadonlyMap<string, number>>();

function leftOf(flow: Flow, step: string): number {
  const left = LEFT.get(flow) ?? screensLeft(flow);
  LEFT.set(flow, left);
  return left.get(step) ?? 0;
}
