/**
 * Words that an expression reads as something else than a name; ids cannot be among them. The list is closed: a word that
 * the language learns later must not take a name from a playbook that calls are pinned to, so there the name wins.
 */
export const RESERVED: ReadonlySet<string> = new Set([
  // Operators and values.
  ...['and', 'or', 'not', 'in', 'true', 'false', 'null', 'today'],
  // Functions, of ours and of CEL.
  ...['answered', 'default', 'visited', 'min', 'max', 'round', 'days_between', 'in_days', 'matches', 'size', 'has'],
  'contains',
  ...['all', 'exists', 'exists_one', 'map', 'filter', 'dyn', 'type'],
  // Reserved by CEL.
  ...['as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package'],
  ...['namespace', 'return', 'var', 'void', 'while', 'prototype', '__proto__'],
]);

const WORDS: Readonly<Record<string, string>> = { and: '&& ', or: '||', not: '!  ' };

/** `and`, `or` and `not` as CEL spells them, in the same columns; what stands in quotes is left alone. */
export const spellOperators = (source: string): string =>
  source.replace(/"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|\b(?:and|or|not)\b/gs, (found) => WORDS[found] ?? found);
