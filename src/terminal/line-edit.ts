import stringWidth from 'fast-string-width';
import type { Key } from './key.js';
import { graphemes } from './layout.js';

/** A line being typed; `cursor` counts UTF-16 units. */
export interface Line {
  readonly text: string;
  readonly cursor: number;
}

export const emptyLine: Line = { text: '', cursor: 0 };
/** A line with the cursor at its end. */
export function lineOf(words: string): Line {
  const text = oneLine(words);
  return { text, cursor: text.length };
}

/** The line after a key; the same line when the key is none of its own. */
export function edit(line: Line, key: Key): Line {
  const { text, cursor } = line;
  switch (key.name) {
    case 'char':
    case 'paste':
      return insert(line, oneLine(key.text));
    case 'backspace':
      return cut(line, before(text, cursor), cursor);
    case 'delete':
      return cut(line, cursor, after(text, cursor));
    case 'left':
      return { text, cursor: before(text, cursor) };
    case 'right':
      return { text, cursor: after(text, cursor) };
    case 'home':
      return { text, cursor: 0 };
    case 'end':
      return { text, cursor: text.length };
    case 'kill_line':
      return cut(line, 0, cursor);
    case 'kill_end':
      return cut(line, cursor, text.length);
    case 'kill_word':
      return cut(line, text.slice(0, cursor).trimEnd().lastIndexOf(' ') + 1, cursor);
    default:
      return line;
  }
}

/** The stretch around the cursor that fits in `width` columns, and the cursor within it. */
export function window({ text, cursor }: Line, width: number): Line {
  const fits = (from: number, to: number, columns: number) =>
    to - from < columns && stringWidth(text.slice(from, to)) < columns;
  let [from, to] = [cursor, cursor];
  // What follows the cursor gets its third before what precedes it gets the rest.
  while (to < text.length && fits(cursor, after(text, to), width / 3)) to = after(text, to);
  while (from > 0 && fits(before(text, from), to, width)) from = before(text, from);
  while (to < text.length && fits(from, after(text, to), width)) to = after(text, to);
  return { text: text.slice(from, to), cursor: cursor - from };
}

const insert = ({ text, cursor }: Line, piece: string): Line => ({
  text: text.slice(0, cursor) + piece + text.slice(cursor),
  cursor: cursor + piece.length,
});

const cut = ({ text }: Line, from: number, to: number): Line => ({
  text: text.slice(0, from) + text.slice(to),
  cursor: from,
});

/** A field is one line: what breaks lines or has no shape becomes a space. */
const oneLine = (text: string): string => text.replaceAll(/\r\n|[\p{Cc}\u2028\u2029]/gu, ' ');

/** Only the neighbourhood is segmented, so that a key costs the same in a long line as in a short one. */
const NEAR = 64;

function before(text: string, cursor: number): number {
  const from = Math.max(cursor - NEAR, 0);
  const last = [...graphemes(text.slice(from, cursor))].at(-1);
  return last === undefined ? 0 : from + last.index;
}

function after(text: string, cursor: number): number {
  const [first] = graphemes(text.slice(cursor, cursor + NEAR));
  return first === undefined ? text.length : cursor + first.segment.length;
}
