import type { Flow } from '../flow.js';
import type { Report } from '../problems.js';
import type { Span } from '../read/source.js';
import { buildGraph, END, type Graph } from './graph.js';
import { arrows, circlesFrom, walk } from './walk.js';

/** Proves that no circle is without a screen: the rep would wait for one for ever. */
export function proveScreens(graph: Graph, place: (id: string) => Span, report: Report): void {
  const circling = circlingNodes(graph);
  for (const circle of circlesFrom(circling, (node) => graph.edges[node]?.find(({ to }) => circling.has(to))?.to)) {
    const ids = [...new Set(circle.map((node) => graph.stepAt(node)?.id ?? ''))];
    const hint = 'let one of them show something, or lead out of the circle';
    const message = `these steps can lead in a circle that shows nothing: ${arrows([...ids, ids[0] ?? ''])}`;
    report('endless-loop', place(ids[0] ?? ''), message, hint);
  }
}

/** The nodes without a screen that are on a circle of such nodes, or lead to one. */
function circlingNodes(graph: Graph): ReadonlySet<number> {
  const left = new Set([...graph.edges.keys()].filter((node) => isSilent(graph, node)));
  const before: number[][] = graph.edges.map(() => []);
  const ways = graph.edges.map((edges, from) => {
    const silent = left.has(from) ? edges.filter(({ to, barred }) => !barred && left.has(to)) : [];
    for (const { to } of silent) before[to]?.push(from);
    return silent.length;
  });
  const ending = [...left].filter((node) => ways[node] === 0);
  for (const node of ending) {
    left.delete(node);
    for (const from of before[node] ?? []) {
      ways[from] = (ways[from] ?? 0) - 1;
      if (ways[from] === 0) ending.push(from);
    }
  }
  return left;
}

function isSilent(graph: Graph, node: number): boolean {
  const step = graph.stepAt(node);
  if (step === undefined) return false;
  const shows = step.use === undefined ? step.screen : !canPassUnseen(step.use.flow);
  return !shows || (node !== graph.node(step.id, 'shown') && node !== graph.node(step.id, 'done'));
}

const unseen = new WeakMap<Flow, boolean>();

/** Whether a playbook can come to an outcome without having shown anything. */
function canPassUnseen(flow: Flow): boolean {
  const known = unseen.get(flow);
  if (known !== undefined) return known;
  const graph = buildGraph(flow);
  const way = walk(graph, [graph.node(flow.start, 'enter')], ({ to }) => isSilent(graph, to));
  const ends = graph.edges.some((edges, node) => way.reached(node) && edges.some(({ to }) => to === END));
  unseen.set(flow, ends);
  return ends;
}
