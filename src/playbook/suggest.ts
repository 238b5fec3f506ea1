import { distance } from 'fastest-levenshtein';

/** The known word nearest to what was typed, when it is near enough to be meant. */
export function nearest(typed: string, known: Iterable<string>): string | undefined {
  if (typed.length > 60) return undefined;
  const wanted = typed.toLowerCase().replaceAll('-', '_');
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const word of known) {
    const steps = distance(wanted, word.toLowerCase().replaceAll('-', '_'));
    if (steps < least) [best, least] = [word, steps];
  }
  return best;
}

/** `did you mean "x"?`, else what there is to choose from. */
export function suggestion(typed: string, known: Iterable<string>, none: string): string {
  const words = [...known];
  const near = nearest(typed, words);
  if (near !== undefined) return `did you mean "${near}"?`;
  if (words.length === 0) return none;
  return words.length <= 12 ? `there is: ${words.join(', ')}` : `there are: ${words.slice(0, 10).join(', ')}, …`;
}
