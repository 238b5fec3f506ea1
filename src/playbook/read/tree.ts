import type { Span } from './source.js';

/** A playbook as it was written: values with their places, before anything is made of them. */
export type Tree = Scalar | List | Mapping | Broken;

export interface Scalar {
  readonly kind: 'scalar';
  readonly span: Span;
  readonly value: string | number | boolean | null;
  /** The value as it was typed: `010` and not 10. */
  readonly typed: string;
}

export interface List {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly Tree[];
}

export interface Mapping {
  readonly kind: 'mapping';
  readonly span: Span;
  /** A Map, since an id may be `constructor` or `toString`. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Whether it stands in { }. */
  readonly inBraces?: true;
  /** A key of it was not understood, or stands twice: what it seems to lack or to have too much is not told of. */
  readonly doubtful?: true;
}

/** Something the author has already been told about. */
export interface Broken {
  readonly kind: 'broken';
  readonly span: Span;
}

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Tree;
}

export interface Text {
  readonly text: string;
  readonly span: Span;
}

export const at = (tree: Tree | undefined, key: string): Tree | undefined =>
  tree?.kind === 'mapping' ? tree.entries.get(key)?.value : undefined;

export const keySpan = (tree: Tree, key: string): Span =>
  (tree.kind === 'mapping' ? tree.entries.get(key)?.keySpan : undefined) ?? tree.span;

export const isDoubtful = (tree: Tree): boolean => tree.kind === 'mapping' && tree.doubtful === true;

export const items = (tree: Tree | undefined): readonly Tree[] => (tree?.kind === 'list' ? tree.items : []);

export const entries = (tree: Tree | undefined): readonly Entry[] =>
  tree?.kind === 'mapping' ? [...tree.entries.values()] : [];

/** The words at `tree`, when it is words. */
export const text = (tree: Tree | undefined): Text | undefined =>
  tree?.kind === 'scalar' && typeof tree.value === 'string' ? { text: tree.value, span: tree.span } : undefined;

/** What was typed at `tree`: an expression may look like a number or like true. */
export const typed = (tree: Tree | undefined): Text | undefined =>
  tree?.kind === 'scalar' && tree.value !== null
    ? { text: typeof tree.value === 'string' ? tree.value : tree.typed, span: tree.span }
    : undefined;

export const number = (tree: Tree | undefined): number | undefined =>
  tree?.kind === 'scalar' && typeof tree.value === 'number' ? tree.value : undefined;

export const isFalse = (tree: Tree | undefined): boolean => tree?.kind === 'scalar' && tree.value === false;

export const flag = (tree: Tree | undefined): boolean => tree?.kind === 'scalar' && tree.value === true;

/** The tree as values without places and without prototypes, for the schema to look at. */
export function plain(tree: Tree): unknown {
  switch (tree.kind) {
    case 'scalar':
      return tree.value;
    case 'list':
      return tree.items.map(plain);
    case 'broken':
      return undefined;
    case 'mapping': {
      const object: Record<string, unknown> = Object.create(null);
      for (const { key, value } of tree.entries.values()) object[key] = plain(value);
      return object;
    }
  }
}
