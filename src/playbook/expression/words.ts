/** Words that an expression reads as something else than a name; ids cannot be among them. */
export const RESERVED: ReadonlySet<string> = new Set([
  // Operators and values.
  ...['and', 'or', 'not', 'in', 'true', 'false', 'null', 'today'],
  // Functions, of ours and of CEL.
  ...['answered', 'default', 'visited', 'min', 'max', 'round', 'days_between', 'in_days', 'matches', 'size', 'has'],
  ...[
    'contains',
    'offered',
    'accepted',
    'considering',
    'declined',
    'offers_made',
    'offers_accepted',
    'offers_declined',
  ],
  ...['all', 'exists', 'exists_one', 'map', 'filter', 'dyn', 'type'],
  // Reserved by CEL.
  ...['as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package'],
  ...['namespace', 'return', 'var', 'void', 'while', 'prototype', '__proto__'],
]);

const WORDS: Readonly<Record<string, string>> = { and: '&& ', or: '||', not: '!  ' };

/** `and`, `or` and `not` as CEL spells them, in the same columns; what stands in quotes is left alone. */
export const spellOperators = (source: string): string =>
  source.replace(/"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|\b(?:and|or|not)\b/gs, (found) => WORDS[found] ?? found);
