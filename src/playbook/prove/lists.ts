import type { WrittenList } from '../build/written.js';
import type { Flow, Target } from '../flow.js';
import type { Report } from '../problems.js';
import { at, keySpan } from '../read/tree.js';
import { answersOf } from '../targets.js';
import type { Graph } from './graph.js';
import { walk } from './walk.js';

/** Warns of the lists of a `try` for options that lead elsewhere, from where no way comes back to it. */
export function warnOfLists(flow: Flow, graph: Graph, lists: readonly WrittenList[], report: Report): void {
  for (const { tree, id } of lists.flatMap(({ steps }) => steps)) {
    const { route } = flow.steps.get(id?.text ?? '') ?? {};
    const attempts = at(tree, 'try');
    if (id === undefined || attempts === undefined || route?.kind !== 'try' || route.by === undefined) continue;
    const by = flow.steps.get(route.by);
    for (const option of by === undefined ? [] : answersOf(by)) {
      const { target } = option;
      if (target === undefined || !route.lists.has(option.id)) continue;
      if (comesTo(id.text, route.by, target, flow, graph)) continue;
      const where = whereTo(target);
      const message = `option "${option.id}" ${where}, so this list is never tried`;
      report('unused-list', keySpan(attempts, option.id), message, 'remove the list, or where the option leads');
    }
  }
}

function whereTo(target: Target): string {
  if ('go' in target) return `goes to "${target.go}"`;
  return 'end' in target ? `ends with "${target.end}"` : 'returns';
}

/** Whether the call can come from `target` to step `id` without another answer at step `by`. */
function comesTo(id: string, by: string, target: Target, flow: Flow, graph: Graph): boolean {
  const asked = graph.node(by, 'shown');
  const from = 'go' in target ? [target.go] : [];
  // A customer may insist at any time, as a card may be opened, and where that leads may come back.
  if (flow.insist !== undefined) from.push(flow.insist);
  for (const { start } of flow.cards.values()) from.push(start);
  const ways = from.map((step) => graph.node(step, 'enter'));
  const way = walk(graph, ways, ({ to }) => to !== asked);
  return way.reached(graph.node(id, 'done')) || way.reached(graph.node(id, 'skipped'));
}
