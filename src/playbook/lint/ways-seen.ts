import type { Expression } from '../expression.js';
import type { Flow } from '../flow.js';
import { nameOf, type State, walkStates } from '../paths/states.js';
import { type Detours, terrainOf } from '../paths/terrain.js';

/** What comes up on the ways through a playbook. */
export interface Seen {
  /** Whether these are all ways. */
  readonly complete: boolean;
  readonly states: readonly State[];
  /** Steps by their names in the call, those that use a playbook as well. */
  readonly steps: ReadonlySet<string>;
  /** Options that could be picked, as in `reason price`. */
  readonly options: ReadonlySet<string>;
  readonly outcomes: ReadonlySet<string>;
  /** Conditions that came out true. */
  readonly held: ReadonlySet<Expression>;
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
  const [steps, options, outcomes, held] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<Expression>()];
  const terrain = terrainOf(flow, {}, {
    condition: (expression, _, holds) => {
      if (holds) held.add(expression);
    },
    option: (level, step, option) => options.add(`${nameOf({ level, step })} ${option}`),
  });
  if (terrain === undefined) return { complete: false, states: [], steps, options, outcomes, held };
  const { states, complete } = walkStates(terrain, {
    detours,
    most: MOST_STATES,
    edge: (edge, arrival) => {
      if (edge.end !== undefined) outcomes.add(edge.end);
      if (arrival.kind === 'screen') for (const step of arrival.entered) steps.add(step);
      return false;
    },
  });
  for (const state of states) steps.add(nameOf(state));
  return { complete, states, steps, options, outcomes, held };
}
