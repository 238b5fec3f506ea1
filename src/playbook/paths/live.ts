import type { Step } from '../flow.js';
import { END } from '../prove/graph.js';
import { type Level, nodeOf, outwards } from './inlined.js';
import type { Items } from './items.js';
import type { Reading } from './reading.js';

/** Whether an item may still be read from a node on: what is not can be forgotten, and states become one. */
export type Live = (node: number, item: number) => boolean;

/** Works out backwards, from what is read where, what is still of use at each node. */
export function liveness(levels: readonly Level[], reading: Reading): Live {
  const [root] = levels;
  if (root === undefined) throw new Error('a call has a playbook');
  const plans = planned(levels, reading, root).map((plan) => ({ ...plan, reads: reading.items.related(plan.reads) }));
  const words = Math.ceil(reading.items.all.length / BITS) || 1;
  const rows = new Uint32Array(plans.length * words);
  const next = new Uint32Array(words);
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    for (let node = plans.length - 1; node >= 0; node--) if (update(rows, next, node, plans[node])) isSettled = false;
  }
  return (node, item) => (((rows[node * words + Math.floor(item / BITS)] ?? 0) >>> (item % BITS)) & 1) === 1;
}

const BITS = 32;

/** Of a node: what is read there, what begins anew there, and where it leads. */
interface Plan {
  readonly reads: Iterable<number>;
  readonly kills: readonly number[];
  readonly to: readonly number[];
  /** Where it leads before anything begins anew. */
  readonly aside: readonly number[];
}

/** Works out the row of a node in `next`. */
function update(rows: Uint32Array, next: Uint32Array, node: number, plan: Plan | undefined): boolean {
  if (plan === undefined) return false;
  const words = next.length;
  next.fill(0);
  const add = (from: number): void => {
    for (let word = 0; word < words; word++) next[word] = (next[word] ?? 0) | (rows[from * words + word] ?? 0);
  };
  plan.to.forEach(add);
  for (const item of plan.kills)
    next[Math.floor(item / BITS)] = (next[Math.floor(item / BITS)] ?? 0) & ~(1 << (item % BITS));
  plan.aside.forEach(add);
  for (const item of plan.reads)
    next[Math.floor(item / BITS)] = (next[Math.floor(item / BITS)] ?? 0) | (1 << (item % BITS));
  let isNew = false;
  for (let word = 0; word < words; word++) {
    if (rows[node * words + word] === (next[word] ?? 0) >>> 0) continue;
    rows[node * words + word] = next[word] ?? 0;
    isNew = true;
  }
  return isNew;
}

/** The nodes of all levels; after them, for each level, one from which its cards and its way for insisting lead. */
function planned(levels: readonly Level[], reading: Reading, root: Level): readonly Plan[] {
  const plans: Plan[] = [];
  const last = levels.at(-1) ?? root;
  const detours = last.offset + last.graph.edges.length;
  const atEnd = new Set([...reading.toEnd(root), ...reading.toAskAtEnd(levels)]);
  const always = [...reading.toShow(root)];
  for (const [at, level] of levels.entries()) {
    for (const step of level.flow.steps.values()) {
      const asked = level === root ? reading.asked(root, step.id) : [];
      const ends = (part: Part) => (edgesOf(level, step, part).some(({ end }) => end !== undefined) ? atEnd : []);
      const edges = (part: Part) => leads(level, step, part);
      plans[nodeOf(level, step.id, 'enter')] = {
        ...NOTHING,
        reads: [...reading.toEnter(level, step), ...asked],
        to: edges('enter'),
      };
      plans[nodeOf(level, step.id, 'shown')] = {
        reads: [
          ...reading.toOffer(level, step),
          ...reading.toAnswer(level, step),
          ...ends('shown'),
          ...always,
          ...asked,
        ],
        kills: step.use === undefined ? begunAnew(level, step, reading.items) : [],
        to: edges('shown'),
        aside: step.screen ? [detours + at] : [],
      };
      for (const part of ['done', 'skipped'] as const) {
        const reads = [...reading.toGo(level, step), ...ends(part), ...asked];
        plans[nodeOf(level, step.id, part)] = { ...NOTHING, reads, to: edges(part) };
      }
    }
    plans[detours + at] = { ...NOTHING, to: detoursOf(level) };
  }
  return plans;
}

const NOTHING: Plan = { reads: [], kills: [], to: [], aside: [] };

type Part = 'enter' | 'shown' | 'done' | 'skipped';

const edgesOf = ({ graph }: Level, step: Step, part: Part) => graph.edges[graph.node(step.id, part)] ?? [];

/** Where a part of a step leads: into the playbook that it uses, or out of the one it is of. */
function leads(level: Level, step: Step, part: Part): readonly number[] {
  const below = part === 'shown' ? level.inner.get(step.id) : undefined;
  if (below !== undefined) return [nodeOf(below, below.flow.start, 'enter')];
  return edgesOf(level, step, part).flatMap(({ to, end }) => {
    if (to !== END) return [level.offset + to];
    return end === undefined || level.outer === undefined ? [] : outOf(level.outer.level, level.outer.step, end);
  });
}

/** Where a step goes on when the playbook that it uses has come to an outcome. */
function outOf(level: Level, step: Step, end: string): readonly number[] {
  const target = step.use?.outcomes.find(({ id }) => id === end)?.target;
  if (target === undefined) return [nodeOf(level, step.id, 'done')];
  if ('go' in target) return [nodeOf(level, target.go, 'enter')];
  const { outer } = level;
  return 'end' in target && outer !== undefined ? outOf(outer.level, outer.step, target.end) : [];
}

function detoursOf(level: Level): readonly number[] {
  const to: number[] = [];
  for (const each of outwards(level)) {
    for (const { start } of each.flow.cards.values()) to.push(nodeOf(each, start, 'enter'));
    if (each.flow.insist !== undefined) to.push(nodeOf(each, each.flow.insist, 'enter'));
  }
  return to;
}

/** An answer, and the conditions that were settled for the one before. */
export function begunAnew(level: Level, step: Step, items: Items): readonly number[] {
  const answer = items.known('answer', level, step.id);
  return answer === undefined ? [] : [answer, ...(items.readers.get(answer) ?? [])];
}
