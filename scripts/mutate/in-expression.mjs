/** What an expression is made of, as far as it can be changed by one word: strings, comparisons, `and`, `or`, numbers. */
const TOKENS = /"[^"]*"|>=|<=|==|!=|>|<|\band\b|\bor\b|\b\d+(?:\.\d+)?\b/g;

const SWAPS = new Map([
  ['>', '>='],
  ['>=', '>'],
  ['<', '<='],
  ['<=', '<'],
  ['==', '!='],
  ['!=', '=='],
  ['and', 'or'],
  ['or', 'and'],
]);

/** Every expression that differs from this one in a single word. `siblings(id)`: other options of a question that has it. */
export function slips(source, siblings) {
  const text = String(source);
  return [...text.matchAll(TOKENS)].flatMap(({ 0: token, index }) => {
    const swapped = swap(token, isCompared(text, token, index) ? siblings : () => []);
    return swapped.map((other) => text.slice(0, index) + other + text.slice(index + token.length));
  });
}

function swap(token, siblings) {
  if (token.startsWith('"')) {
    const others = siblings(token.slice(1, -1));
    return others.slice(0, 1).map((id) => `"${id}"`);
  }
  const other = SWAPS.get(token);
  if (other !== undefined) return [other];
  return [String(Number(token) + 1)];
}

/** A string that is no option is a text, and texts are not looked at. */
const isCompared = (text, token, index) =>
  /(==|!=)\s*$/.test(text.slice(0, index)) || /^\s*in\b/.test(text.slice(index + token.length));

/** The opposite. */
export const negated = (source) => {
  const text = String(source);
  const inner = /^not \((.*)\)$/s.exec(text)?.[1];
  return inner === undefined || inner.includes('(') ? `not (${text})` : inner;
};
