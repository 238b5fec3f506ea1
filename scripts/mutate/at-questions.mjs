import { outcome, retarget } from './at-routes.mjs';

const REPLIES = ['accepted', 'considering', 'declined'];

/** Of questions: their options, bounds and checks. */
export function atQuestions(tree, mutate) {
  const { screens, sets, at, playbook } = tree;
  const { drop, set, expression } = mutate;
  for (const path of sets) options(path, tree, mutate);
  for (const { path, step } of screens) {
    for (const reply of REPLIES) lead([...path, reply], tree, mutate);
    for (const answer of ['yes', 'no']) lead([...path, 'ask', answer], tree, mutate);
    swap([...path, 'ask'], ['yes', 'no'], tree, mutate);
    if (step.ask !== undefined) question([...path, 'ask'], step.id ?? path[1]);
  }
  for (const id of Object.keys(playbook.facts ?? {})) question(['facts', id], id);

  function question(path) {
    const { type, optional, min, max, check = [], pattern } = at(path);
    if (optional === true) drop('make it needed', [...path, 'optional']);
    else set('make it optional', [...path, 'optional'], true);
    if (pattern !== undefined) drop('drop a bound', [...path, 'pattern']);
    for (const [key, value] of Object.entries({ min, max })) {
      if (value === undefined) continue;
      drop('drop a bound', [...path, key]);
      if (typeof value === 'number') set('move a bound', [...path, key], value + 1);
    }
    if (type === 'date' && min === undefined) set('move a bound', [...path, 'min'], 'today');
    for (const [n, { level }] of check.entries()) {
      drop('drop a check', [...path, 'check', n]);
      set('change a check', [...path, 'check', n, 'level'], level === 'hard' ? 'soft' : 'hard');
      expression([...path, 'check', n, 'if']);
    }
  }
}

function options(path, tree, mutate) {
  const { at } = tree;
  const { drop, many } = mutate;
  const ids = Object.keys(at(path));
  for (const id of ids) {
    drop('drop an option', [...path, id]);
    many('rename an option, there alone', path, `${id} is called ${id}_x`, { path: [...path, id], rename: `${id}_x` });
    many(
      'rename an option, everywhere',
      path,
      `${id} is called ${id}_x everywhere`,
      ...everywhere(id, `${id}_x`, tree),
    );
    lead([...path, id], tree, mutate);
  }
  for (const [n, id] of ids.entries()) if (ids[n + 1] !== undefined) swap(path, [id, ids[n + 1]], tree, mutate);
}

/** Where an option leads, whether it shows, and whether words are asked for. */
function lead(path, tree, mutate) {
  const { at } = tree;
  const option = at(path);
  if (typeof option !== 'object' || option === null) return;
  if (option.go !== undefined) retarget([...path, 'go'], tree, mutate);
  if (option.end !== undefined) outcome([...path, 'end'], tree, mutate);
  // The step leads there by itself: the option only says so.
  const owner = path.slice(
    0,
    path.findLastIndex((key) => key === 'ask' || REPLIES.includes(key)),
  );
  const said = tree.falls(owner) === option.go ? [] : ['go', 'end'];
  for (const key of said) if (option[key] !== undefined) mutate.drop('drop a way', [...path, key]);
  if (option.words === true) mutate.drop('ask for no words', [...path, 'words']);
  if (option.when === undefined) return;
  mutate.drop('drop a condition', [...path, 'when']);
  mutate.expression([...path, 'when']);
}

/** The targets of two options. */
function swap(path, [one, other], { at }, { many }) {
  const [a, b] = [at([...path, one]), at([...path, other])];
  const wayOf = (option) => ['go', 'end'].map((key) => option?.[key]);
  if (a === undefined || b === undefined || wayOf(a).join() === wayOf(b).join()) return;
  const put = (id, option, from) => {
    const { go, end, ...rest } = typeof option === 'string' ? { label: option } : option;
    const way = Object.fromEntries(
      ['go', 'end'].flatMap((key) => (from?.[key] === undefined ? [] : [[key, from[key]]])),
    );
    return { path: [...path, id], to: { ...rest, ...way } };
  };
  many('swap two ways', path, `where ${one} and ${other} lead is swapped`, put(one, a, b), put(other, b, a));
}

/** An option by its id wherever it is meant: in sets, in conditions, in the lists of `try`, in what an offer suits. */
function everywhere(id, to, { playbook, sets, at }) {
  const edits = sets.filter((path) => Object.hasOwn(at(path), id)).map((path) => ({ path: [...path, id], rename: to }));
  const look = (value, path) => {
    if (typeof value === 'string' && value.includes(`"${id}"`))
      edits.unshift({ path, to: value.replaceAll(`"${id}"`, `"${to}"`) });
    if (typeof value !== 'object' || value === null) return;
    for (const [key, each] of Object.entries(value)) {
      const here = [...path, Array.isArray(value) ? Number(key) : key];
      if (path.at(-1) === 'suits' && each === id) edits.unshift({ path: here, to });
      if (path.at(-1) === 'try' && key === id) edits.push({ path: here, rename: to });
      look(each, here);
    }
  };
  look(playbook, []);
  return edits;
}
