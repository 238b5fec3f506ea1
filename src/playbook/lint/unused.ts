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

/** All names that are read, but for what only computed values read that are themselves for nothing. */
function namesRead({ flow, places }: Linted): ReadonlySet<string> {
  const values = new Set([...flow.computed.values()].map(({ value }) => value));
  const read = new Set([...flow.computed.values()].flatMap(({ id, label }) => (label === undefined ? [] : [id])));
  for (const expression of places.keys()) {
    if (!values.has(expression)) for (const name of expression.reads) read.add(name);
  }
  // Between single braces, which are told of.
  for (const [, name = ''] of flow.text.matchAll(/\{ *(\w+) *\}/g)) read.add(name);
  for (const name of read) for (const inner of flow.computed.get(name)?.value.reads ?? []) read.add(inner);
  return read;
}
