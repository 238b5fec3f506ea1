import valid from 'card-validator';

/** A run of digit groups, parted by at most three spaces or dashes. */
const RUN = /\d+(?:[\p{Zs}\t\p{Pd}]{1,3}\d+)*/gu;
const GROUP = /\d+/g;
const MOST = 19;
const LEAST = 13;

/**
 * Takes payment card numbers out of words: 13 to 19 digits that begin like a card network's numbers of that length and
 * pass the Luhn check (ISO/IEC 7812). What is left shows the last four digits.
 */
export function maskCardNumbers(text: string): { readonly text: string; readonly endings: readonly string[] } {
  const endings: string[] = [];
  const masked = text.replace(RUN, (run) => {
    const groups = [...run.matchAll(GROUP)].map((match) => ({ digits: match[0], at: match.index }));
    let out = '';
    let from = 0;
    for (let first = 0; first < groups.length; first++) {
      const last = lastGroupOfCard(groups, first);
      const start = groups[first];
      const end = groups[last ?? -1];
      if (last === undefined || start === undefined || end === undefined) continue;
      const ending = run
        .slice(0, end.at + end.digits.length)
        .replaceAll(/\D/g, '')
        .slice(-4);
      endings.push(ending);
      out += `${run.slice(from, start.at)}[card number ending ${ending}]`;
      from = end.at + end.digits.length;
      first = last;
    }
    return out + run.slice(from);
  });
  return { text: masked, endings };
}

function lastGroupOfCard(groups: readonly { readonly digits: string }[], first: number): number | undefined {
  let digits = '';
  for (let last = first; last < groups.length && digits.length <= MOST; last++) {
    digits += groups[last]?.digits ?? '';
    if (digits.length >= LEAST && digits.length <= MOST && valid.number(digits).isValid) return last;
  }
  return undefined;
}
