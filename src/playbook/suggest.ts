import { distance } from 'fastest-levenshtein';

/** The known word nearest to what was typed, when it is near enough to be meant. */
export function nearest(typed: string, known: Iterable<string>): string | undefined {
  if (typed.length > 60) return undefined;
  const wanted = typed.toLowerCase().replaceAll('-', '_');
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const word of known) {
    const steps = difference(wanted, word.toLowerCase().replaceAll('-', '_'));
    if (steps < least) [best, least] = [word, steps];
  }
  return best;
}

/** Two letters the wrong way round are one slip, though it takes two changes to mend them. */
const difference = (a: string, b: string): number =>
  a.length === b.length && sorted(a) === sorted(b) && a !== b ? 1 : distance(a, b);

const sorted = (word: string): string => [...word].sort().join('');

/** `did you mean "x"?`, else what there is to choose from. */
export function suggestion(typed: string, known: Iterable<string>, none: string): string {
  const words = [...known];
  const near = nearest(typed, words);
  if (near !== undefined) return `did you mean "${near}"?`;
  if (words.length === 0) return none;
  return `one of: ${words.slice(0, 10).join(', ')}${words.length > 10 ? ', …' : ''}`;
}
