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
  for (const each of gone) {
    const like = (other: T) => looks(other) !== '' && looks(other) === looks(each);
    const twins = come.filter(like);
    // Two that look alike could each be it: then nobody knows.
    if (twins.length === 1 && gone.filter(like).length === 1) renamed.set(each.id, twins[0]?.id ?? '');
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
