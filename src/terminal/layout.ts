import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

/** Text as lines of at most `width` columns, broken between words where it can be. */
export function wrap(text: string, width: number): readonly string[] {
  return wrapAnsi(text, Math.max(width, 1), { hard: true, trim: true }).split('\n');
}

/**
 * The text cut to `width` columns, and to as many UTF-16 units: the prompt library measures its cursor's line in units.
 */
export function fit(text: string, width: number): string {
  if (text.length <= width && stringWidth(text) <= width) return text;
  let out = '';
  for (const { segment } of graphemes(text)) {
    const next = out + segment;
    if (next.length > width - 1 || stringWidth(next) > width - 1) break;
    out = next;
  }
  return `${out}…`;
}

let segmenter: Intl.Segmenter | undefined;

/** What people see as one character, one after the other. Made when first needed: it costs the first screen some time. */
export function graphemes(text: string): Iterable<Intl.SegmentData> {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** `left` and `right` at the two ends of a line; the left gives way. */
export function spread(left: string, right: string, width: number): string {
  const end = fit(right, width);
  const start = fit(left, Math.max(width - stringWidth(end) - 2, 0));
  const gap = Math.max(width - stringWidth(start) - stringWidth(end), 1);
  return start.length > 1 ? start + ' '.repeat(gap) + end : end;
}

/** Lines behind a label that stands on the first of them. */
export function hang(label: string, lines: readonly string[]): readonly string[] {
  const indent = ' '.repeat(stringWidth(label));
  return lines.map((line, at) => (at === 0 ? label : indent) + line);
}

/** Pieces side by side, as many a line as fit; none is broken, but cut when it does not fit alone. */
export function fold(pieces: readonly string[], gap: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    const longer = `${line}${gap}${piece}`;
    if (line === undefined || stringWidth(longer) > width) lines.push(fit(piece, width));
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
