import type { Chance } from './explore-chance.js';

/** A text that a pattern may fit, by chance. What it does not know of patterns it takes as it stands: the text then fits none. */
export function fitting(pattern: string, chance: Chance): string {
  let at = 0;
  let room = MOST_SIGNS;

  /** Up to the end, or to the parenthesis that closes the group. */
  const alternatives = (depth: number): string => {
    const found = [''];
    while (at < pattern.length && pattern[at] !== ')') {
      if (pattern[at] === '|') {
        at += 1;
        found.push('');
      } else found.push(`${found.pop() ?? ''}${repeated(depth)}`);
    }
    return chance.oneOf(found);
  };

  const repeated = (depth: number): string => {
    const from = at;
    const first = piece(depth);
    const to = at;
    const [least, most] = times();
    const after = at;
    let text = most === 0 ? '' : first;
    const count = chance.between(least, most);
    if (count === 0) text = '';
    // Each time it is drawn anew.
    for (let time = 1; time < count && room > 0; time++) {
      at = from;
      text += piece(depth);
      at = to;
    }
    at = after;
    return text;
  };

  const times = (): readonly [number, number] => {
    const [counted, sign, least = '0', comma, most] =
      /^(?:([?*+])|\{(\d+)(,?)(\d*)\})\??/.exec(pattern.slice(at)) ?? [];
    at += counted?.length ?? 0;
    if (counted === undefined) return [1, 1];
    if (sign !== undefined) return [sign === '+' ? 1 : 0, sign === '?' ? 1 : FEW];
    const from = Math.min(Number(least), MANY);
    if (comma === '') return [from, from];
    return [from, most === '' ? from + FEW : Math.max(from, Math.min(Number(most), from + FEW))];
  };

  const piece = (depth: number): string => {
    const sign = pattern[at] ?? '';
    at += 1;
    room -= 1;
    if (sign === '^' || sign === '$') return '';
    if (sign === '.') return 'x';
    if (sign === '\\') return escaped();
    if (sign === '[') return inClass();
    if (sign !== '(' || depth > DEEP) return sign;
    at += /^\?(?:P?<\w+>|[a-z]*:)/.exec(pattern.slice(at))?.[0].length ?? 0;
    const inside = alternatives(depth + 1);
    at += 1;
    return inside;
  };

  const escaped = (): string => {
    const letter = pattern[at] ?? '';
    at += 1;
    const signs = [...(CLASSES.get(letter) ?? letter)];
    return signs.length === 0 ? '' : chance.oneOf(signs);
  };

  const inClass = (): string => {
    const isNot = pattern[at] === '^';
    if (isNot) at += 1;
    const signs: string[] = [];
    for (let first = true; at < pattern.length && (first || pattern[at] !== ']'); first = false) {
      const sign = pattern[at] ?? '';
      at += 1;
      if (sign === '\\') {
        signs.push(...(CLASSES.get(pattern[at] ?? '') ?? pattern[at] ?? ''));
        at += 1;
      } else if (pattern[at] === '-' && pattern[at + 1] !== ']' && at + 1 < pattern.length) {
        signs.push(...range(sign, pattern[at + 1] ?? sign));
        at += 2;
      } else signs.push(sign);
    }
    at += 1;
    const open = isNot ? [...`${LETTERS}${DIGITS} -`].filter((sign) => !signs.includes(sign)) : signs;
    return open.length === 0 ? '' : chance.oneOf(open);
  };

  return alternatives(0);
}

/** Patterns can ask for more than a question takes. */
const MOST_SIGNS = 5000;
const FEW = 3;
const MANY = 1000;
const DEEP = 20;

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';
const CLASSES: ReadonlyMap<string, string> = new Map([
  ['d', DIGITS],
  ['w', `${LETTERS}${DIGITS}_`],
  ['s', ' '],
  ['D', LETTERS],
  ['W', ' -'],
  ['S', `${LETTERS}${DIGITS}`],
  // Places take no room.
  ['b', ''],
  ['B', ''],
  ['A', ''],
  ['z', ''],
]);

function range(from: string, to: string): readonly string[] {
  const [first, last] = [from.codePointAt(0) ?? 0, to.codePointAt(0) ?? 0];
  return Array.from({ length: Math.max(Math.min(last - first, 200) + 1, 0) }, (_, at) =>
    String.fromCodePoint(first + at),
  );
}
