import type { Span } from '../read/source.js';
import { at, type Entry, entries, items, keySpan, type Text, type Tree, text } from '../read/tree.js';

/** A step as it was written, and the one after it in its list. */
export interface Written {
  readonly tree: Tree;
  /** Absent where it cannot be told. */
  readonly id?: Text;
  readonly span: Span;
  readonly following?: Written;
}

/** The steps of the playbook, or of one of its cards. */
export interface WrittenList {
  readonly card?: Entry;
  readonly steps: readonly Written[];
}

/** The steps of the playbook, then those of each card; a card of one screen is a step that goes by the id of the card. */
export function writtenLists(tree: Tree): readonly WrittenList[] {
  const cards = entries(at(tree, 'cards')).map((card): WrittenList => {
    const { key, keySpan: span, value } = card;
    if (hasSteps(value)) return { card, steps: listed(at(value, 'steps')) };
    if (value.kind !== 'mapping') return { card, steps: [] };
    return { card, steps: [{ tree: value, id: { text: key, span }, span }] };
  });
  return [{ steps: listed(at(tree, 'steps')) }, ...cards];
}

export const hasSteps = (card: Tree): boolean => at(card, 'steps') !== undefined;

function listed(list: Tree | undefined): readonly Written[] {
  const steps: Written[] = [];
  for (const tree of items(list).toReversed()) {
    const id = text(at(tree, 'id'));
    const following = steps.at(-1);
    const span = at(tree, 'id')?.span ?? keySpan(tree, 'id');
    steps.push({ tree, span, ...(id && { id }), ...(following && { following }) });
  }
  return steps.reverse();
}
