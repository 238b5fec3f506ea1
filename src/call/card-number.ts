import cardType from 'credit-card-type';

/** A run of digit groups, parted by at most three spaces or dashes. */
const RUN = /\d+(?:[\p{Zs}\t\p{Pd}]{1,3}\d+)*/gu;
const GROUP = /\d+/g;
const LEAST = 13;
const MOST = 19;

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
      const card = cardFrom(groups, first);
      if (card === undefined) continue;
      const ending = card.digits.slice(-4);
      endings.push(ending);
      out += `${run.slice(from, card.start)}[card number ending ${ending}]`;
      from = card.end;
      first = card.last;
    }
    return out + run.slice(from);
  });
  return { text: masked, endings };
}

interface Group {
  readonly digits: string;
  readonly at: number;
}

/** The longest card number that begins with a group. */
function cardFrom(groups: readonly Group[], first: number) {
  let digits = '';
  let card:
    | { readonly digits: string; readonly last: number; readonly start: number; readonly end: number }
    | undefined;
  for (let last = first; last < groups.length; last++) {
    const group = groups[last];
    digits += group?.digits ?? '';
    if (digits.length > MOST) break;
    if (digits.length < LEAST || !passesLuhn(digits) || !ofNetwork(digits)) continue;
    card = { digits, last, start: groups[first]?.at ?? 0, end: (group?.at ?? 0) + (group?.digits.length ?? 0) };
  }
  return card;
}

/** Ranges of prefixes, as wide as they are long in digits, with the lengths of the numbers that begin so. */
const NETWORKS = Object.values(cardType.types).flatMap((name) => {
  const { type, patterns, lengths } = cardType.getTypeInfo(name);
  return patterns.map((pattern) => {
    const [first = 0, last = first] = typeof pattern === 'number' ? [pattern] : pattern;
    // Visa no longer issues thirteen digits, but cards that have them are still read out.
    return { first, last, width: String(first).length, lengths: type === 'visa' ? [13, ...lengths] : lengths };
  });
});

function ofNetwork(digits: string): boolean {
  return NETWORKS.some(({ first, last, width, lengths }) => {
    const prefix = Number(digits.slice(0, width));
    return prefix >= first && prefix <= last && lengths.includes(digits.length);
  });
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    const weighted = place % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
