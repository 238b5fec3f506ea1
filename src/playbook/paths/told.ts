import { type Edge, nameOf } from './states.js';

/** A way as it is told: each screen, with what was answered there. */
export function toldWay(edges: readonly Edge[]): string {
  return edges
    .map(({ from, how, what }) => {
      const step = nameOf(from);
      if (how === 'insist') return `${step} → the customer insists`;
      if (how === 'card') return `${step} → card "${what}"`;
      return what === undefined ? step : `${step} (${what})`;
    })
    .join(' → ');
}
