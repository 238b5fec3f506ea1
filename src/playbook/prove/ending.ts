import type { Report } from '../problems.js';
import type { Span } from '../read/source.js';
import { END, type Graph } from './graph.js';
import { arrows, circleFrom, walk } from './walk.js';

/** Proves that from every step to which a call can come, it can come to an end. */
export function proveEnding(graph: Graph, place: (id: string) => Span, report: Report): void {
  const from = walk(graph, graph.entries);
  const ending = endingNodes(graph);
  const isStuck = (node: number) => from.reached(node) && !ending.has(node);
  const told = new Set<number>();
  for (const { id } of graph.steps) {
    const start = graph.node(id, 'shown');
    if (!isStuck(start)) continue;
    // All that is stuck ends up in some circle; each circle is one mistake.
    const circle = circleFrom(start, (node) => graph.edges[node]?.find(({ to }) => isStuck(to))?.to);
    const ids = circle.map((node) => graph.stepAt(node)?.id ?? '');
    const known = circle.some((node) => told.has(node));
    for (const node of circle) told.add(node);
    if (known) continue;
    const around = [...new Set(ids)];
    const hint = 'give one of them an `end: <outcome>`, or a way to a step that has one';
    const message = `from step "${around[0]}" no end can be reached: ${arrows([...around, around[0] ?? ''])}`;
    report('never-ends', place(around[0] ?? id), message, hint);
  }
}

/** The nodes from which some way leads to an outcome. */
function endingNodes(graph: Graph): ReadonlySet<number> {
  const before: number[][] = graph.edges.map(() => []);
  const ending = new Set<number>();
  for (const [from, edges] of graph.edges.entries()) {
    for (const { to } of edges) {
      if (to === END) ending.add(from);
      else before[to]?.push(from);
    }
  }
  // A Set hands out what is added to it on the way.
  for (const node of ending) for (const from of before[node] ?? []) ending.add(from);
  return ending;
}
