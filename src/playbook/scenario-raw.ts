import type { Tree } from './read/tree.js';

/** An answer as it was written. */
export function rawOf(tree: Tree): string | number | boolean | readonly string[] {
  if (tree.kind === 'list') return tree.items.map((item) => String(rawOf(item)));
  if (tree.kind !== 'scalar' || tree.value === null) return '';
  // `+3` is a day: as a number it would lose its sign.
  return typeof tree.value === 'number' && tree.typed.startsWith('+') ? tree.typed : tree.value;
}
