import type { Report } from '../problems.js';
import type { Span } from '../read/source.js';
import { END, type Graph } from './graph.js';
import { arrows, circlesFrom, walk } from './walk.js';

/** Proves that from every step to which a call can come, it can come to an end, or back to where a card was opened. */
export function proveEnding(graph: Graph, place: (id: string) => Span, report: Report): void {
  const from = walk(graph, graph.entries);
  const ending = endingNodes(graph);
  const isStuck = (node: number) => from.reached(node) && !ending.has(node);
  // All that is stuck ends up in some circle; each circle is one mistake.
  const stuck = graph.steps.map(({ id }) => graph.node(id, 'shown')).filter(isStuck);
  for (const circle of circlesFrom(stuck, (node) => graph.edges[node]?.find(({ to }) => isStuck(to))?.to)) {
    const around = [...new Set(circle.map((node) => graph.stepAt(node)?.id ?? ''))];
    const [first = ''] = around;
    const [start = 0] = circle;
    const card = graph.stepAt(start)?.card;
    if (card === undefined) {
      const message = `from step "${first}" no end can be reached: ${arrows([...around, first])}`;
      const hint = 'give one of them an `end: <outcome>`, or a way to a step that has one';
      report('never-ends', place(first), message, hint);
    } else {
      const way = arrows([...from.path(start), ...around.slice(1), first]);
      const message = `from card "${card}" the call neither comes back nor ends: ${way}`;
      report('card-never-returns', place(first), message, 'give one of them `next: return`, or an `end: <outcome>`');
    }
  }
}

/** The nodes from which some way leads to an outcome, or out of a card. */
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
