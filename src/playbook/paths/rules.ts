import type { Flow, Rule } from '../flow.js';
import { type Goal, type Search, search } from './search.js';
import { nameOf } from './states.js';
import { type Store, valueIn } from './store.js';
import { type Terrain, terrainOf } from './terrain.js';
import type { Arrival } from './way.js';

/** Looks for a way on which a rule does not hold, among at most so many states; `never`: it holds on all of them. */
export function breach(flow: Flow, rule: Rule, most?: number): Search {
  const terrain = terrainOf(flow, { rules: [rule] });
  return terrain === undefined ? { kind: 'unknown' } : search(terrain, goalOf(terrain, rule), most);
}

function goalOf(terrain: Terrain, rule: Rule): Goal {
  const { items, root, reading, flow } = terrain;
  const shown = [...reading.toShow(root)];
  const isSet = (item: number | undefined, store: Store) => item !== undefined && valueIn(store, item) === 1;
  const visits = (steps: readonly string[]) => steps.map((step) => items.visited(root, step));
  const misses = (steps: readonly number[], store: Store) => steps.some((item) => !isSet(item, store));
  switch (rule.kind) {
    case 'at_most': {
      const [count] = shown;
      const tooMany = (store: Store) => count !== undefined && (valueIn(store, count) ?? 0) > rule.offers;
      return { detours: 'all', items: shown, met: (_, move) => move.offer !== undefined && tooMany(move.store) };
    }
    case 'within': {
      const screens = items.screens();
      const tooLong = (store: Store) => (valueIn(store, screens) ?? 0) >= rule.steps;
      const met: Goal['met'] = (_, move, { kind }) => kind === 'screen' && tooLong(move.store);
      return { detours: 'insist_once', items: shown, met };
    }
    case 'never': {
      const [after = -1] = shown;
      const { show } = rule;
      const moment = 'step' in rule.after ? rule.after.step : undefined;
      const isAfter = (store: Store, isOwn: boolean) => (valueIn(store, after) ?? 0) > (isOwn ? 1 : 0);
      // What a step shows itself, or what it uses does, does not come after it.
      const met: Goal['met'] =
        'offer' in show
          ? (from, { offer }) => offer !== undefined && isAfter(from.store, isWithin(nameOf(from), moment))
          : (_, __, arrival) => shows(arrival, show.step) && isAfter(arrival.store, show.step === moment);
      return { detours: 'all', items: shown, met };
    }
    case 'before': {
      const steps = visits(rule.visit);
      const met: Goal['met'] = (_, __, arrival) =>
        arrival.kind === 'end' && arrival.outcome === rule.outcome && misses(steps, arrival.store);
      return { detours: 'all', items: steps, met };
    }
    case 'always': {
      const steps = visits(rule.visit);
      const met: Goal['met'] = (_, __, arrival) =>
        arrival.kind === 'end' &&
        flow.outcomes.has(arrival.outcome) &&
        misses(steps, arrival.store) &&
        terrain.mayHold(rule.if, arrival.store);
      return { detours: 'all', items: reading.toEnd(root), met };
    }
  }
}

const isWithin = (name: string, step: string | undefined): boolean =>
  step !== undefined && (name === step || name.startsWith(`${step}/`));

/** Whether a step is shown, or begins the playbook that it uses: how an offer is taken is asked on a screen shown before. */
const shows = (arrival: Arrival, step: string): boolean =>
  arrival.kind === 'screen' &&
  !arrival.returned &&
  arrival.made === undefined &&
  (nameOf(arrival) === step || arrival.entered.includes(step));
