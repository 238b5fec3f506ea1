import type { Place } from '../diagnostic.js';

/** A stretch of the text, in UTF-16 units: `start` is in it, `end` is not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Source {
  readonly text: string;
  readonly place: (span: Span) => Place;
  /** The text of the line that `offset` is on, and where that line begins. */
  readonly line: (offset: number) => { readonly text: string; readonly start: number };
}

export function createSource(text: string): Source {
  const starts = lineStarts(text);
  const lineIndex = (offset: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const bounds = (index: number) => {
    const start = starts[index] ?? 0;
    let end = (starts[index + 1] ?? text.length + 1) - 1;
    if (text[end - 1] === '\r') end--;
    return { start, end: Math.max(start, end) };
  };
  return {
    text,
    place: ({ start, end }) => {
      const index = lineIndex(Math.min(start, text.length));
      const line = bounds(index);
      const column = Math.min(start, line.end) - line.start;
      return {
        line: index + 1,
        column: column + 1,
        length: Math.max(1, Math.min(end, line.end) - line.start - column),
      };
    },
    line: (offset) => {
      const { start, end } = bounds(lineIndex(offset));
      return { text: text.slice(start, end), start };
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
