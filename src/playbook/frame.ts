import type { Diagnostic } from './diagnostic.js';

const WIDEST = 100;

/** A diagnostic as it is shown: the place, what is wrong, the line it is on, and what to type instead. */
export function formatDiagnostic(file: string, text: string, diagnostic: Diagnostic): string {
  const { severity, message, hint, code, place } = diagnostic;
  const line = (text.replace(/^\uFEFF/, '').split('\n', place.line)[place.line - 1] ?? '').replace(/\r$/, '');
  const { shown, column, length } = around(line, place.column - 1, place.length);
  const number = String(place.line);
  const gutter = ' '.repeat(number.length + 1);
  const lead = blank(shown.slice(0, column));
  const marked = '^'.repeat(Math.max(1, blank(shown.slice(column, column + length), '^^').length));
  const advice = hint === undefined ? `[${code}]` : `hint: ${hint}   [${code}]`;
  return [
    `${file}:${place.line}:${place.column} ${severity}: ${message}`,
    `${gutter}|`,
    `${number} | ${shown}`,
    `${gutter}| ${lead}${marked}`,
    `${gutter}${advice}`,
  ]
    .map((row) => neutral(row).trimEnd())
    .join('\n');
}

/** The part of a long line that the place is in. */
function around(line: string, column: number, length: number): { shown: string; column: number; length: number } {
  if (line.length <= WIDEST) return { shown: line, column: Math.min(column, line.length), length };
  const start = Math.max(0, Math.min(column - Math.floor(WIDEST / 3), line.length - WIDEST));
  const end = Math.min(line.length, start + WIDEST);
  const [before, after] = [start > 0 ? '…' : '', end < line.length ? '…' : ''];
  return {
    shown: `${before}${line.slice(start, end)}${after}`,
    column: Math.min(column, line.length) - start + before.length,
    length: Math.max(1, Math.min(length, end - column)),
  };
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** As wide as `text` is on a screen. */
const blank = (text: string, wide = '\u3000'): string =>
  text
    .replace(/\p{M}/gu, '')
    .replace(/[^\u1100-\uffe6]|[\ud800-\udfff]/g, ' ')
    .replace(WIDE, wide)
    .replace(/[^ \u3000^]/g, ' ');

/** Control and direction characters would act on the terminal. One character stands for one, so that columns hold. */
const neutral = (text: string): string =>
  text.replaceAll('\t', ' ').replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu, '\ufffd');
