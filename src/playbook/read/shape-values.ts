import type * as z from 'zod/mini';
import type { Report } from '../problems.js';
import { suggestion } from '../suggest.js';
import { mapMeant } from './inner-quotes.js';
import { type Path, type Shape, treeAt } from './shape-walk.js';
import { quoted } from './traps.js';
import { entries, type List, type Scalar, type Tree } from './tree.js';

type Issue = z.core.$ZodIssue;
type Finding = Parameters<Report>;

const QUESTION_TYPES = ['choice', 'choices', 'text', 'number', 'money', 'date', 'yes_no', 'scale'];

/** What is wrong with a value that stands where another kind was expected. */
export function wrongValue(issue: Issue, path: Path, found: Tree, tree: Tree, shape: Shape): Finding {
  const key = String(path.at(-1));
  const name =
    typeof path.at(-1) === 'number' ? `item ${Number(path.at(-1)) + 1} of "${String(path.at(-2))}"` : `"${key}"`;
  const { span } = found;
  if (path.length === 0) {
    return [
      'wrong-value',
      span,
      `${shape.name.replace('the', 'a')} is lines of \`key: value\``,
      'begin with `playbook: a-name`',
    ];
  }
  if (found.kind === 'scalar' && (found.value === null || found.value === '')) {
    const hint =
      typeof path.at(-1) === 'number' ? 'type it, or remove the `-`' : `type it after \`${key}:\`, or remove the key`;
    return ['missing-value', span, `${name} has nothing after it`, hint];
  }
  const option = key === 'words' ? optionBefore(path, tree) : undefined;
  if (option !== undefined && found.kind === 'scalar') {
    const hint = `\`${option.key}: {label: ${option.label}, words: ${found.typed}}\``;
    return ['wrong-place', span, '"words" belongs to an option, and here it is one itself', hint];
  }
  if (issue.code === 'invalid_value') {
    const typed = found.kind === 'scalar' ? found.typed : nameOf(found);
    return ['wrong-value', span, `${name} cannot be ${quoted(typed)}`, suggestion(typed, issue.values.map(String), '')];
  }
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined) {
    const typed = found.kind === 'scalar' ? found.typed : nameOf(found);
    return [
      'wrong-value',
      span,
      `there is no question of the type ${quoted(typed)}`,
      suggestion(typed, QUESTION_TYPES, ''),
    ];
  }
  if (key === 'options' && found.kind === 'list') {
    return ['options-are-a-map', span, 'options are not a list: each is written `id: Label`', asOptions(found)];
  }
  return ['wrong-value', span, `${name} must be ${wanted(issue)}, not ${nameOf(found)}`, howTo(issue, path, found)];
}

/** The option that stands right before `path`, when it is a label alone. */
function optionBefore(path: Path, tree: Tree): { readonly key: string; readonly label: string } | undefined {
  const options = treeAt(tree, path.slice(0, -1));
  if (options === undefined || options === 'broken') return undefined;
  const all = entries(options);
  const before = all[all.findIndex(({ key }) => key === path.at(-1)) - 1];
  return before?.value.kind === 'scalar' ? { key: before.key, label: before.value.typed } : undefined;
}

/** That a key is missing; the last of a list of conditions is told that it is the `else`. */
export function missing(path: Path, tree: Tree, shape: Shape): Finding | undefined {
  const above = treeAt(tree, path.slice(0, -1));
  if (above === undefined || above === 'broken') return undefined;
  const key = String(path.at(-1));
  const first = above.kind === 'mapping' ? [...above.entries.values()][0] : undefined;
  const span = first?.keySpan ?? above.span;
  if (key === 'if' && path.at(-3) === 'next') {
    const list = treeAt(tree, path.slice(0, -2));
    const isLast = list !== undefined && list !== 'broken' && list.kind === 'list' && list.items.at(-1) === above;
    const go = above.kind === 'mapping' ? above.entries.get('go')?.value : undefined;
    const step = go?.kind === 'scalar' ? go.typed : '<step>';
    if (isLast)
      return ['missing-else', span, 'the last item has no condition, so it is the `else`', `write \`- else: ${step}\``];
  }
  return ['missing-key', span, `${ownerOf(path, shape)} has no "${key}"`, `add \`${key}: ${exampleOf(path)}\``];
}

const EXAMPLES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    id: 'a_name',
    label: 'What the rep sees',
    group: 'saved | lost | pending | done | incomplete',
    about: 'cancellation | delivery | loss | interview',
    version: '1',
    language: 'en',
    level: 'hard | soft',
    playbook: 'a-name',
    title: 'What the rep picks it by',
    then: 'a_step',
    if: 'reason == "price"',
    value: 'monthly_value * 12',
    message: 'What the rep is told',
    options: '{price: Too expensive, other: Something else}',
    key: '1',
    times: '3',
    what: 'Call back',
    kind: 'letter | email',
    to: '"{{ customer }}"',
    subject: 'What we agreed',
    body: 'Dear customer, …',
    today: '2026-03-02',
    name: 'stays when the price is explained',
    scenarios: '[{name: …, expect: {outcome: …}}]',
    expect: '{outcome: saved}',
  }),
);

/** Of rules, whose keys mean something else elsewhere. */
const OF_RULES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    at_most: '{offers: 2}',
    offers: '2',
    before: '{outcome: lost, visit: [read_back]}',
    outcome: 'lost',
    visit: '[read_back]',
    never: '{after: insist, show: offer}',
    after: 'insist',
    show: 'offer',
    always: '{visit: [consent]}',
    within: '{steps: 12}',
    steps: '12',
  }),
);

function exampleOf(path: Path): string {
  if (path[0] === 'rules') return OF_RULES.get(String(path.at(-1))) ?? '…';
  if (path.at(-1) === 'type')
    return (path[0] === 'computed' ? ['number', 'money', 'text', 'date', 'yes_no'] : QUESTION_TYPES).join(' | ');
  return EXAMPLES.get(String(path.at(-1))) ?? '…';
}

function ownerOf(path: Path, { name }: Shape): string {
  const above = path.at(-2);
  if (above === undefined) return name;
  if (typeof above !== 'number') return `"${String(above)}"`;
  return path.at(-3) === 'steps' ? `step ${above + 1}` : `item ${above + 1} of "${String(path.at(-3))}"`;
}

function wanted(issue: Issue): string {
  if (issue.code === 'invalid_type') return KINDS[issue.expected] ?? issue.expected;
  if (issue.code !== 'invalid_union') return 'something else';
  const kinds = issue.errors.flat().flatMap((inner) => (inner.path.length === 0 ? [wanted(inner)] : []));
  const different = [...new Set(kinds)];
  return different.length > 2 ? 'an expression' : different.join(' or ');
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of `key: value`',
};

function nameOf(tree: Tree): string {
  if (tree.kind === 'list') return 'a list';
  if (tree.kind !== 'scalar') return 'a map';
  return typeof tree.value === 'string'
    ? quoted(tree.value)
    : `${typeof tree.value === 'number' ? 'the number ' : ''}${tree.typed}`;
}

/** What to type for what was typed. */
function howTo(issue: Issue, path: Path, found: Tree): string | undefined {
  const expected = expectedBy(issue);
  const key = String(path.at(-1));
  if (found.kind !== 'scalar') return howToWrite(found, expected, path);
  const meant = expected.includes('object') ? mapMeant(found.typed) : undefined;
  if (meant !== undefined) return `take the quotes around { } away, and quote only a text inside: \`${key}: ${meant}\``;
  if (expected.includes('string')) return `put it in quotes: \`${key}: "${found.typed}"\``;
  if (expected.includes('boolean'))
    return /^(yes|on|y)$/i.test(found.typed) ? `type \`${key}: true\`` : 'type true or false';
  if (expected.includes('array') && !expected.includes('object'))
    return `write it as a list: \`${key}: [${found.typed}]\``;
  if (expected.includes('object'))
    return `write \`${typeof path.at(-1) === 'number' ? '' : `${key}: `}${asMap(path, found)}\``;
  const example = EXAMPLES.get(key);
  return example === undefined ? 'type digits, without a unit' : `type \`${key}: ${example}\``;
}

/** What to type for a list or a map. */
function howToWrite(found: Tree, expected: readonly string[], path: Path): string | undefined {
  const key = String(path.at(-1));
  if (found.kind === 'mapping') {
    return expected.includes('array')
      ? `put [ ] around it: \`${key}: [{…}]\`; or \`- \` before its first key`
      : undefined;
  }
  if (expected.includes('string')) return 'write it without [ ]';
  if (key === 'with') return 'write each as `fact: name`, without [ ]';
  if (!expected.includes('object') || path.length > 1 || !BY_ID.has(key)) return undefined;
  return `write each under its id: \`a_name: ${asMap([key, ''], TYPED)}\``;
}

const expectedBy = (issue: Issue): readonly string[] =>
  issue.code === 'invalid_type'
    ? [issue.expected]
    : issue.code === 'invalid_union'
      ? issue.errors
          .flat()
          .filter((inner) => inner.path.length === 0)
          .flatMap(expectedBy)
      : [];

/** Maps whose keys the author chooses. */
const BY_ID: ReadonlySet<string> = new Set(['facts', 'computed', 'outcomes', 'offers', 'cards', 'options']);

const TYPED = { typed: '…' };

function asMap(path: Path, { typed }: Pick<Scalar, 'typed'>): string {
  const [section] = path;
  if (section === 'rules') return OF_RULES.get(String(path.at(-1))) ?? '{at_most: {offers: 2}}';
  if (path.at(-1) === 'follow_up') return `{what: ${typed}, in: 3 days}`;
  if (path.at(-1) === 'draft') return `{kind: email, to: …, subject: ${typed}, body: …}`;
  if (path.at(-1) === 'with') return `{the_fact: ${typed}}`;
  if (path.at(-1) === 'outcomes' && path.length > 1) return `{${typed}: a_step}`;
  if (path.at(-1) === 'ask') return `{type: ${QUESTION_TYPES.includes(typed) ? typed : 'text'}}`;
  if (section === 'outcomes') return `{label: ${typed}, group: done}`;
  if (section === 'offers') return `{label: ${typed}}`;
  if (section === 'cards' && path.length === 2) return `{label: ${typed}, say: …}`;
  if (section === 'facts') return `{type: text, label: ${typed}}`;
  if (section === 'computed') return `{type: number, value: ${typed}}`;
  if (path.at(-2) === 'steps') return 'id: a_name';
  return '{key: value}';
}

function asOptions(list: List): string {
  const labels = list.items.flatMap((item) => (item.kind === 'scalar' ? [item] : []));
  const lines = labels.map((item) => `\`${idFrom(item)}: ${item.typed}\``);
  return lines.length === 0 ? 'remove each `- `' : `write ${lines.slice(0, 4).join(', ')}, each on its own line`;
}

const idFrom = ({ typed }: Scalar): string =>
  typed
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '') || 'id';
