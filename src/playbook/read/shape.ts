import type * as z from 'zod/mini';
import type { Report } from '../problems.js';
import { playbook } from '../schema.js';
import { tellUnknownKey } from './shape-keys.js';
import { missing, wrongValue } from './shape-values.js';
import { type Path, treeAt } from './shape-walk.js';
import { plain, type Tree } from './tree.js';

type Issue = z.core.$ZodIssue;

/**
 * Tells of every key that is unknown, missing or holds the wrong kind of value. Returns the maps that hold a key nobody
 * knows: what they lack may be what that key was meant to be.
 */
export function checkShape(tree: Tree, report: Report): ReadonlySet<Tree> {
  const result = playbook.safeParse(plain(tree));
  const unsure = new Set<Tree>();
  if (result.success) return unsure;
  const issues = result.error.issues.flatMap((issue) => flatten(issue, [], tree));
  const explained = new Set<string>();
  for (const { issue, path } of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    for (const key of issue.keys) tellUnknownKey({ tree, path, key, report, explained });
    const mapping = treeAt(tree, path);
    if (mapping !== undefined && mapping !== 'broken') unsure.add(mapping);
  }
  for (const { issue, path } of issues) {
    if (issue.code === 'unrecognized_keys' || explained.has(JSON.stringify(path))) continue;
    const found = treeAt(tree, path);
    if (found === 'broken') continue;
    const finding = found === undefined ? missing(path, tree) : wrongValue(issue, path, found);
    if (finding !== undefined) report(...finding);
  }
  return unsure;
}

interface Placed {
  readonly issue: Issue;
  readonly path: Path;
}

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
