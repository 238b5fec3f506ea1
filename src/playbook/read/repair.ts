import type { Path } from './shape-walk.js';
import type { Entry, Mapping, Tree } from './tree.js';

/** A key that was told of, and where it was meant to stand. */
export interface Repair {
  readonly from: Path;
  readonly key: string;
  readonly to: Path;
  readonly as: string;
}

/** The tree as it was meant, so that a key in the wrong place is not told of again by all that needs it. */
export function repaired(tree: Tree, { from, key, to, as }: Repair): Tree {
  let entry: Entry | undefined;
  const without = update(tree, from, (mapping) => {
    entry = mapping.entries.get(key);
    const entries = new Map(mapping.entries);
    entries.delete(key);
    return { ...mapping, entries, doubtful: true };
  });
  const moved = entry;
  if (moved === undefined) return tree;
  return update(without, to, (mapping) =>
    mapping.entries.has(as)
      ? mapping
      : { ...mapping, entries: new Map([...mapping.entries, [as, { ...moved, key: as }]]), doubtful: true },
  );
}

/** The tree with the map at `path` changed; one that is not there, or empty, is made. */
export function update(tree: Tree, path: Path, change: (mapping: Mapping) => Mapping): Tree {
  const [part, ...rest] = path;
  if (part === undefined) {
    if (tree.kind === 'mapping') return change(tree);
    const isEmpty = tree.kind === 'scalar' && tree.value === null;
    return isEmpty ? change({ kind: 'mapping', span: tree.span, entries: new Map() }) : tree;
  }
  if (tree.kind === 'list') {
    return { ...tree, items: tree.items.map((item, index) => (index === part ? update(item, rest, change) : item)) };
  }
  if (tree.kind !== 'mapping') return tree;
  const key = String(part);
  const entry = tree.entries.get(key) ?? { key, keySpan: tree.span, value: nothing(tree) };
  const entries = new Map(tree.entries).set(key, { ...entry, value: update(entry.value, rest, change) });
  return { ...tree, entries };
}

const nothing = ({ span }: Mapping): Tree => ({ kind: 'scalar', span, value: null, typed: '' });
