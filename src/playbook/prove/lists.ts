import type { Flow, Option, Target } from '../flow.js';
import type { Report } from '../problems.js';
import { at, items, keySpan, type Tree, text } from '../read/tree.js';
import type { Graph } from './graph.js';
import { walk } from './walk.js';

/** Warns of the lists of a `try` for options that lead elsewhere, from where no way comes back to it. */
export function warnOfLists(flow: Flow, graph: Graph, tree: Tree, report: Report): void {
  for (const step of items(at(tree, 'steps'))) {
    const attempts = at(step, 'try');
    const { id, route } = flow.steps.get(text(at(step, 'id'))?.text ?? '') ?? {};
    if (attempts === undefined || id === undefined || route?.kind !== 'try' || route.by === undefined) continue;
    for (const option of optionsOf(flow, route.by)) {
      const { target } = option;
      if (target === undefined || !route.lists.has(option.id) || comesTo(id, route.by, target, flow, graph)) continue;
      const where = 'go' in target ? `goes to "${target.go}"` : `ends with "${target.end}"`;
      const message = `option "${option.id}" ${where}, so this list is never tried`;
      report('unused-list', keySpan(attempts, option.id), message, 'remove the list, or where the option leads');
    }
  }
}

function optionsOf({ steps }: Flow, id: string): readonly Option[] {
  const ask = steps.get(id)?.ask;
  return ask !== undefined && 'options' in ask ? ask.options : [];
}

/** Whether the call can come from `target` to step `id` without another answer at step `by`. */
function comesTo(id: string, by: string, target: Target, flow: Flow, graph: Graph): boolean {
  const asked = graph.node(by, 'shown');
  const from = 'go' in target ? [target.go] : [];
  // A customer may insist at any time, and where that leads may come back.
  if (flow.insist !== undefined) from.push(flow.insist);
  const ways = from.map((step) => graph.node(step, 'enter'));
  const way = walk(graph, ways, ({ to }) => to !== asked);
  return way.reached(graph.node(id, 'done')) || way.reached(graph.node(id, 'skipped'));
}
