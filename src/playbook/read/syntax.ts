import type { YAMLParseError } from 'yaml';
import type { Report } from '../problems.js';
import type { Source, Span } from './source.js';
import { quoted, reportBraces, shorten } from './traps.js';

/**
 * Tells of what the parser could not read, in the author's words; whether there was anything. One mistake makes the parser
 * complain several times, so after one that is not confined to its line the rest is left for the next run.
 */
export function reportSyntax(errors: readonly YAMLParseError[], source: Source, report: Report): boolean {
  const told = new Set<number>();
  for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    const { line } = source.place({ start: error.pos[0], end: error.pos[0] });
    if (told.has(line)) continue;
    const confined = tell(error, source, report);
    if (!confined) return true;
    told.add(line);
  }
  return errors.length > 0;
}

/** Whether the mistake is confined to its line. */
function tell(error: YAMLParseError, source: Source, report: Report): boolean {
  const start = Math.min(error.pos[0], source.text.length);
  const line = source.line(start);
  const tab = /^ *\t/.exec(line.text);
  if (error.code === 'TAB_AS_INDENT' || tab) {
    const from = line.start + line.text.indexOf('\t');
    report(
      'tab',
      { start: from, end: from + 1 },
      'a tab stands where the line is indented',
      'use spaces; most editors can convert tabs',
    );
    return false;
  }
  const value = valueIn(line.text);
  if (value?.text.startsWith('{{')) {
    reportBraces({ start: line.start + value.at, end: line.start + line.text.trimEnd().length }, source, report);
    return true;
  }
  const before = lostComment(source, start);
  if (before !== undefined) {
    const whole = source.line(before.start);
    const text = whole.text.slice(whole.text.lastIndexOf(': ', before.start - whole.start) + 2);
    const inBraces = /[{[]/.test(whole.text.slice(0, before.start - whole.start));
    const hint = `put quotes around the whole text: ${quoted(inBraces ? text.replace(/[,}\]].*$/, '') : text)}`;
    report('comment-in-text', before, 'the text ends here: in YAML a # after a space begins a comment', hint);
    return false;
  }
  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
    case 'MULTILINE_IMPLICIT_KEY':
      return tellColon(error, source, report);
    case 'BAD_INDENT':
      return tellIndent(error, source, report);
    case 'MISSING_CHAR':
      return tellMissing(error, source, report);
    default:
      return tellOther(error, source, report);
  }
}

function tellColon(error: YAMLParseError, source: Source, report: Report): boolean {
  const line = source.line(error.pos[0]);
  const offset = error.pos[0] - line.start;
  // What begins the line is no text in which a colon could stand.
  if (line.text.slice(0, offset).trim() === '' && /^\s*- /.test(line.text.slice(offset)))
    return tellIndent(error, source, report);
  const colon = /: |:$/.exec(line.text.slice(offset));
  if (colon !== null) {
    const start = error.pos[0] + colon.index;
    const text = line.text.slice(offset).trimEnd();
    const whole = error.code === 'BLOCK_IN_FLOW' ? text.replace(/[,}\]].*$/, '') : text;
    const key = valueIn(line.text)?.key;
    const hint = error.code === 'BLOCK_IN_FLOW' || key === undefined ? quoted(whole) : `${key}: ${quoted(whole)}`;
    report(
      'colon-in-text',
      { start, end: start + 1 },
      'a colon with a space after it needs quotes around the text',
      hint,
    );
    return true;
  }
  const glued = /^\s*(?:- +)?([a-z_]+):(\S.*)$/.exec(line.text);
  if (glued) {
    const start = line.start + line.text.indexOf(':');
    const hint = `${glued[1]}: ${shorten(glued[2] ?? '')}`;
    report('missing-space', { start, end: start + 1 }, 'a space is missing after the colon', hint);
    return true;
  }
  return tellDeeper(line, source, report);
}

/** A key that stands deeper than its neighbours is read as more of the text above it. */
function tellDeeper(line: { readonly text: string; readonly start: number }, source: Source, report: Report): boolean {
  const next = source.line(line.start + line.text.length + 1);
  const nextAfterReturn = next.start > line.start ? next : source.line(line.start + line.text.length + 2);
  const key = /^\s*(?:- +)?([\w-]+) *:(?= |$)/.exec(nextAfterReturn.text)?.[1];
  const above = valueIn(line.text);
  if (key !== undefined && above !== undefined) {
    const start = nextAfterReturn.start + nextAfterReturn.text.indexOf(key);
    const hint = `put "${key}" right below "${above.key}", or quotes around a text that runs over two lines`;
    report('indentation', { start, end: start + key.length }, `"${key}" stands too far to the right`, hint);
    return false;
  }
  const start = line.start + (line.text.length - line.text.trimStart().length);
  const words = line.text.trim();
  const hint = `a line is \`key: value\`; a text over several lines begins with \`|\` after its key`;
  report('yaml', { start, end: start + words.length }, `"${shorten(words)}" is neither a key nor part of a text`, hint);
  return false;
}

function tellIndent(error: YAMLParseError, source: Source, report: Report): boolean {
  const line = source.line(error.pos[0] + (source.text[error.pos[0]] === '\n' ? 1 : 0));
  if (/Flow (map|sequence)/.test(error.message)) {
    const [open, close] = error.message.includes('map') ? ['{', '}'] : ['[', ']'];
    const start = opening(source.text, error.pos[0], open, close);
    report(
      'unclosed',
      { start, end: start + 1 },
      `the ${open} that begins here is never closed`,
      `put ${close} at the end`,
    );
    return false;
  }
  const words = line.text.trim();
  const start = line.start + line.text.indexOf(words);
  const key = /^(?:- +)?([\w-]+)/.exec(words)?.[1] ?? words;
  const hint = 'the keys of one step stand in one column, under its `id`';
  report(
    'indentation',
    { start, end: start + Math.max(1, words.length) },
    `"${shorten(key)}" is not in line with the keys above it`,
    hint,
  );
  return false;
}

function tellMissing(error: YAMLParseError, source: Source, report: Report): boolean {
  const quote = /quote$/.test(error.message) ? (error.message.includes('"') ? '"' : "'") : undefined;
  if (quote !== undefined) {
    const opening = Math.max(0, source.text.lastIndexOf(`: ${quote}`, error.pos[0]) + 2);
    report(
      'unclosed',
      { start: opening, end: opening + 1 },
      `the quote ${quote} that begins here is never closed`,
      `put ${quote} at the end of the text`,
    );
    return false;
  }
  if (/Sequence item/.test(error.message)) return tellIndent(error, source, report);
  const line = source.line(error.pos[0]);
  const words = line.text.trim();
  const start = line.start + line.text.indexOf(words);
  const hint = 'a line is `key: value`';
  report('yaml', { start, end: start + Math.max(1, words.length) }, `"${shorten(words)}" has no colon`, hint);
  return false;
}

function tellOther(error: YAMLParseError, source: Source, report: Report): boolean {
  const line = source.line(error.pos[0]);
  const value = valueIn(line.text);
  const inValue = value !== undefined && value.text !== '' && error.pos[0] >= line.start + value.at;
  if (inValue && !/^[>|]/.test(value.text)) {
    const start = line.start + value.at;
    const first = value.text[0] ?? '';
    const message = `a text that begins with ${first} needs quotes around all of it`;
    const inner = /^(["'])(.*)\1$/.exec(value.text)?.[2] ?? value.text;
    report('text-needs-quotes', { start, end: start + value.text.length }, message, `${value.key}: ${quoted(inner)}`);
    return true;
  }
  if (inValue) {
    const start = line.start + value.at;
    const hint = 'begin the text on the next line, indented; or put quotes around it';
    report('text-needs-quotes', { start, end: start + 1 }, `nothing may follow ${value.text[0]} on its line`, hint);
    return true;
  }
  const words = line.text.trim();
  const start = line.start + line.text.indexOf(words);
  report(
    'yaml',
    { start, end: start + Math.max(1, words.length) },
    `this cannot be read as YAML: ${shorten(words)}`,
    'a line is `key: value`, or `- ` and an item',
  );
  return false;
}

function lostComment(source: Source, start: number): Span | undefined {
  const here = source.line(start);
  for (const line of [here, source.line(Math.max(0, here.start - 1))]) {
    const found = /: +[^"'#\s][^#]*?\s(#\S.*)$/.exec(line.text);
    if (found?.[1] === undefined) continue;
    const at = line.start + found.index + found[0].length - found[1].length;
    if (at <= start) return { start: at, end: at + found[1].length };
  }
  return undefined;
}

/** The value on a line `key: value`. */
function valueIn(line: string): { readonly key: string; readonly text: string; readonly at: number } | undefined {
  const found = /^(\s*(?:- +)*)([\w-]+)( *: +)(.*)$/.exec(line);
  if (found === null) return undefined;
  const [, lead = '', key = '', colon = '', text = ''] = found;
  return { key, text: text.trimEnd(), at: lead.length + key.length + colon.length };
}

/** The last `open` before `end` that has no `close`. */
function opening(text: string, end: number, open: string, close: string): number {
  let closed = 0;
  for (let at = end - 1; at >= 0; at--) {
    if (text[at] === close) closed++;
    if (text[at] === open && closed-- === 0) return at;
  }
  return end;
}
