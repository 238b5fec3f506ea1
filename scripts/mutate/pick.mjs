import { createHash } from 'node:crypto';

const rank = (seed, { name }) => createHash('sha256').update(`${seed} ${name}`).digest('hex');

/**
 * So many mutations, of each kind in turn, so that a rare one is tried as well. Which of a kind hangs on the seed and on what
 * it changes alone: an edit elsewhere in the playbook picks no others.
 */
export function pick(mutations, count, seed) {
  const kinds = grouped(mutations);
  const queues = [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, all]) => all.toSorted((a, b) => (rank(seed, a) < rank(seed, b) ? -1 : 1)));
  const picked = [];
  for (let round = 0; picked.length < count && queues.some(({ length }) => length > round); round++)
    for (const queue of queues) if (queue.length > round && picked.length < count) picked.push(queue[round]);
  return picked;
}

function grouped(mutations) {
  const kinds = new Map();
  for (const each of mutations) kinds.set(each.kind, [...(kinds.get(each.kind) ?? []), each]);
  return kinds;
}
