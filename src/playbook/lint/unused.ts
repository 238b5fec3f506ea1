import { at, keySpan } from '../read/tree.js';
import type { Lint, Linted } from './linted.js';

/** Facts that the rep is asked for, and computed values, that nothing in the playbook reads. */
export const unused: Lint = (linted) => {
  const { flow, tree, report } = linted;
  const read = namesRead(linted);
  const facts = at(tree, 'facts') ?? tree;
  for (const { id, asked, identifies } of flow.facts.values()) {
    // What tells one customer from another, and the name in the header, are of use by themselves.
    if (read.has(id) || !asked || identifies !== undefined || id === 'customer') continue;
    const message = `the rep is asked for "${id}" before every call, and the playbook does nothing with it`;
    report('unused-fact', keySpan(facts, id), message, 'use it, or remove it; if only reports need it: `asked: false`');
  }
  const computed = at(tree, 'computed') ?? tree;
  for (const { id, label } of flow.computed.values()) {
    // With a label it is for reports.
    if (read.has(id) || label !== undefined) continue;
    const hint = 'use it, or remove it; if it is for reports, give it a `label`';
    report('unused-computed', keySpan(computed, id), `"${id}" is worked out, and nothing uses it`, hint);
  }
};

/** What only something reads that is for nothing itself, is not told of as well. */
function namesRead({ flow, places }: Linted): ReadonlySet<string> {
  const read = new Set([...places.keys()].flatMap((expression) => [...expression.reads]));
  // Between single braces, which are told of.
  for (const [, name = ''] of flow.text.matchAll(/\{ *(\w+) *\}/g)) read.add(name);
  return read;
}
