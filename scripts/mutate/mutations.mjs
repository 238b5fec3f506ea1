import { atLater } from './at-later.mjs';
import { atOffers } from './at-offers.mjs';
import { atQuestions } from './at-questions.mjs';
import { atRoutes } from './at-routes.mjs';
import { atTop } from './at-top.mjs';
import { negated, slips } from './in-expression.mjs';

/**
 * Every way in which a playbook is broken, from what its YAML says: `{kind, name, path, edits}`. An edit is `{path, to}`,
 * `{path}` for a thing that is dropped, or `{path, rename}` for a key. What is read aloud or written is left alone.
 */
export function mutationsOf(playbook) {
  const tree = treeOf(playbook);
  const found = [];
  const add = (kind, path, what, ...edits) =>
    found.push({ kind, name: `${placeOf(playbook, path)}: ${what}`, path, edits });
  const mutate = {
    drop: (kind, path) => add(kind, path, 'dropped', { path }),
    set: (kind, path, to) => add(kind, path, `${shown(tree.at(path))} → ${shown(to)}`, { path, to }),
    many: add,
    /** Each entry of a list on its own. */
    without: (kind, path) => {
      for (const [n, item] of (tree.at(path) ?? []).entries())
        add(kind, path, `without ${shown(item)}`, { path: [...path, n] });
    },
    /** A condition or a formula, with every slip of one word. `whole`: a condition, which can be turned round. */
    expression: (path, { whole = true } = {}) => {
      const source = tree.at(path);
      if (source === undefined) return;
      if (whole) mutate.set('turn a condition round', path, negated(source));
      const kind = whole ? 'change a condition' : 'change a formula';
      for (const slip of slips(source, tree.siblings)) mutate.set(kind, path, slip);
    },
  };
  for (const each of [atTop, atRoutes, atQuestions, atOffers, atLater]) each(tree, mutate);
  return distinct(found);
}

/** What the mutations look at: the steps with where they stand, and the options that stand together. */
function treeOf(playbook) {
  const at = (path) => path.reduce((value, key) => value?.[key], playbook);
  const lists = [['steps'], ...Object.keys(playbook.cards ?? {}).map((card) => ['cards', card, 'steps'])];
  const steps = lists.flatMap((path) =>
    (at(path) ?? []).map((step, n) => ({ path: [...path, n], step, card: path[1] })),
  );
  const cards = Object.entries(playbook.cards ?? {}).map(([id, card]) => ({
    path: ['cards', id],
    step: card,
    card: id,
  }));
  const screens = [...steps, ...cards];
  const sets = screens.flatMap(({ path, step }) => optionsOf(step).map((key) => [...path, ...key]));
  for (const set of Object.keys(playbook.options ?? {})) sets.push(['options', set]);
  const siblings = (id) =>
    sets
      .map((path) => Object.keys(at(path)))
      .filter((ids) => ids.includes(id))
      .flatMap((ids) => ids.filter((each) => each !== id));
  /** Where a call comes by itself after a step: the next of its list, and back from a card. */
  const following = (path) => {
    const next = typeof path.at(-1) === 'number' ? at([...path.slice(0, -1), path.at(-1) + 1]) : undefined;
    return next?.id ?? (path[0] === 'cards' ? 'return' : undefined);
  };
  /** Where a step leads when its option does not say. */
  const falls = (path) => {
    const { next, end, try: attempts } = at(path) ?? {};
    if (typeof next === 'string') return next;
    return (next ?? end ?? attempts) ? undefined : following(path);
  };
  return {
    playbook,
    at,
    falls,
    following,
    screens,
    steps,
    sets,
    siblings,
    ids: (playbook.steps ?? []).map(({ id }) => id),
    outcomes: Object.keys(playbook.outcomes),
  };
}

const optionsOf = (step) => (typeof step?.ask?.options === 'object' ? [['ask', 'options']] : []);

/** `steps/promise/ask/min`: by the ids of steps, so that it outlives what is put in above. */
export const placeOf = (playbook, path) =>
  path
    .map((key, n) => {
      const list = path.slice(0, n).reduce((value, each) => value?.[each], playbook);
      if (typeof key !== 'number') return key;
      return path[n - 1] === 'rules' ? JSON.stringify(list?.[key]) : (list?.[key]?.id ?? key);
    })
    .join('/');

export const shown = (value) =>
  value === undefined ? '(nothing)' : typeof value === 'string' ? value.replaceAll(/\s+/g, ' ') : JSON.stringify(value);

const distinct = (mutations) => [...new Map(mutations.map((each) => [each.name, each])).values()];
