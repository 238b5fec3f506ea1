import { valueIn } from './line.js';
import { onLines } from './on-lines.js';
import type { Source } from './source.js';
import { shorten } from './traps.js';

type Line = ReturnType<Source['line']>;

interface Told {
  readonly message: string;
  readonly hint: string;
}

/** The lines above one in its section, the nearest first, without those that say nothing; no more than a step has. */
function* above({ start }: Line, source: Source): Generator<string> {
  for (let at = start, left = 200; at > 0 && left > 0; left--) {
    const line = source.line(at - 1);
    if (/^[a-z]/.test(line.text)) return;
    if (!/^\s*(?:#.*)?$/.test(line.text)) yield line.text;
    at = line.start;
  }
}

const indentOf = (text: string): number => text.length - text.trimStart().length;

const spaces = (count: number): string => `${count} space${count === 1 ? '' : 's'}`;

/** A dash that does not stand below the one before it, or that was forgotten. */
export function dashComplaint(line: Line, source: Source): Told | undefined {
  const [, dash, key] = /^\s*(- +)?([\w-]+) *:(?= |$)/.exec(line.text) ?? [];
  if (key === undefined || (dash === undefined && key !== 'id')) return undefined;
  const begins = key === 'id' ? /^\s*- +id *:/ : /^\s*- /;
  const before = [...above(line, source)].find((text) => begins.test(text));
  if (before === undefined) return undefined;
  const what = key === 'id' ? 'step' : 'item';
  const [here, there] = [indentOf(line.text), indentOf(before)];
  if (dash === undefined) {
    const message = `a ${what} begins with a dash, and there is none before "${key}"`;
    return {
      message,
      hint: `put \`- \` in front of \`${key}\`, below the dash of the ${what} before: \`${asTyped(line, there)}\``,
    };
  }
  if (here === there) return undefined;
  const message = `the dash of this ${what} is not below the dash of the ${what} before`;
  const change = here > there ? `remove ${spaces(here - there)}` : `put ${spaces(there - here)} more`;
  const next = nextOf(line, source);
  const isWhole = next !== undefined && !/^\s*- /.test(next) && indentOf(next) === here + dash.length;
  const where = isWhole ? `in front of each line of the ${what}` : 'in front of the dash';
  return { message, hint: `${change} ${where}` };
}

const asTyped = ({ text }: Line, indent: number): string => `${' '.repeat(indent)}- ${shorten(text.trim())}`;

function nextOf({ start }: Line, source: Source): string | undefined {
  const feed = source.text.indexOf('\n', start);
  return feed === -1 ? undefined : source.line(feed + 1).text;
}

/** A key that was put below a map in braces, to be part of it. */
export function belowBracesComplaint(line: Line, source: Source): Told | undefined {
  const key = /^\s*([\w-]+) *:(?= |$)/.exec(line.text)?.[1];
  const [before = ''] = above(line, source);
  const value = valueIn(before);
  const inside = /^\{(.*)\}$/.exec(value?.text.replace(/\s+#.*$/, '') ?? '')?.[1];
  if (key === undefined || value === undefined || inside === undefined) return undefined;
  if (indentOf(line.text) <= before.indexOf(value.key)) return undefined;
  const keys = inside.split(/,\s*(?=[\w-]+:\s)/).map((part) => `\`${shorten(part.trim())}\``);
  const message = `"${key}" cannot stand below a map in { }, which ends on its line`;
  return { message, hint: onLines(value.key, keys, key) };
}
