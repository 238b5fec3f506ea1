import type { YAMLParseError } from 'yaml';
import type { Report } from '../problems.js';
import { cutShortFinding } from './inner-quotes.js';
import { valueIn } from './line.js';
import type { Source, Span } from './source.js';
import {
  bracesComplaint,
  type Complaint,
  colonComplaint,
  indentComplaint,
  missingComplaint,
  otherComplaint,
} from './syntax-complaints.js';
import { bracesHint, quoted } from './traps.js';

/**
 * Tells of what the parser could not read, in the author's words; whether there was anything. One mistake makes the parser
 * complain several times, so what is not confined to its line is told of only when nothing stands before it.
 */
export function reportSyntax(errors: readonly YAMLParseError[], source: Source, report: Report): boolean {
  const found = findings(errors, source);
  for (const [index, [code, span, message, hint]] of found.entries()) {
    // Nothing else can be looked at before the text is YAML.
    const more = index === found.length - 1 ? '; more may show once this is mended' : '';
    report(code, span, `${message}${more}`, hint);
  }
  return errors.length > 0;
}

function findings(errors: readonly YAMLParseError[], source: Source): readonly Complaint['finding'][] {
  const found: Complaint['finding'][] = [];
  const told = new Set<number>();
  for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    const { line } = source.place({ start: error.pos[0], end: error.pos[0] });
    if (told.has(line)) continue;
    const { confined, finding } = complaint(error, source);
    if (confined || told.size === 0) found.push(finding);
    if (!confined) break;
    told.add(line);
  }
  return found;
}

function complaint(error: YAMLParseError, source: Source): Complaint {
  const start = Math.min(error.pos[0], source.text.length);
  const line = source.line(start);
  if (error.code === 'TAB_AS_INDENT' || /^ *\t/.test(line.text)) {
    const at = line.start + line.text.indexOf('\t');
    const message = 'a tab stands where the line is indented';
    return {
      confined: false,
      finding: ['tab', { start: at, end: at + 1 }, message, 'use spaces; most editors can convert tabs'],
    };
  }
  const value = valueIn(line.text);
  if (value?.text.startsWith('{{')) {
    const span = { start: line.start + value.at, end: line.start + line.text.trimEnd().length };
    const message = 'a text that begins with {{ needs quotes';
    return { confined: true, finding: ['braces-need-quotes', span, message, bracesHint(span, source)] };
  }
  const cut = cutShortFinding(line.text);
  if (cut !== undefined) {
    const [code, span, message, hint] = cut;
    const shifted = { start: line.start + span.start, end: line.start + span.end };
    return { confined: true, finding: [code, shifted, message, hint] };
  }
  const inBraces = bracesComplaint(line);
  if (inBraces !== undefined) return inBraces;
  const lost = lostComment(source, start);
  if (lost !== undefined) {
    const message = 'the text ends here: in YAML a # after a space begins a comment';
    return { confined: false, finding: ['comment-in-text', lost, message, commentHint(lost, source)] };
  }
  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
    case 'MULTILINE_IMPLICIT_KEY':
      return colonComplaint(error, source);
    case 'BAD_INDENT':
      return indentComplaint(error, source);
    case 'MISSING_CHAR':
      return missingComplaint(error, source);
    default:
      return otherComplaint(error, source);
  }
}

/** A # that ends a text on the line of the error, or on the one before it. */
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

function commentHint(lost: Span, source: Source): string {
  const line = source.line(lost.start);
  const before = lost.start - line.start;
  const text = line.text.slice(line.text.lastIndexOf(': ', before) + 2);
  const inBraces = /[{[]/.test(line.text.slice(0, before));
  return `put quotes around the whole text: ${quoted(inBraces ? text.replace(/[,}\]].*$/, '') : text)}`;
}
