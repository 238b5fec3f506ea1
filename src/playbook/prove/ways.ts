import type { Report } from '../problems.js';
import type { Span } from '../read/source.js';
import { END, type Graph } from './graph.js';
import { arrows, type Walk, walk } from './walk.js';

/** Proves of the steps that each is reached, that each leads to an end, and that no circle is without a screen. */
export function proveWays(graph: Graph, spans: ReadonlyMap<string, Span>, report: Report): void {
  const place = (id: string) => spans.get(id) ?? { start: 0, end: 0 };
  const from = walk(graph, graph.entries);
  proveReached(graph, from, place, report);
  proveEnding(graph, from, place, report);
  proveScreens(graph, place, report);
}

type PlaceOf = (id: string) => Span;

const isReached = (graph: Graph, from: Walk, id: string) =>
  from.reached(graph.node(id, 'enter')) || from.reached(graph.node(id, 'shown'));

function proveReached(graph: Graph, from: Walk, place: PlaceOf, report: Report): void {
  const lost = graph.steps.map(({ id }) => id).filter((id) => !isReached(graph, from, id));
  const led = new Map(lost.map((id) => [id, walk(graph, [graph.node(id, 'enter')])]));
  const leadsTo = (a: string, b: string) => {
    const way = led.get(a);
    return way !== undefined && isReached(graph, way, b);
  };
  const told: string[] = [];
  // What only lost steps lead to is lost for the same reason, so the one that leads to the others is told of.
  for (const id of lost) {
    if (told.some((other) => leadsTo(other, id))) continue;
    const root = lost.find(
      (other) => leadsTo(other, id) && !lost.some((above) => leadsTo(above, other) && !leadsTo(other, above)),
    );
    const cause = root ?? id;
    if (told.includes(cause)) continue;
    told.push(cause);
    report(
      'unreachable',
      place(cause),
      `nothing leads to step "${cause}"`,
      `lead to it with \`next: ${cause}\` or \`go: ${cause}\`, or remove it`,
    );
  }
}

function proveEnding(graph: Graph, from: Walk, place: PlaceOf, report: Report): void {
  const ending = endingNodes(graph);
  const stuck = graph.steps
    .map(({ id }) => id)
    .filter((id) => {
      const shown = graph.node(id, 'shown');
      return from.reached(shown) && !ending.has(shown);
    });
  const covered: Walk[] = [];
  const seen = new Set<string>();
  for (const id of stuck) {
    const way = walk(graph, [graph.node(id, 'shown')]);
    const around = stuck.filter((other) => isReached(graph, way, other));
    if (around.some((other) => seen.has(other))) {
      seen.add(id);
      continue;
    }
    for (const other of around) seen.add(other);
    covered.push(way);
    const hint = 'give one of them an `end: <outcome>`, or a way to a step that has one';
    report('never-ends', place(id), `from step "${id}" no end can be reached: ${arrows(circle(graph, id))}`, hint);
  }
}

function endingNodes(graph: Graph): ReadonlySet<number> {
  const before = new Map<number, number[]>();
  const ending = new Set<number>();
  const queue: number[] = [];
  for (const [from, edges] of graph.edges.entries()) {
    for (const { to } of edges) {
      if (to !== END) before.set(to, [...(before.get(to) ?? []), from]);
      else if (!ending.has(from)) {
        ending.add(from);
        queue.push(from);
      }
    }
  }
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const from of before.get(node) ?? []) {
      if (ending.has(from)) continue;
      ending.add(from);
      queue.push(from);
    }
  }
  return ending;
}

/** The ids of a way from `id` on until it comes to where it has been. */
function circle(graph: Graph, id: string): readonly string[] {
  const ids = [id];
  const visited = new Set<number>();
  let node = graph.node(id, 'shown');
  while (!visited.has(node)) {
    visited.add(node);
    const next = graph.edges[node]?.find(({ to }) => to !== END)?.to;
    if (next === undefined) return ids;
    const step = graph.stepAt(next)?.id ?? id;
    if (step !== ids.at(-1) || graph.node(step, 'enter') === next) ids.push(step);
    if (ids.indexOf(step) < ids.length - 1) return ids;
    node = next;
  }
  return ids;
}

/** A circle that shows nothing would never come to an end while the rep waits. */
function proveScreens(graph: Graph, place: PlaceOf, report: Report): void {
  const state = new Map<number, 'open' | 'closed'>();
  const told = new Set<string>();
  const silent = (node: number) => {
    const step = graph.stepAt(node);
    if (step === undefined) return false;
    const isScreen = node === graph.node(step.id, 'shown') || node === graph.node(step.id, 'done');
    return !(isScreen && step.screen);
  };
  for (const start of graph.edges.keys()) {
    if (state.has(start) || !silent(start)) continue;
    const stack: { readonly node: number; next: number }[] = [{ node: start, next: 0 }];
    state.set(start, 'open');
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = graph.edges[top.node]?.[top.next++];
      if (edge === undefined) {
        state.set(top.node, 'closed');
        stack.pop();
        continue;
      }
      if (edge.to === END || !silent(edge.to)) continue;
      if (state.get(edge.to) === 'open') {
        const around = stack
          .slice(stack.findIndex(({ node }) => node === edge.to))
          .map(({ node }) => graph.stepAt(node)?.id ?? '');
        const ids = around.filter((id, index) => id !== around[index - 1]);
        const first = graph.steps.find(({ id }) => ids.includes(id))?.id ?? '';
        const turned = [...ids.slice(ids.indexOf(first)), ...ids.slice(0, ids.indexOf(first)), first].filter(
          (id, i, all) => id !== all[i - 1],
        );
        if (!told.has(first)) {
          const hint = 'let one of them show something, or lead out of the circle';
          report(
            'endless-loop',
            place(first),
            `these steps can lead in a circle that shows nothing: ${arrows(turned)}`,
            hint,
          );
        }
        told.add(first);
      } else if (!state.has(edge.to)) {
        state.set(edge.to, 'open');
        stack.push({ node: edge.to, next: 0 });
      }
    }
  }
}
