import { type Change, figures, happens } from './diff-change.js';

/** The things of two versions that are the same one: by their ids, else by all else about them. */
export interface Pairs<T> {
  readonly both: readonly { readonly was: T; readonly now: T }[];
  readonly added: readonly T[];
  readonly removed: readonly T[];
  /** New ids, by the old ones. */
  readonly renamed: ReadonlyMap<string, string>;
}

interface Named {
  readonly id: string;
}

/** `looks` is what tells two things apart whatever they are called; an empty one is like no other. */
export function pair<T extends Named>(before: Iterable<T>, after: Iterable<T>, looks: (thing: T) => string): Pairs<T> {
  const [old, young] = [[...before], [...after]];
  const [oldIds, youngIds] = [new Set(old.map(({ id }) => id)), new Map(young.map((each) => [each.id, each]))];
  const gone = old.filter(({ id }) => !youngIds.has(id));
  const come = young.filter(({ id }) => !oldIds.has(id));
  const renamed = new Map<string, string>();
  const [leaving, coming] = [byLooks(gone, looks), byLooks(come, looks)];
  for (const [look, [was, ...others]] of leaving) {
    const [now, ...twins] = coming.get(look) ?? [];
    // Two that look alike could each be it: then nobody knows.
    if (was !== undefined && now !== undefined && others.length + twins.length === 0) renamed.set(was.id, now.id);
  }
  const taken = new Set(renamed.values());
  return {
    both: old.flatMap((was) => {
      const now = youngIds.get(renamed.get(was.id) ?? was.id);
      return now === undefined ? [] : [{ was, now }];
    }),
    added: come.filter(({ id }) => !taken.has(id)),
    removed: gone.filter(({ id }) => !renamed.has(id)),
    renamed,
  };
}

function byLooks<T>(things: readonly T[], looks: (thing: T) => string): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const thing of things) {
    const look = looks(thing);
    if (look === '') continue;
    const alike = found.get(look);
    if (alike === undefined) found.set(look, [thing]);
    else alike.push(thing);
  }
  return found;
}

/** What has come, gone, or is called otherwise. */
export function comings<T extends Named>(
  { added, removed, renamed }: Pairs<T>,
  what: string,
  make: (where: string, text: string) => Change = happens,
): readonly Change[] {
  return [
    ...[...renamed].map(([was, now]) =>
      figures(`${what} ${now}`, `was called "${was}", as it seems: all else is the same`),
    ),
    ...removed.map(({ id }) => make(`${what} ${id}`, 'removed')),
    ...added.map(({ id }) => make(`${what} ${id}`, 'added')),
  ];
}
