import type { Code } from '../codes.js';
import { nearest } from '../suggest.js';
import { onLines } from './on-lines.js';
import type { Repair } from './repair.js';
import { isOpen, keysAt, keysUnder, type Path, type Shape, treeAt } from './shape-walk.js';
import { at, type Mapping, type Tree } from './tree.js';

/** What an unknown key was meant to be. */
interface Diagnosis {
  readonly code: Code;
  readonly message: string;
  readonly hint: string;
  /** The path of another key whose complaint has the same cause. */
  readonly cause?: Path;
  readonly repair?: Repair;
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
  ['name', ['id', 'title', 'playbook', 'label', 'what']],
  ['step', ['id']],
  ['key', ['id']],
  ['text', ['say', 'label', 'message', 'body', 'what']],
  ['script', ['say']],
  ['speak', ['say']],
  ['prompt', ['say']],
  ['title', ['label', 'say', 'subject']],
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
  ['offers', ['offer']],
  ['card', ['cards']],
  ['followup', ['follow_up']],
  ['follow_ups', ['follow_up']],
  ['followups', ['follow_up']],
  ['reminder', ['follow_up']],
  ['remind', ['follow_up']],
  ['promise', ['follow_up']],
  ['email', ['draft']],
  ['letter', ['draft']],
  ['mail', ['draft']],
  ['drafts', ['draft']],
  ['hotkey', ['key']],
  ['shortcut', ['key']],
  ['over', ['on']],
  ['include', ['use']],
  ['call', ['use']],
  ['run', ['use', 'run_by']],
  ['pass', ['with']],
  ['due', ['on', 'in']],
  ['after', ['in']],
  ['every', ['repeat']],
  ['count', ['times']],
  ['recipient', ['to']],
  ['content', ['body']],
  ['message', ['body']],
  ['role', ['run_by', 'authority', 'by']],
  ['price', ['cost']],
  ['fits', ['suits']],
  ['limit', ['times', 'at_most']],
  ['rule', ['rules']],
  ['max', ['at_most']],
  ['most', ['at_most']],
  ['must', ['always']],
  ['require', ['always', 'visit']],
  ['requires', ['always', 'visit']],
  ['forbid', ['never']],
  ['visited', ['visit']],
  ['steps', ['visit']],
  ['screens', ['steps']],
]);

export function diagnoseKey(tree: Tree, path: Path, key: string, mapping: Mapping, shape: Shape): Diagnosis {
  const allowed = keysAt(shape.schema, tree, path);
  const move = (to: Path, as = key): Repair => ({ from: path, key, to, as });
  if (key === 'options' && path.length > 0 && allowed.has('type')) {
    const type = at(mapping, 'type');
    const name = type?.kind === 'scalar' ? type.typed : '';
    const hint = allowed.has('yes')
      ? 'write `yes:` and `no:` in its place, each like an option'
      : 'use the type `choice` or `choices`';
    return { code: 'unknown-key', message: `a question of the type \`${name}\` has no options`, hint };
  }
  const emptied = [...mapping.entries.values()].find(
    ({ key: above, value }) => value.kind === 'scalar' && value.value === null && under(allowed, above).has(key),
  )?.key;
  if (emptied !== undefined) {
    const message = `"${key}" belongs under "${emptied}"`;
    const hint = `put two more spaces before "${key}", and before what goes with it`;
    return { code: 'indentation', message, hint, cause: [...path, emptied], repair: move([...path, emptied]) };
  }
  const child = PARENTS.find((word) => under(allowed, word).has(key) && mapping.entries.has(word));
  if (child !== undefined) {
    const found = belongsUnder(child, true, key, path);
    return { ...found, hint: unfolded(child, at(mapping, child), key) ?? found.hint };
  }
  const parent = PARENTS.find((word) => word !== 'try' && under(allowed, word).has(key));
  if (parent !== undefined && (parent === 'ask' || !SYNONYMS.has(key))) return belongsUnder(parent, false, key, path);
  const free = [...allowed.keys()].filter((word) => !mapping.entries.has(word));
  const synonyms = SYNONYMS.get(key);
  const meant = synonyms?.find((word) => free.includes(word)) ?? nearest(key, free);
  const owner = ownerOf(tree, path, key, shape);
  if (owner !== undefined && (meant === undefined || synonyms === undefined)) {
    const message = `"${key}" belongs to ${nameOf(owner, shape)}, not to ${nameOf(path, shape)}`;
    const hint = `move it there: fewer spaces before "${key}"`;
    return { code: 'wrong-place', message, hint, cause: [...owner, key], repair: move(owner) };
  }
  const message = `${nameOf(path, shape)} has no key "${key}"`;
  if (meant !== undefined) {
    return {
      code: 'unknown-key',
      message,
      hint: `did you mean "${meant}"?`,
      cause: [...path, meant],
      repair: move(path, meant),
    };
  }
  const open = openBefore(mapping, key, allowed);
  if (open !== undefined) {
    const hint = `put two more spaces before "${key}"`;
    return { code: 'indentation', message: `"${key}" belongs under "${open}"`, hint, repair: move([...path, open]) };
  }
  return { code: 'unknown-key', message, hint: insteadOf(key, path, mapping, free) };
}

function insteadOf(key: string, path: Path, mapping: Mapping, free: readonly string[]): string {
  if (key === 'id' && path.length === 2 && path[0] === 'cards')
    return `remove it: "${String(path[1])}" is its id already`;
  const useful = free.filter((word) => mapping.entries.has(GOES_WITH.get(word) ?? word) || !GOES_WITH.has(word));
  return useful.length === 0 ? 'remove it' : `it may have: ${useful.join(', ')}`;
}

/** Keys that mean nothing without another. */
const GOES_WITH: ReadonlyMap<string, string> = new Map([
  ['accepted', 'offer'],
  ['considering', 'offer'],
  ['declined', 'offer'],
  ['with', 'use'],
  ['outcomes', 'use'],
]);

const PARENTS = ['try', 'ask', 'follow_up', 'draft'];

/** In a map in braces no line can be put: its keys get lines of their own. */
function unfolded(word: string, there: Tree | undefined, key: string): string | undefined {
  if (there?.kind !== 'mapping' || !there.inBraces) return undefined;
  const lines = [...there.entries.values()].map((entry) => asLine(entry.key, entry.value));
  return onLines(word, lines, key);
}

const asLine = (key: string, value: Tree): string =>
  value.kind === 'scalar' ? `\`${key}: ${value.typed}\`` : `\`${key}: …\``;

function belongsUnder(word: string, isThere: boolean, key: string, path: Path): Diagnosis {
  const hint = isThere
    ? `put it under \`${word}:\`, with two more spaces`
    : `put \`${word}:\` above it, and two more spaces before it`;
  const to = [...path, word];
  const message = `"${key}" belongs under "${word}"`;
  const cause = isThere ? [...to, key] : to;
  return { code: 'wrong-place', message, hint, cause, repair: { from: path, key, to, as: key } };
}

/** The key above `key` under which any name may stand, as under `outcomes`. */
function openBefore(mapping: Mapping, key: string, allowed: ReturnType<typeof keysAt>): string | undefined {
  const keys = [...mapping.entries.keys()];
  const known = keys.slice(0, keys.indexOf(key)).filter((word) => allowed.has(word));
  const schema = allowed.get(known.at(-1) ?? '');
  return schema !== undefined && isOpen(schema) ? known.at(-1) : undefined;
}

function under(allowed: ReturnType<typeof keysAt>, key: string): ReadonlySet<string> {
  const schema = allowed.get(key);
  return schema === undefined ? new Set() : keysUnder(schema);
}

/** What encloses the map at `path` and knows `key`, as when a line has too many spaces before it. */
function ownerOf(tree: Tree, path: Path, key: string, { schema }: Shape): Path | undefined {
  for (let length = path.length - 1; length >= 0; length--) {
    const above = path.slice(0, length);
    const mapping = treeAt(tree, above);
    if (mapping === 'broken' || mapping?.kind !== 'mapping' || mapping.entries.has(key)) continue;
    if (keysAt(schema, tree, above).has(key)) return above;
  }
  return undefined;
}

export function nameOf(path: Path, { name }: Shape): string {
  const last = path.at(-1);
  if (last === undefined) return name;
  if (path.at(-2) === 'steps') return 'a step';
  if (path.length === 2 && path[0] === 'cards') return `the card "${String(last)}"`;
  return typeof last === 'number' ? `an item of "${String(path.at(-2))}"` : `"${String(last)}"`;
}
