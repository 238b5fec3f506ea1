import type * as z from 'zod/mini';
import type { Report } from '../problems.js';
import { playbook } from '../schema.js';
import { nearest } from '../suggest.js';
import { repaired, update } from './repair.js';
import { diagnoseKey, nameOf } from './shape-keys.js';
import { missing, wrongValue } from './shape-values.js';
import { keysAt, type Path, type Shape, treeAt } from './shape-walk.js';
import { at, entries, isDoubtful, keySpan, plain, type Tree } from './tree.js';

type Issue = z.core.$ZodIssue;

const PLAYBOOK: Shape = { schema: playbook, name: 'the playbook' };

/**
 * Tells of every key that is unknown, missing or holds the wrong kind of value. Returns the tree as it was meant: with
 * misspelt keys under their names, and misplaced ones where they belong.
 */
export function checkShape(tree: Tree, report: Report, shape: Shape = PLAYBOOK): Tree {
  const result = shape.schema.safeParse(plain(tree));
  if (result.success) return tree;
  const issues = result.error.issues.flatMap((issue) => flatten(issue, [], tree));
  const explained = new Set<string>();
  const [unknown, others] = [issues.filter(isUnknownKey), issues.filter((placed) => !isUnknownKey(placed))];
  const meant = [...unknown, ...others].reduce(
    (known, placed) => misplaced(placed, tree, known, explained, report, shape),
    tree,
  );
  for (const { issue, path } of others) {
    if (isExplained(path, explained)) continue;
    const found = treeAt(tree, path);
    if (found === 'broken' || (found === undefined && isLackingKnown(meant, path))) continue;
    const finding = found === undefined ? missing(path, tree, shape) : wrongValue(issue, path, found, tree, shape);
    if (finding !== undefined) report(...finding);
  }
  return meant;
}

/** Tells of keys in the wrong place, or spelt wrongly; returns the tree with each where it was meant. */
function misplaced(
  { issue, path }: Placed,
  tree: Tree,
  meant: Tree,
  explained: Set<string>,
  report: Report,
  shape: Shape,
): Tree {
  if (issue.code !== 'unrecognized_keys')
    return isExplained(path, explained) ? meant : strayed(path, tree, meant, explained, report, shape);
  const mapping = treeAt(tree, path);
  if (mapping === undefined || mapping === 'broken' || mapping.kind !== 'mapping') return meant;
  return issue.keys.reduce((known, key) => {
    const { code, message, hint, cause, repair } = diagnoseKey(tree, path, key, mapping, shape);
    // Several keys may stand in the wrong column for one reason.
    const isTold = cause !== undefined && code !== 'unknown-key' && explained.has(JSON.stringify(cause));
    if (!isTold) report(code, keySpan(mapping, key), message, hint);
    if (cause !== undefined) explained.add(JSON.stringify(cause));
    return repair ? repaired(known, repair) : update(known, path, (doubted) => ({ ...doubted, doubtful: true }));
  }, meant);
}

/**
 * Where an author may choose the names, a misspelt word of ours looks like one of them, and a key that stands too far to the
 * right as well.
 */
function strayed(path: Path, tree: Tree, meant: Tree, explained: Set<string>, report: Report, shape: Shape): Tree {
  const owner = path.slice(0, -1);
  const above = treeAt(tree, owner);
  if (above === undefined || above === 'broken' || above.kind !== 'mapping') return meant;
  const key = String(path.at(-1));
  const words = keysAt(shape.schema, tree, owner);
  const free = above.entries.has(key) ? [...words.keys()].filter((word) => !above.entries.has(word)) : [key];
  const chosen = entries(above).filter((entry) => !words.has(entry.key) && (free[0] === key || entry.key === key));
  for (const { key: typed, keySpan: span } of chosen) {
    const word = free.find((known) => nearest(typed, [known]) !== undefined || typed.startsWith(known));
    if (word === undefined || words.size === 0) continue;
    report('unknown-key', span, `${nameOf(owner, shape)} has no key "${typed}"`, `did you mean "${word}"?`);
    for (const told of [word, typed]) explained.add(JSON.stringify([...owner, told]));
    return repaired(meant, { from: owner, key: typed, to: owner, as: word });
  }
  const holder = above.entries.has(key) ? undefined : entries(above).find(({ value }) => at(value, key) !== undefined);
  if (holder === undefined) return meant;
  const from = [...owner, holder.key];
  const message = `"${key}" belongs to ${nameOf(owner, shape)}, not to ${nameOf(from, shape)}`;
  report('wrong-place', keySpan(holder.value, key), message, `move it there: fewer spaces before "${key}"`);
  for (const told of [path, [...from, key]]) explained.add(JSON.stringify(told));
  return repaired(meant, { from, key, to: owner, as: key });
}

const isLackingKnown = (meant: Tree, path: Path): boolean => {
  const above = treeAt(meant, path.slice(0, -1));
  return above !== undefined && above !== 'broken' && isDoubtful(above);
};

/** Whether something at `path`, or above it, has been told of. */
const isExplained = (path: Path, explained: ReadonlySet<string>): boolean =>
  explained.size > 0 && path.some((_, index) => explained.has(JSON.stringify(path.slice(0, index + 1))));

interface Placed {
  readonly issue: Issue;
  readonly path: Path;
}

const isUnknownKey = ({ issue }: Placed): boolean => issue.code === 'unrecognized_keys';

/** Of the branches of a union, the one that fits what was typed speaks. */
function flatten(issue: Issue, above: Path, tree: Tree): readonly Placed[] {
  const path = [...above, ...issue.path];
  if (treeAt(tree, path) === 'broken') return [];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ issue, path }];
  const fitting = issue.errors.filter(
    (errors) => !errors.some((inner) => inner.path.length === 0 && isTypeIssue(inner)),
  );
  const best = fitting.toSorted((a, b) => weight(a) - weight(b))[0];
  if (best === undefined) return [{ issue, path }];
  return best.flatMap((inner) => flatten(inner, path, tree));
}

const isTypeIssue = ({ code }: Issue): boolean => code === 'invalid_type' || code === 'invalid_union';

const weight = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
