import type { Around, Move, Screen } from './move.js';
import { withValue } from './store.js';
import type { Arrival } from './way.js';

/** A call that has come to an outcome of its playbook stands at its wrap-up, and can be taken up from there. */
export function* withWrapUp(arrivals: Iterable<Arrival>, { level, step }: Screen): Generator<Arrival> {
  let [root, last] = [level, step];
  for (let { outer } = level; outer !== undefined; { outer } = root) [root, last] = [outer.level, outer.step];
  for (const arrival of arrivals) {
    yield arrival;
    if (arrival.kind !== 'end') continue;
    yield { kind: 'screen', level: root, step: last, wrapUp: arrival.outcome, store: arrival.store, entered: [] };
  }
}

/** What an outcome needs and nobody asked for. The rep may pick any outcome of the playbook of the call. */
export function* asking({ store, wrapUp }: Screen, { items, conditions, evidence }: Around): Generator<Move> {
  for (const { level, step, outcomes } of evidence) {
    const { outer } = level;
    const cameTo = outer && conditions.named(outer.level, outer.step.id);
    if (cameTo && !conditions.may(cameTo, store, (value) => typeof value === 'string' && outcomes.has(value))) continue;
    if (!conditions.may(conditions.named(level, step.id), store, (value) => value === undefined)) continue;
    const visited = items.known('visited', level, step.id);
    const shown = visited === undefined ? store : withValue(store, visited, 1);
    const arrival = { kind: 'screen', level, step, ends: wrapUp, store: shown, entered: [] } as const;
    yield { how: 'ask', what: level.prefix + step.id, store, arrivals: [arrival] };
  }
}
