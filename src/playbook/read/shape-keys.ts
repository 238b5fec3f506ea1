import type { Report } from '../problems.js';
import { playbook } from '../schema.js';
import { nearest } from '../suggest.js';
import { keysAt, keysUnder, type Path, treeAt } from './shape-walk.js';
import { keySpan, type Tree } from './tree.js';

interface Unknown {
  readonly tree: Tree;
  readonly path: Path;
  readonly key: string;
  readonly report: Report;
  /** Paths, as JSON, whose own complaint has the same cause. */
  readonly explained: Set<string>;
}

/** Words of other tools, and of everyday speech, for ours. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  goto: ['go', 'next'],
  go_to: ['go', 'next'],
  jump: ['go', 'next'],
  to: ['go'],
  then: ['go', 'next'],
  go: ['next'],
  next: ['go'],
  name: ['id', 'title', 'playbook', 'label'],
  step: ['id'],
  key: ['id'],
  text: ['say', 'label', 'message'],
  script: ['say'],
  speak: ['say'],
  prompt: ['say'],
  title: ['label', 'say'],
  question: ['ask'],
  answer: ['ask'],
  answers: ['options'],
  choices: ['options'],
  instruction: ['do'],
  instructions: ['do'],
  action: ['do'],
  reason: ['why'],
  note: ['jot', 'why'],
  notes: ['jot'],
  hint: ['why'],
  condition: ['when', 'if'],
  if: ['when'],
  when: ['if'],
  otherwise: ['else'],
  default: ['else'],
  outcome: ['end', 'outcomes'],
  result: ['end'],
  finish: ['end'],
  required: ['optional'],
  regex: ['pattern'],
  kind: ['type'],
  checks: ['check'],
  variables: ['facts'],
  id: ['playbook'],
};

export function tellUnknownKey({ tree, path, key, report, explained }: Unknown): void {
  const mapping = treeAt(tree, path);
  if (mapping === undefined || mapping === 'broken' || mapping.kind !== 'mapping') return;
  const span = keySpan(mapping, key);
  const allowed = keysAt(playbook, tree, path);
  const parent = [...mapping.entries.values()].find(
    ({ key: above, value }) => value.kind === 'scalar' && value.value === null && under(allowed, above).has(key),
  );
  if (parent !== undefined) {
    // All of its keys stand too far to the left for the same reason.
    const cause = JSON.stringify([...path, parent.key]);
    if (!explained.has(cause)) {
      report(
        'indentation',
        span,
        `"${key}" belongs under "${parent.key}"`,
        `put two more spaces before "${key}", and before what goes with it`,
      );
    }
    explained.add(cause);
    return;
  }
  const free = [...allowed.keys()].filter((word) => !mapping.entries.has(word));
  const meant = SYNONYMS[key]?.find((word) => free.includes(word)) ?? nearest(key, free);
  const owner = ownerOf(tree, path, key);
  const child = allowed.has('ask') && under(allowed, 'ask').has(key) ? 'ask' : undefined;
  if (owner !== undefined && (meant === undefined || SYNONYMS[key] === undefined)) {
    const hint = `move it there: fewer spaces before "${key}"`;
    report('wrong-place', span, `"${key}" belongs to ${owner}, not to ${nameOf(path)}`, hint);
  } else if (child !== undefined) {
    const cause = JSON.stringify([...path, child]);
    if (!explained.has(cause)) {
      const hint = mapping.entries.has(child)
        ? `put it under \`${child}:\`, with two more spaces`
        : `put \`${child}:\` above it, and two more spaces before it`;
      report('wrong-place', span, `"${key}" belongs under "${child}"`, hint);
    }
    explained.add(cause);
  } else if (meant !== undefined) {
    report('unknown-key', span, `${nameOf(path)} has no key "${key}"`, `did you mean "${meant}"?`);
    explained.add(JSON.stringify([...path, meant]));
  } else {
    const rest = free.length === 0 ? 'remove it' : `it may have: ${free.join(', ')}`;
    report('unknown-key', span, `${nameOf(path)} has no key "${key}"`, rest);
  }
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
