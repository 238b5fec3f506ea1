import { after } from './other.mjs';

/** Of steps, and of the ways between them. */
export function atRoutes(tree, mutate) {
  const { drop, expression } = mutate;
  for (const { path } of tree.steps) drop('drop a step', path);
  for (const { path, step } of tree.screens) {
    if (step.when !== undefined) {
      drop('drop a condition', [...path, 'when']);
      expression([...path, 'when']);
    }
    if (step.jot !== undefined) drop('drop a jot', [...path, 'jot']);
    if (step.try !== undefined) attempts([...path, 'try'], tree, mutate);
    onward(path, step, tree, mutate);
    if (step.use === undefined) continue;
    for (const name of Object.keys(step.outcomes ?? {})) target([...path, 'outcomes', name], tree, mutate);
    for (const name of Object.keys(step.with ?? {})) drop('tell a used playbook less', [...path, 'with', name]);
  }
}

function onward(path, { next, end }, tree, mutate) {
  if (end !== undefined) outcome([...path, 'end'], tree, mutate);
  if (typeof next === 'string') {
    retarget([...path, 'next'], tree, mutate);
    if (tree.following(path) !== next) mutate.drop('drop a way', [...path, 'next']);
  }
  if (!Array.isArray(next)) return;
  for (const [n, branch] of next.entries()) {
    const here = [...path, 'next', n];
    if (branch.if === undefined) {
      target([...here, 'else'], tree, mutate);
      continue;
    }
    mutate.many('drop a way', here, `without if ${branch.if}`, { path: here });
    mutate.expression([...here, 'if']);
    if (branch.go !== undefined) retarget([...here, 'go'], tree, mutate);
    if (branch.end !== undefined) outcome([...here, 'end'], tree, mutate);
  }
}

function attempts(path, tree, mutate) {
  const { by, then, ...lists } = tree.at(path);
  if (by !== undefined) mutate.drop('drop a try', [...path, 'by']);
  target([...path, 'then'], tree, mutate);
  for (const [key, list] of Object.entries(lists)) {
    mutate.drop('drop a try', [...path, key]);
    mutate.without('drop a try', [...path, key]);
    for (const [n, step] of list.entries()) {
      const other = list[n + 1];
      if (other === undefined) continue;
      const swapped = [
        { path: [...path, key, n], to: other },
        { path: [...path, key, n + 1], to: step },
      ];
      mutate.many('swap two tries', [...path, key], `${step} and ${other} swapped`, ...swapped);
    }
  }
}

/** Where a step id may stand, or `{end: …}`. */
function target(path, tree, mutate) {
  const value = tree.at(path);
  if (typeof value === 'string') retarget(path, tree, mutate);
  else if (value?.end !== undefined) outcome([...path, 'end'], tree, mutate);
}

/** To the step after it, to the one before it, and back from a card. */
export function retarget(path, { at, ids, steps }, { set }) {
  const now = at(path);
  const card = path[0] === 'cards' ? path[1] : undefined;
  const near = card === undefined ? [] : steps.filter((each) => each.card === card).map(({ step }) => step.id);
  const all = [...near, ...ids];
  const before = all[(Math.max(all.indexOf(now), 0) - 1 + all.length) % all.length];
  const others = new Set([after(all, now), before, ...(card === undefined ? [] : ['return'])]);
  for (const other of others) if (other !== now) set('retarget a way', path, other);
}

export function outcome(path, { at, outcomes }, { set }) {
  const others = outcomes.filter((id) => id !== at(path));
  for (const other of others.slice(0, 2)) set('swap an outcome', path, other);
}
