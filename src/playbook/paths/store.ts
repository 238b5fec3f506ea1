/** What a state remembers: the number of each item with its value, in one number, in the order of the items. */
export type Store = readonly number[];

const MOST_VALUES = 4096;

export const EMPTY: Store = [];

/** The place of an item, or where it would be. */
function placeOf(store: Store, item: number): number {
  let [low, high] = [0, store.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (itemAt(store[middle] ?? 0) < item) low = middle + 1;
    else high = middle;
  }
  return low;
}

const itemAt = (code: number): number => Math.floor(code / MOST_VALUES);

/** The value of an item; `undefined` while nothing is known of it. */
export function valueIn(store: Store, item: number): number | undefined {
  const code = store[placeOf(store, item)];
  return code !== undefined && itemAt(code) === item ? code % MOST_VALUES : undefined;
}

/** `undefined` forgets the item. */
export function withValue(store: Store, item: number, value: number | undefined): Store {
  const at = placeOf(store, item);
  const code = store[at];
  const isThere = code !== undefined && itemAt(code) === item;
  if (value === undefined) return isThere ? store.toSpliced(at, 1) : store;
  const next = item * MOST_VALUES + Math.min(value, MOST_VALUES - 1);
  return code === next ? store : store.toSpliced(at, isThere ? 1 : 0, next);
}

export const keeping = (store: Store, keeps: (item: number) => boolean): Store =>
  store.every((code) => keeps(itemAt(code))) ? store : store.filter((code) => keeps(itemAt(code)));

export function* entriesOf(store: Store): Generator<readonly [item: number, value: number]> {
  for (const code of store) yield [itemAt(code), code % MOST_VALUES];
}
