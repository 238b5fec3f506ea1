import type { YAMLParseError } from 'yaml';
import type { Report } from '../problems.js';
import { valueIn } from './line.js';
import type { Source, Span } from './source.js';
import { quoted, shorten } from './traps.js';
import { belowBracesComplaint, dashComplaint } from './wrong-column.js';

export interface Complaint {
  /** Whether the mistake is confined to its line, so that the next one can be believed. */
  readonly confined: boolean;
  readonly finding: Parameters<Report>;
}

type Line = ReturnType<Source['line']>;

export function colonComplaint(error: YAMLParseError, source: Source): Complaint {
  const line = source.line(error.pos[0]);
  const offset = error.pos[0] - line.start;
  // What begins the line is no text in which a colon could stand.
  if (line.text.slice(0, offset).trim() === '' && /^\s*- /.test(line.text.slice(offset))) {
    return indentComplaint(error, source);
  }
  const colon = /: |:$/.exec(line.text.slice(offset));
  if (colon !== null) {
    const start = error.pos[0] + colon.index;
    const text = line.text.slice(offset).trimEnd();
    const inBraces = error.code === 'BLOCK_IN_FLOW';
    const curly = /^[“„«](.*)[”“»]$/.exec(text)?.[1];
    const whole = quoted(curly ?? (inBraces ? text.replace(/[,}\]].*$/, '') : text));
    const key = inBraces ? undefined : valueIn(line.text)?.key;
    const message = 'a colon with a space after it needs quotes around the text';
    const straight = key === undefined ? whole : `${key}: ${whole}`;
    const hint = curly === undefined ? straight : `put straight quotes in place of the curly ones: \`${straight}\``;
    return { confined: true, finding: ['colon-in-text', { start, end: start + 1 }, message, hint] };
  }
  return gluedComplaint(line) ?? deeperComplaint(line, source);
}

function gluedComplaint(line: Line): Complaint | undefined {
  const glued = /^\s*(?:- +)?([a-z_]+):(\S.*)$/.exec(line.text);
  if (glued === null) return undefined;
  const start = line.start + line.text.indexOf(':');
  const hint = `${glued[1]}: ${shorten(glued[2] ?? '')}`;
  return {
    confined: true,
    finding: ['missing-space', { start, end: start + 1 }, 'a space is missing after the colon', hint],
  };
}

/** A key that stands deeper than its neighbours is read as more of the text above it. */
function deeperComplaint(line: Line, source: Source): Complaint {
  const feed = source.text.indexOf('\n', line.start);
  const next = feed === -1 ? line : source.line(feed + 1);
  const key = /^\s*(?:- +)?([\w-]+) *:(?= |$)/.exec(next.text)?.[1];
  const above = valueIn(line.text);
  if (key !== undefined && above !== undefined) {
    const dash = dashComplaint(next, source);
    if (dash !== undefined) {
      return { confined: false, finding: ['indentation', content(next).span, dash.message, dash.hint] };
    }
    const start = next.start + next.text.indexOf(key);
    const hint = `put "${key}" right below "${above.key}", or quotes around a text that runs over two lines`;
    const span = { start, end: start + key.length };
    return { confined: false, finding: ['indentation', span, `"${key}" stands too far to the right`, hint] };
  }
  const { span, words } = content(line);
  const hint = 'a line is `key: value`; a text over several lines begins with `|` after its key';
  return { confined: false, finding: ['yaml', span, `"${shorten(words)}" is neither a key nor part of a text`, hint] };
}

/** Looking for what is wrong must not take longer than reading. */
const LONGEST_LINE = 1000;

/** Inside { }, a text in which a {{ or a [ stands is at its end there. */
export function bracesComplaint({ text, start }: Line): Complaint | undefined {
  if (text.length > LONGEST_LINE) return undefined;
  const found = /\{.*?\b([\w-]+): +([^"'\s,{}[\]][^"',{}[\]]*(?:\{\{[^{}]*\}\}|\[[^\][]*\])[^,{}[\]]*)/.exec(text);
  const [whole = '', key = '', value = ''] = found ?? [];
  if (found === null) return undefined;
  const words = value.trimEnd();
  const at = start + found.index + whole.length - value.length;
  const [code, sign] = words.includes('{{')
    ? (['braces-need-quotes', '{{'] as const)
    : (['text-needs-quotes', '['] as const);
  const message = `inside { } a text with ${sign} in it needs quotes`;
  return {
    confined: true,
    finding: [code, { start: at, end: at + words.length }, message, `${key}: ${quoted(words)}`],
  };
}

export function indentComplaint(error: YAMLParseError, source: Source): Complaint {
  if (/Flow (map|sequence)/.test(error.message)) {
    const [open, close] = error.message.includes('map') ? ['{', '}'] : ['[', ']'];
    const start = opening(source.text, error.pos[0], open, close);
    const message = `the ${open} that begins here is never closed`;
    return { confined: false, finding: ['unclosed', { start, end: start + 1 }, message, `put ${close} at the end`] };
  }
  const line = source.line(error.pos[0] + (source.text[error.pos[0]] === '\n' ? 1 : 0));
  const { span, words } = content(line);
  const told = dashComplaint(line, source) ?? belowBracesComplaint(line, source);
  if (told !== undefined) return { confined: false, finding: ['indentation', span, told.message, told.hint] };
  const key = /^(?:- +)?([\w-]+)/.exec(words)?.[1] ?? words;
  const hint = 'the keys of one step stand in one column, under its `id`';
  return {
    confined: false,
    finding: ['indentation', span, `"${shorten(key)}" is not in line with the keys above it`, hint],
  };
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

export function missingComplaint(error: YAMLParseError, source: Source): Complaint {
  const quote = /Missing closing (.)quote/.exec(error.message)?.[1];
  if (quote !== undefined) {
    const start = Math.max(0, source.text.lastIndexOf(`: ${quote}`, error.pos[0]) + 2);
    const message = `the quote ${quote} that begins here is never closed`;
    return {
      confined: false,
      finding: ['unclosed', { start, end: start + 1 }, message, `put ${quote} at the end of the text`],
    };
  }
  if (/Sequence item/.test(error.message)) return indentComplaint(error, source);
  const line = source.line(error.pos[0]);
  const colon = gluedComplaint(line) ?? tagComplaint(line);
  if (colon !== undefined) return colon;
  const { span, words } = content(line);
  return { confined: false, finding: ['yaml', span, `"${shorten(words)}" has no colon`, 'a line is `key: value`'] };
}

/** A tag ends at a comma for the parser, which then looks for a key. */
function tagComplaint(line: Line): Complaint | undefined {
  const value = valueIn(line.text);
  const tag = /^![^\s,]*/.exec(value?.text ?? '')?.[0];
  if (value === undefined || tag === undefined) return undefined;
  const start = line.start + value.at;
  const span = { start, end: start + tag.length };
  const [code, hint] = /^(when|if|value)$/.test(value.key)
    ? (['tag-in-expression', `write \`not\`: \`${value.key}: not ${value.text.slice(1).trimStart()}\``] as const)
    : (['tag', `put quotes around it: ${quoted(value.text)}`] as const);
  return { confined: true, finding: [code, span, `\`${shorten(tag)}\` is a tag in YAML; what it says is lost`, hint] };
}

export function otherComplaint(error: YAMLParseError, source: Source): Complaint {
  const line = source.line(error.pos[0]);
  const value = valueIn(line.text);
  if (value === undefined || value.text === '' || error.pos[0] < line.start + value.at) {
    const { span, words } = content(line);
    const hint = 'a line is `key: value`, or `- ` and an item';
    return { confined: false, finding: ['yaml', span, `this cannot be read as YAML: ${shorten(words)}`, hint] };
  }
  const start = line.start + value.at;
  const first = value.text[0] ?? '';
  if (first === '>' || first === '|') {
    const hint = 'begin the text on the next line, indented; or put quotes around it';
    const message = `nothing may follow ${first} on its line`;
    return { confined: true, finding: ['text-needs-quotes', { start, end: start + 1 }, message, hint] };
  }
  const inner = /^(["'])(.*)\1$/.exec(value.text)?.[2] ?? value.text;
  const span = { start, end: start + value.text.length };
  const message = `a text that begins with ${first} needs quotes around all of it`;
  return { confined: true, finding: ['text-needs-quotes', span, message, `${value.key}: ${quoted(inner)}`] };
}

function content(line: Line): { readonly span: Span; readonly words: string } {
  const words = line.text.trim();
  const start = line.start + line.text.indexOf(words);
  return { span: { start, end: start + Math.max(1, words.length) }, words };
}
