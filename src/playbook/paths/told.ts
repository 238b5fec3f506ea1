import type { Search } from './search.js';
import { type Edge, nameOf } from './states.js';

/** A way as it is told: each screen, with what was answered there. */
export function toldWay(edges: readonly Edge[]): string {
  return edges
    .filter(({ from, how }) => !from.facts || how !== 'answer')
    .map(({ from, how, what }) => {
      const step = nameOf(from);
      if (how === 'insist') return `${step} → the customer insists`;
      if (how === 'ask') return `${step}, which asks "${what}"`;
      if (how === 'card') return `${step} → card "${what}"`;
      return what === undefined ? step : `${step} (${what})`;
    })
    .join(' → ');
}

/** What cannot be decided beforehand: whoever knows that it cannot be so, knows that there is no such way. */
export function assumed(search: Search): string {
  if (search.kind !== 'way' || search.undecided.length === 0) return '';
  const told = search.undecided.map(({ source, holds }) => `\`${source.trim()}\` ${holds ? 'holds' : 'does not hold'}`);
  return `; it is taken when ${told.join(', and ')}`;
}
