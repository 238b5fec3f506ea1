import type { Code } from '../codes.js';
import type { Report } from '../problems.js';
import { playbook } from '../schema.js';
import { nearest } from '../suggest.js';
import { keysAt, keysUnder, type Path, treeAt } from './shape-walk.js';
import { keySpan, type Mapping, type Tree } from './tree.js';

interface Unknown {
  readonly tree: Tree;
  readonly path: Path;
  readonly key: string;
  readonly report: Report;
  /** Paths, as JSON, whose own complaint has the same cause. */
  readonly explained: Set<string>;
}

/** Words of other tools, and of everyday speech, for ours. */
const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['goto', ['go', 'next']],
  ['go_to', ['go', 'next']],
  ['jump', ['go', 'next']],
  ['to', ['go']],
  ['then', ['go', 'next']],
  ['go', ['next']],
  ['next', ['go']],
  ['name', ['id', 'title', 'playbook', 'label']],
  ['step', ['id']],
  ['key', ['id']],
  ['text', ['say', 'label', 'message']],
  ['script', ['say']],
  ['speak', ['say']],
  ['prompt', ['say']],
  ['title', ['label', 'say']],
  ['question', ['ask']],
  ['answer', ['ask']],
  ['answers', ['options']],
  ['choices', ['options']],
  ['instruction', ['do']],
  ['instructions', ['do']],
  ['action', ['do']],
  ['reason', ['why']],
  ['note', ['jot', 'why']],
  ['notes', ['jot']],
  ['hint', ['why']],
  ['condition', ['when', 'if']],
  ['if', ['when']],
  ['when', ['if']],
  ['otherwise', ['else']],
  ['default', ['else']],
  ['outcome', ['end', 'outcomes']],
  ['result', ['end']],
  ['finish', ['end']],
  ['required', ['optional']],
  ['regex', ['pattern']],
  ['kind', ['type']],
  ['checks', ['check']],
  ['variables', ['facts']],
  ['id', ['playbook']],
]);

export function tellUnknownKey(unknown: Unknown): void {
  const { tree, path, key, report, explained } = unknown;
  const mapping = treeAt(tree, path);
  if (mapping === undefined || mapping === 'broken' || mapping.kind !== 'mapping') return;
  const { code, message, hint, cause } = diagnose(unknown, mapping);
  const id = cause === undefined ? undefined : JSON.stringify([...path, cause]);
  // Several keys may stand in the wrong column for one reason.
  if (id === undefined || code === 'unknown-key' || !explained.has(id)) {
    report(code, keySpan(mapping, key), message, hint);
  }
  if (id !== undefined) explained.add(id);
}

interface Diagnosis {
  readonly code: Code;
  readonly message: string;
  readonly hint: string;
  /** The key of the same map whose own complaint this explains. */
  readonly cause?: string;
}

function diagnose({ tree, path, key }: Unknown, mapping: Mapping): Diagnosis {
  const allowed = keysAt(playbook, tree, path);
  const emptied = [...mapping.entries.values()].find(
    ({ key: above, value }) => value.kind === 'scalar' && value.value === null && under(allowed, above).has(key),
  )?.key;
  if (emptied !== undefined) {
    const hint = `put two more spaces before "${key}", and before what goes with it`;
    return { code: 'indentation', message: `"${key}" belongs under "${emptied}"`, hint, cause: emptied };
  }
  const free = [...allowed.keys()].filter((word) => !mapping.entries.has(word));
  const synonyms = SYNONYMS.get(key);
  const meant = synonyms?.find((word) => free.includes(word)) ?? nearest(key, free);
  const owner = ownerOf(tree, path, key);
  if (owner !== undefined && (meant === undefined || synonyms === undefined)) {
    const message = `"${key}" belongs to ${owner}, not to ${nameOf(path)}`;
    return { code: 'wrong-place', message, hint: `move it there: fewer spaces before "${key}"` };
  }
  if (under(allowed, 'ask').has(key)) {
    const hint = mapping.entries.has('ask')
      ? 'put it under `ask:`, with two more spaces'
      : 'put `ask:` above it, and two more spaces before it';
    return { code: 'wrong-place', message: `"${key}" belongs under "ask"`, hint, cause: 'ask' };
  }
  const message = `${nameOf(path)} has no key "${key}"`;
  if (meant !== undefined) return { code: 'unknown-key', message, hint: `did you mean "${meant}"?`, cause: meant };
  return { code: 'unknown-key', message, hint: free.length === 0 ? 'remove it' : `it may have: ${free.join(', ')}` };
}

function under(allowed: ReturnType<typeof keysAt>, key: string): ReadonlySet<string> {
  const schema = allowed.get(key);
  return schema === undefined ? new Set() : keysUnder(schema);
}

/** What encloses the map at `path` and knows `key`, as when a line has too many spaces before it. */
function ownerOf(tree: Tree, path: Path, key: string): string | undefined {
  for (let length = path.length - 1; length >= 0; length--) {
    const above = path.slice(0, length);
    const mapping = treeAt(tree, above);
    if (mapping === 'broken' || mapping?.kind !== 'mapping' || mapping.entries.has(key)) continue;
    if (keysAt(playbook, tree, above).has(key)) return nameOf(above);
  }
  return undefined;
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the playbook';
  if (path.length === 2 && path[0] === 'steps') return 'a step';
  return typeof last === 'number' ? `an item of "${String(path.at(-2))}"` : `"${String(last)}"`;
}
