import type { Flow } from '../playbook/flow.js';
import { type Refusing, refusingIn } from './explore-checks.js';
import { type Paths, pathsOf } from './explore-paths.js';
import { type Unreached, unreachedIn } from './explore-reached.js';

/** What all paths of a playbook come to. */
export interface Explored {
  /** Absent where the playbook uses others too many times over. */
  readonly paths?: Paths;
  /** Absent where it cannot be told. */
  readonly unreached?: Unreached;
  readonly refusing: readonly Refusing[];
}

/** `mostStates`: how many are walked, for tests. */
export function explore(flow: Flow, mostStates?: number): Explored {
  const paths = pathsOf(flow, mostStates);
  const unreached = unreachedIn(flow);
  return { ...(paths && { paths }), ...(unreached && { unreached }), refusing: refusingIn(flow) };
}
