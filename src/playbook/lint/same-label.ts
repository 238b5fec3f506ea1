import type { Span } from '../read/source.js';
import { at, type Entry, entries, type Tree, text } from '../read/tree.js';
import type { Lint, Linted } from './linted.js';

/** Labels that stand twice where one of them is to be picked. */
export const sameLabel: Lint = (linted) => {
  const { tree, lists } = linted;
  for (const [key, what] of [
    ['outcomes', 'outcome'],
    ['offers', 'offer'],
    ['cards', 'card'],
  ] as const) {
    tell(what, labelled(entries(at(tree, key))), linted);
  }
  const options = (of: Tree | undefined) => tell('option', labelled(entries(at(of, 'options'))), linted);
  for (const { value } of entries(at(tree, 'options'))) tell('option', labelled(entries(value)), linted);
  for (const { value } of entries(at(tree, 'facts'))) options(value);
  for (const { tree: step } of lists.flatMap(({ steps }) => steps)) options(at(step, 'ask'));
};

interface Labelled {
  readonly id: string;
  readonly label: string;
  readonly span: Span;
}

/** One with a `when` may be hidden just where the other shows. */
function labelled(all: readonly Entry[]): readonly Labelled[] {
  return all.flatMap(({ key, value }) => {
    const label = text(value) ?? text(at(value, 'label'));
    return label === undefined || at(value, 'when') !== undefined
      ? []
      : [{ id: key, label: label.text, span: label.span }];
  });
}

function tell(what: string, all: readonly Labelled[], { report }: Linted): void {
  const first = new Map<string, string>();
  for (const { id, label, span } of all) {
    const read = label.trim().replaceAll(/\s+/g, ' ').toLowerCase();
    const other = first.get(read);
    if (other === undefined) first.set(read, id);
    else {
      const message = `${what}s "${other}" and "${id}" have one label, so nobody can tell them apart`;
      report('same-label', span, message, `say what makes "${id}" another ${what}`);
    }
  }
}
