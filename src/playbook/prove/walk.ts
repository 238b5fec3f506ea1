import type { Edge, Graph } from './graph.js';

/** Where a walk came from, by node; `undefined` where it did not come to. */
export interface Walk {
  readonly reached: (node: number) => boolean;
  /** Ids of the steps on a shortest way to `node`. */
  readonly path: (node: number) => readonly string[];
}

/** Walks the graph from its entries, breadth first, along the edges that `passes` lets through. */
export function walk(graph: Graph, from: readonly number[], passes: (edge: Edge) => boolean = () => true): Walk {
  const parents = new Map<number, number | undefined>(from.map((node) => [node, undefined]));
  const queue = [...from];
  for (let next = 0; next < queue.length; next++) {
    const node = queue[next] ?? 0;
    for (const edge of graph.edges[node] ?? []) {
      if (edge.to < 0 || parents.has(edge.to) || !passes(edge)) continue;
      parents.set(edge.to, node);
      queue.push(edge.to);
    }
  }
  return {
    reached: (node) => parents.has(node),
    path: (node) => {
      const ids: string[] = [];
      for (let at: number | undefined = node; at !== undefined; at = parents.get(at)) {
        const id = graph.stepAt(at)?.id;
        if (id !== undefined && id !== ids[0]) ids.unshift(id);
      }
      return ids;
    },
  };
}

const MOST_IDS = 8;

/** `a → b → c`, without its middle when it is long. */
export function arrows(ids: readonly string[]): string {
  if (ids.length <= MOST_IDS) return ids.join(' → ');
  return [...ids.slice(0, MOST_IDS / 2), '…', ...ids.slice(-(MOST_IDS / 2 - 1))].join(' → ');
}
