import type { Expression } from '../expression.js';
import type { Flow } from '../flow.js';
import type { Detours } from '../paths/move.js';
import { nameOf, type State, walkStates } from '../paths/states.js';
import { terrainOf } from '../paths/terrain.js';
import type { Arrival } from '../paths/way.js';

/** What comes up on the ways through a playbook. */
export interface Seen {
  /** Whether these are all ways. */
  readonly complete: boolean;
  readonly states: readonly State[];
  /** Steps by their names in the call, those that use a playbook as well. */
  readonly steps: ReadonlySet<string>;
  readonly outcomes: ReadonlySet<string>;
  /** Conditions that were come to, and whether they ever held. */
  readonly held: ReadonlyMap<Expression, boolean>;
}

/** Of a playbook with many cards there are more ways than can be walked; what they hide is then not told of. */
const MOST_STATES = 20_000;

const SEEN = new WeakMap<Flow, Map<Detours, Seen>>();

/** Walks a playbook, once for each kind of detours. */
export function seenIn(flow: Flow, detours: Detours): Seen {
  const known = SEEN.get(flow) ?? new Map<Detours, Seen>();
  SEEN.set(flow, known);
  const seen = known.get(detours) ?? look(flow, detours);
  known.set(detours, seen);
  return seen;
}

function look(flow: Flow, detours: Detours): Seen {
  const [steps, outcomes] = [new Set<string>(), new Set<string>()];
  const held = new Map<Expression, boolean>();
  const terrain = terrainOf(
    flow,
    {},
    {
      condition: (expression, _, holds) => held.set(expression, holds || held.get(expression) === true),
    },
  );
  if (terrain === undefined) return { complete: false, states: [], steps, outcomes, held };
  const enter = (arrival: Arrival) => {
    if (arrival.kind === 'screen') for (const step of arrival.entered) steps.add(step);
  };
  for (const arrival of terrain.begin(detours)) enter(arrival);
  const { states, complete } = walkStates(terrain, {
    detours,
    most: MOST_STATES,
    edge: (edge, arrival) => {
      if (edge.end !== undefined) outcomes.add(edge.end);
      enter(arrival);
      return false;
    },
  });
  for (const state of states) steps.add(nameOf(state));
  return { complete, states, steps, outcomes, held };
}
