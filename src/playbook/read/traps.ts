import { isMap, isScalar, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { Report } from '../problems.js';
import type { Source, Span } from './source.js';

// YAML reads each of these without a word of complaint, or with a misleading one.

/** `say: We are #1` loses its end. A comment proper has a space after its `#`. */
export function reportComment(node: Scalar, source: Source, report: Report): boolean {
  const [start, end, last] = node.range ?? [0, 0, 0];
  const after = /^[ \t]+(#\S[^\n\r]*)/.exec(source.text.slice(end, last));
  if (after?.[1] === undefined) return false;
  const at = end + after[0].length - after[1].length;
  const whole = `${source.text.slice(start, end)}${after[0]}`;
  report(
    'comment-in-text',
    { start: at, end: at + after[1].length },
    `\`${shorten(after[1])}\` is lost: in YAML a # after a space begins a comment`,
    `${quoted(whole)}, or \`# \` with a space for a comment`,
  );
  return true;
}

/** `when: !x` names a YAML tag and means nothing. */
export function reportTag(node: Node, source: Source, report: Report): void {
  const valueStart = node.range?.[0] ?? 0;
  const line = source.line(valueStart);
  const start = source.text.lastIndexOf('!', Math.max(valueStart - 1, 0));
  const from = source.text[start - 1] === '!' ? start - 1 : start;
  const words = source.text.slice(from, line.start + line.text.length).trimEnd();
  const key = /([\w-]+)\s*:\s*$/.exec(source.text.slice(0, from))?.[1];
  const expression = key === 'when' || key === 'if' || key === 'value';
  const tag = /^\S*/.exec(words)?.[0] ?? words;
  report(
    expression ? 'tag-in-expression' : 'tag',
    { start: from, end: from + tag.length },
    `\`${shorten(tag)}\` is a tag in YAML; what it says is lost`,
    expression
      ? `write \`not\`: \`${key}: not ${words.slice(1).trimStart()}\``
      : `put quotes around it: ${quoted(words)}`,
  );
}

/** `say: {{ customer }}, ...` is a map in a map. */
export function needsQuotes(node: YAMLMap<Node, Node | null>, source: Source, report: Report): boolean {
  const [start, end] = node.range ?? [0, 0];
  if (source.text[start] !== '{' || !isMap(node.items[0]?.key)) return false;
  const span = { start, end };
  report('braces-need-quotes', span, 'a text that begins with {{ needs quotes', bracesHint(span, source));
  return true;
}

export function bracesHint(span: Span, source: Source): string {
  const line = source.line(span.start);
  return quoted(line.text.slice(span.start - line.start).replace(/\s+#.*$/, ''));
}

/** `{label: Yes, that}` is split at the comma. */
export function commaSplit(node: YAMLMap<Node, Node | null>, source: Source, report: Report): boolean {
  const [start] = node.range ?? [0];
  if (source.text[start] !== '{') return false;
  const index = node.items.findIndex(({ key, value }, place) => place > 0 && (value === null || !isWord(key)));
  const [stray, before] = [node.items[index], node.items[index - 1]];
  if (stray === undefined || before === undefined) return false;
  const comma = source.text.lastIndexOf(',', stray.key.range?.[0]);
  const key = isScalar(before.key) ? String(before.key.value) : '';
  const from = before.value?.range?.[0] ?? before.key.range?.[0] ?? comma;
  const to = stray.key.range?.[1] ?? comma;
  const typed = source.text.slice(from, to);
  const [, whole, rest] = /^(\d+),(\d+)$/.exec(typed) ?? [];
  const hint =
    rest === undefined
      ? `put quotes around the text: \`${key}: ${quoted(typed)}\``
      : `write a number with a point: \`${key}: ${rest.length === 3 ? `${whole}${rest}\` or \`${key}: ` : ''}${whole}.${rest}\``;
  report(
    'comma-in-braces',
    { start: comma, end: comma + 1 },
    `inside { } a comma begins the next key, so "${key}" ends here`,
    hint,
  );
  return true;
}

/** In a scenario, a key may be a step of a playbook that is used, or something at wrap-up: `defend/reason`, `draft lost`. */
const isWord = (key: Node): boolean => isScalar(key) && /^((draft|follow_up|needs) )?[\w/-]+$/.test(String(key.value));

/** The text in quotes, as it can be pasted: single ones when it holds double ones. */
export function quoted(text: string): string {
  const line = shorten(text.replace(/\s+/g, ' ').trim());
  return line.includes('"') || line.includes('\\') ? `'${line.replaceAll("'", "''")}'` : `"${line}"`;
}

export const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
