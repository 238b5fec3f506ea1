import type { Report } from '../problems.js';
import type { Span } from '../read/source.js';
import type { Graph } from './graph.js';
import { type Walk, walk } from './walk.js';

/** Proves that something leads to every step. */
export function proveReached(graph: Graph, place: (id: string) => Span, report: Report): void {
  const from = walk(graph, graph.entries);
  const lost = graph.steps.map(({ id }) => id).filter((id) => !isReached(graph, from, id));
  // What only lost steps lead to is lost for their reason: a step to which no other lost step leads is told of first.
  const led = new Set<string>();
  const below = new Set(lost.flatMap((id) => leadsTo(graph, id)));
  for (const roots of [lost.filter((id) => !below.has(id)), lost]) {
    for (const id of roots) {
      if (led.has(id)) continue;
      const way = walk(graph, [graph.node(id, 'enter')]);
      for (const other of lost) if (isReached(graph, way, other)) led.add(other);
      const hint = `lead to it with \`next: ${id}\` or \`go: ${id}\`, or remove it`;
      report('unreachable', place(id), `nothing leads to step "${id}"`, hint);
    }
  }
}

const isReached = (graph: Graph, from: Walk, id: string): boolean =>
  from.reached(graph.node(id, 'enter')) || from.reached(graph.node(id, 'shown'));

/** The other steps to which edges of a step go straight. */
const leadsTo = (graph: Graph, id: string): readonly string[] =>
  graph.edges
    .slice(graph.node(id, 'enter'), graph.node(id, 'skipped') + 1)
    .flat()
    .flatMap(({ to }) => graph.stepAt(to)?.id ?? [])
    .filter((other) => other !== id);
