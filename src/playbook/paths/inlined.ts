import type { Flow, Step } from '../flow.js';
import { buildGraph, type Graph } from '../prove/graph.js';

/** A playbook in the place where it is played: that of the call, or one that a step uses, with all that it uses in turn. */
export interface Level {
  readonly flow: Flow;
  /** Stands before the names of its steps, as in `defend/`. */
  readonly prefix: string;
  readonly graph: Graph;
  /** Where its nodes begin among those of all levels. */
  readonly offset: number;
  readonly outer?: { readonly level: Level; readonly step: Step };
  /** The playbooks that its steps use, by the ids of the steps. */
  readonly inner: ReadonlyMap<string, Level>;
}

/** Playbooks that use each other many times over are nobody's plan; what they come to is not looked at. */
const MOST_NODES = 1_000_000;

/** All levels of a call with `flow`, its own first; `undefined` where they are too many. */
export function inlined(flow: Flow): readonly Level[] | undefined {
  const graphs = new Map<Flow, Graph>();
  const levels: Level[] = [];
  let nodes = 0;
  const add = (of: Flow, prefix: string, outer?: Level['outer']): Level | undefined => {
    const graph = graphs.get(of) ?? buildGraph(of);
    graphs.set(of, graph);
    const inner = new Map<string, Level>();
    const level: Level = { flow: of, prefix, graph, offset: nodes, inner, ...(outer && { outer }) };
    nodes += graph.edges.length;
    if (nodes > MOST_NODES) return undefined;
    levels.push(level);
    for (const step of of.steps.values()) {
      const below = step.use && add(step.use.flow, `${prefix}${step.id}/`, { level, step });
      if (step.use !== undefined && below === undefined) return undefined;
      if (below !== undefined) inner.set(step.id, below);
    }
    return level;
  };
  return add(flow, '') && levels;
}

/** The node of a part of a step among those of all levels. */
export const nodeOf = ({ graph, offset }: Level, step: string, part: Parameters<Graph['node']>[1]): number =>
  offset + graph.node(step, part);

/** A playbook and those that use it, from within. */
export function* outwards(level: Level): Generator<Level> {
  for (let at: Level | undefined = level; at !== undefined; at = at.outer?.level) yield at;
}
