import type { PlaceOf } from '../build/context.js';
import type { Expression } from '../expression.js';
import type { Flow } from '../flow.js';
import type { Report } from '../problems.js';
import { arrows } from './walk.js';

/** Proves that no computed value reads itself; whether that is so. */
export function proveComputed(flow: Flow, places: ReadonlyMap<Expression, PlaceOf>, report: Report): boolean {
  const state = new Map<string, 'open' | 'closed'>();
  let sound = true;
  const visit = (name: string, path: readonly string[]): void => {
    const computed = flow.computed.get(name);
    if (computed === undefined || state.get(name) === 'closed') return;
    if (state.get(name) === 'open') {
      sound = false;
      const circle = [...path.slice(path.indexOf(name)), name];
      const first = flow.computed.get(path.at(-1) ?? name)?.value;
      const span = (first && places.get(first)?.(first.term)) ?? { start: 0, end: 0 };
      report(
        'computed-loop',
        span,
        `"${name}" reads itself: ${arrows(circle)}`,
        'work one of them out from facts and answers alone',
      );
      return;
    }
    state.set(name, 'open');
    for (const read of computed.value.reads) visit(read, [...path, name]);
    state.set(name, 'closed');
  };
  for (const name of flow.computed.keys()) visit(name, []);
  return sound;
}
