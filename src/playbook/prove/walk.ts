import type { Edge, Graph } from './graph.js';

export interface Walk {
  readonly reached: (node: number) => boolean;
  /** Ids of the steps on a shortest way to `node`. */
  readonly path: (node: number) => readonly string[];
}

const NOT_REACHED = -2;
const ENTRY = -1;

/** Walks the graph from some nodes, breadth first, along the edges that `passes` lets through. */
export function walk(graph: Graph, from: readonly number[], passes?: (edge: Edge) => boolean): Walk {
  const { edges } = graph;
  // Large playbooks are walked once for each answer that is read, so that plain arrays pay off here.
  const parents = new Int32Array(edges.length).fill(NOT_REACHED);
  const queue = new Int32Array(edges.length);
  let length = 0;
  for (const node of from) {
    if (parents[node] === NOT_REACHED) queue[length++] = node;
    parents[node] = ENTRY;
  }
  for (let taken = 0; taken < length; taken++) {
    const node = queue[taken] ?? 0;
    for (const edge of edges[node] ?? []) {
      if (edge.to < 0 || parents[edge.to] !== NOT_REACHED || passes?.(edge) === false) continue;
      parents[edge.to] = node;
      queue[length++] = edge.to;
    }
  }
  return {
    reached: (node) => parents[node] !== NOT_REACHED,
    path: (node) => {
      const ids: string[] = [];
      for (let at = node; at >= 0; at = parents[at] ?? ENTRY) {
        const id = graph.stepAt(at)?.id;
        if (id !== undefined && id !== ids[0]) ids.unshift(id);
      }
      return ids;
    },
  };
}

/** The circles that one comes to from `starts` by always taking `next`, each once. */
export function* circlesFrom(
  starts: Iterable<number>,
  next: (node: number) => number | undefined,
): Generator<readonly number[]> {
  const seen = new Set<number>();
  for (const start of starts) {
    const way: number[] = [];
    const places = new Map<number, number>();
    for (let node: number | undefined = start; node !== undefined; node = next(node)) {
      const place = places.get(node);
      if (place !== undefined) yield way.slice(place);
      if (seen.has(node)) break;
      seen.add(node);
      places.set(node, way.length);
      way.push(node);
    }
  }
}

const MOST_IDS = 8;

/** `a → b → c`, without its middle when it is long. */
export function arrows(ids: readonly string[]): string {
  if (ids.length <= MOST_IDS) return ids.join(' → ');
  return [...ids.slice(0, MOST_IDS / 2), '…', ...ids.slice(-(MOST_IDS / 2 - 1))].join(' → ');
}
