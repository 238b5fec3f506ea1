import type * as z from 'zod/mini';
import type { Report } from '../problems.js';
import { playbook } from '../schema.js';
import { suggestion } from '../suggest.js';
import { tellUnknownKey } from './shape-keys.js';
import { type Path, treeAt } from './shape-walk.js';
import { quoted } from './traps.js';
import { plain, type Scalar, type Tree } from './tree.js';

type Issue = z.core.$ZodIssue;

/** Tells of every key that is unknown, missing or holds the wrong kind of value. */
export function checkShape(tree: Tree, report: Report): void {
  const result = playbook.safeParse(plain(tree));
  if (result.success) return;
  const issues = result.error.issues.flatMap((issue) => flatten(issue, [], tree));
  const explained = new Set<string>();
  for (const { issue, path } of issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) tellUnknownKey({ tree, path, key, report, explained });
    }
  }
  for (const { issue, path } of issues) {
    if (issue.code !== 'unrecognized_keys' && !explained.has(JSON.stringify(path))) tell(issue, path, tree, report);
  }
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

function tell(issue: Issue, path: Path, tree: Tree, report: Report): void {
  const found = treeAt(tree, path);
  if (found === 'broken') return;
  const key = String(path.at(-1) ?? '');
  if (found === undefined) return tellMissing(path, tree, report);
  if (found.kind === 'scalar' && (found.value === null || found.value === '')) {
    const hint =
      typeof path.at(-1) === 'number' ? 'type it, or remove the `-`' : `type it after \`${key}:\`, or remove the key`;
    return report('missing-value', found.span, `"${key}" has nothing after it`, hint);
  }
  if (issue.code === 'invalid_value') {
    const typed = found.kind === 'scalar' ? found.typed : nameOf(found);
    const values = issue.values.map(String);
    return report('wrong-value', found.span, `"${key}" cannot be ${quoted(typed)}`, suggestion(typed, values, ''));
  }
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined) return tellType(path, tree, found, report);
  if (key === 'options' && found.kind === 'list') {
    return report(
      'options-are-a-map',
      found.span,
      'options are written `id: Label`, each on its line',
      asOptions(found),
    );
  }
  const wanted = wantedAt(issue);
  report('wrong-value', found.span, `"${key}" must be ${wanted}, not ${nameOf(found)}`, howTo(issue, found));
}

const QUESTION_TYPES = ['choice', 'choices', 'text', 'number', 'money', 'date', 'yes_no', 'scale'];

function tellType(path: Path, tree: Tree, found: Tree, report: Report): void {
  const type = treeAt(tree, [...path, 'type']);
  if (type === 'broken') return;
  if (found.kind !== 'mapping') {
    const wanted = 'a question: `{type: text}`, for example';
    return report(
      'wrong-value',
      found.span,
      `"${String(path.at(-1))}" must be ${wanted}`,
      `the types are: ${QUESTION_TYPES.join(', ')}`,
    );
  }
  if (type === undefined) return tellMissing([...path, 'type'], tree, report, `type: ${QUESTION_TYPES.join(' | ')}`);
  const typed = type.kind === 'scalar' ? type.typed : '';
  report(
    'wrong-value',
    type.span,
    `there is no question of the type ${quoted(typed)}`,
    suggestion(typed, QUESTION_TYPES, ''),
  );
}

function tellMissing(path: Path, tree: Tree, report: Report, example?: string): void {
  const above = treeAt(tree, path.slice(0, -1));
  if (above === undefined || above === 'broken') return;
  const key = String(path.at(-1));
  const first = above.kind === 'mapping' ? [...above.entries.values()][0] : undefined;
  const span = first?.keySpan ?? above.span;
  const last = path.at(-2);
  const siblings = typeof path.at(-3) === 'string' && last !== undefined ? treeAt(tree, path.slice(0, -2)) : undefined;
  const isLast =
    siblings !== undefined && siblings !== 'broken' && siblings.kind === 'list' && last === siblings.items.length - 1;
  if (key === 'if' && isLast && path.at(-3) === 'next') {
    const go = above.kind === 'mapping' ? above.entries.get('go')?.value : undefined;
    const step = go?.kind === 'scalar' ? go.typed : '<step>';
    return report(
      'missing-else',
      span,
      'the last of a list of conditions is what happens otherwise',
      `- else: ${step}`,
    );
  }
  report('missing-key', span, `${ownerOf(path)} has no "${key}"`, example ?? `add \`${key}: ${EXAMPLES[key] ?? '…'}\``);
}

const EXAMPLES: Readonly<Record<string, string>> = {
  id: '<name_in_snake_case>',
  label: 'What the rep sees',
  group: 'saved | lost | pending | done | incomplete',
  about: 'cancellation | delivery | loss | interview',
  version: '1',
  language: 'en',
  type: 'number | money | text | date | yes_no',
  level: 'hard | soft',
  playbook: '<name-in-kebab-case>',
};

function ownerOf(path: Path): string {
  const [first, second] = path;
  if (path.length === 1) return 'the playbook';
  if (path.length === 2) return `"${String(first)}"`;
  if (path.length === 3 && first === 'steps') return `step ${Number(second) + 1}`;
  if (path.length === 3) return `"${String(second)}"`;
  const above = path.at(-2);
  return typeof above === 'number' ? `item ${above + 1} of "${String(path.at(-3))}"` : `"${String(above)}"`;
}

function wantedAt(issue: Issue): string {
  if (issue.code === 'invalid_type') return KINDS[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_union') {
    const kinds = issue.errors.flat().flatMap((inner) => (inner.path.length === 0 ? [wantedAt(inner)] : []));
    return [...new Set(kinds)].join(' or ');
  }
  return 'something else';
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map (`key: value` lines)',
};

function nameOf(tree: Tree): string {
  switch (tree.kind) {
    case 'list':
      return 'a list';
    case 'mapping':
      return 'a map';
    case 'broken':
      return 'that';
    case 'scalar':
      return typeof tree.value === 'string'
        ? quoted(tree.value)
        : `${typeof tree.value === 'number' ? 'the number ' : ''}${tree.typed}`;
  }
}

function howTo(issue: Issue, found: Tree): string | undefined {
  if (issue.code !== 'invalid_type' || found.kind !== 'scalar') return undefined;
  if (issue.expected === 'string') return `put it in quotes: "${found.typed}"`;
  if (issue.expected === 'boolean') return /^(yes|on|y)$/i.test(found.typed) ? 'type true' : 'type true or false';
  if (issue.expected === 'array') return `write it as a list: [${found.typed}]`;
  return undefined;
}

function asOptions(list: Tree & { readonly kind: 'list' }): string {
  const labels = list.items.flatMap((item) => (item.kind === 'scalar' ? [item] : []));
  if (labels.length === 0) return 'write `id: Label`, each on its own line';
  return labels
    .map((item) => `${idFrom(item)}: ${item.typed}`)
    .join(', ')
    .concat('; each on its own line');
}

const idFrom = ({ typed }: Scalar): string =>
  typed
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '') || 'id';
