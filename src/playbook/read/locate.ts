import type { Source, Span } from './source.js';
import type { Text } from './tree.js';

/**
 * Where a part of a text stands in the file. YAML drops quotes, escapes and indentation, so the two are walked side by
 * side: each character of the value is looked for in what was typed, and what lies between was dropped.
 */
export function locate(source: Source, { text, span }: Text, part: Span): Span {
  const typed = source.text.slice(span.start, span.end);
  let at = /^[|>]/.test(typed) ? typed.indexOf('\n') + 1 : /^["']/.test(typed) ? 1 : 0;
  let start: number | undefined;
  const last = Math.min(part.end, text.length);
  for (let index = 0; index < last; index++) {
    const character = text[index] ?? '';
    if (/\s/.test(character) && typed[at] !== character) continue;
    const found = typed.indexOf(character, at);
    if (found === -1) return span;
    if (index >= part.start) start ??= span.start + found;
    at = found + 1;
  }
  if (start === undefined) {
    const end = Math.min(span.start + at, source.text.length);
    return { start: end, end: end + 1 };
  }
  return { start, end: span.start + at };
}
