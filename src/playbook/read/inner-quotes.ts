import type { Report } from '../problems.js';
import { valueIn } from './line.js';
import { quoted, shorten } from './traps.js';

/** A text in quotes on one line, that ends before it should: at an apostrophe, or at a quote around a word. */
interface CutShort {
  /** The key of the text, where it has one. */
  readonly key: string | undefined;
  /** What was meant, without the quotes around it. */
  readonly text: string;
  readonly start: number;
  /** The quote that ends it. */
  readonly stop: number;
  readonly end: number;
}

/** Looking for what is wrong must not take longer than reading. */
const LONGEST_LINE = 1000;

/** The first text on `line` that a quote inside it ends. */
export function cutShort(line: string): CutShort | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  const value = valueIn(line);
  const from = value?.at ?? /^\s*- +(?=['"])/.exec(line)?.[0].length;
  if (from === undefined) return undefined;
  if (!/[{[]/.test(line[from] ?? ''))
    return /['"]/.test(line[from] ?? '') ? cutAt(line, from, value?.key, false) : undefined;
  const begins = /(?:[{[,]\s*|[{,]\s*([\w-]+):\s+)(?=['"])/g;
  begins.lastIndex = from;
  for (let found = begins.exec(line); found !== null; found = begins.exec(line)) {
    const start = found.index + found[0].length;
    const cut = cutAt(line, start, found[1], true);
    if (cut !== undefined) return cut;
    begins.lastIndex = closing(line, start) ?? line.length;
  }
  return undefined;
}

/** The text in quotes at `start`, if it ends too early. */
function cutAt(line: string, start: number, key: string | undefined, inBraces: boolean): CutShort | undefined {
  const stop = closing(line, start);
  if (stop === undefined) return undefined;
  if ((inBraces ? /^\s*(?:[,}\]:]|$)/ : /^\s*(?::|#|$)/).test(line.slice(stop + 1))) return undefined;
  const end = meantEnd(line, stop, inBraces);
  const quote = line[start] ?? '';
  // In `"We" have a better price.` the quotes are part of the text.
  const quotes = line.slice(start, end).split(quote).length - 1;
  if (line[stop + 1] === ' ' && quotes % 2 === 0) return undefined;
  const text = line.slice(start + 1, end).replace(new RegExp(`${quote}\\s*$`), '');
  return { key, text, start, stop, end };
}

/** Where YAML takes the text in quotes that begins at `start` to end. */
function closing(line: string, start: number): number | undefined {
  const quote = line[start];
  for (let at = start + 1; at < line.length; at++) {
    if (quote === '"' && line[at] === '\\') at++;
    else if (line[at] === quote && quote === "'" && line[at + 1] === quote) at++;
    else if (line[at] === quote) return at;
  }
  return undefined;
}

/** Behind the quote that was meant to end it; else where what follows in the braces begins, or the line ends. */
function meantEnd(line: string, stop: number, inBraces: boolean): number {
  const rest = line.slice(stop + 1).trimEnd();
  const quote = line[stop];
  const ends = inBraces
    ? (new RegExp(`${quote}(?=\\s*(?:,\\s*['"]?[\\w-]+['"]?\\s*[:,\\]]|[}\\]]))`).exec(rest) ??
      /(?=,\s*[\w-]+:\s|[}\]])/.exec(rest))
    : /$/.exec(rest);
  return stop + 1 + (ends === null ? rest.length : ends.index + ends[0].length);
}

/** What is said of a text that a quote inside it cuts short; places are those in `line`. */
export function cutShortFinding(line: string): Parameters<Report> | undefined {
  const cut = cutShort(line);
  if (cut === undefined) return undefined;
  const { key, text, start, stop, end } = cut;
  const quote = line[stop] ?? '';
  const [before = ''] = /\S*$/.exec(line.slice(start + 1, stop)) ?? [];
  const [after = ''] = /^[^\s,{}[\]]*/.exec(line.slice(stop + 1, end)) ?? [];
  const message = `the ${quote} in \`${shorten(`${before}${quote}${after}`)}\` ends the text that begins with ${quote}`;
  const other = quoted(text).startsWith('"') ? 'double' : 'single';
  const hint = `put ${other} quotes around this one text: \`${key === undefined ? '' : `${key}: `}${quoted(text)}\``;
  return ['text-needs-quotes', { start, end }, message, hint];
}

/** What was meant by a text that is a whole `{key: …}`, as it is to be typed; `undefined` where it is none. */
export function mapMeant(text: string): string | undefined {
  if (!/^\{\s*[\w-]+:\s.*\}$/s.test(text.trim()) || text.length > LONGEST_LINE) return undefined;
  const lead = 'x: ';
  let line = `${lead}${text.replace(/\s+/g, ' ').trim()}`;
  for (let cut = cutShort(line), left = 5; cut !== undefined && left > 0; cut = cutShort(line), left--) {
    line = `${line.slice(0, cut.start)}${quoted(cut.text)}${line.slice(cut.end)}`;
  }
  return line.slice(lead.length);
}
