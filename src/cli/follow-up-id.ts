import { createHash } from 'node:crypto';
import type { PromisedFollowUp } from '../call/log.js';
import { UserError } from '../call/user-error.js';

type Named = Pick<PromisedFollowUp, 'call' | 'id'>;

/** No vowels, so that no word comes about, and no letter that looks like another. */
const LETTERS = 'bcdfghjkmnpqrstvwxz';
const FEWEST = 4;
const MOST = 12;

/** Letters for each follow-up, as few as tell them apart: the same every time, for they come from what it is. */
export function shortIds<T extends Named>(all: readonly T[]): ReadonlyMap<T, string> {
  const whole = new Map(all.map((each) => [each, lettersOf(each)]));
  // Among all in order, the one that begins most alike stands beside it.
  const sorted = [...whole.values()].sort();
  const length = new Map(
    sorted.map((letters, at) => {
      const alike = Math.max(shared(letters, sorted[at - 1]), shared(letters, sorted[at + 1]));
      return [letters, Math.max(alike + 1, FEWEST)];
    }),
  );
  return new Map([...whole].map(([each, letters]) => [each, letters.slice(0, length.get(letters))]));
}

/** How many letters two begin with alike. */
function shared(letters: string, other = ''): number {
  const at = [...letters].findIndex((letter, index) => other[index] !== letter);
  return at < 0 ? letters.length : at;
}

/** The one that is meant by letters of its id, or by `call:follow-up` with the beginning of the call's id. */
export function followUpNamed<T extends Named>(all: readonly T[], wanted: string): T {
  const typed = wanted.trim().toLowerCase();
  const [call = '', id] = typed.split(':');
  const found = all.filter(
    (each) => (typed !== '' && lettersOf(each).startsWith(typed)) || (id === each.id && each.call.startsWith(call)),
  );
  const [first, ...others] = found;
  if (first === undefined) {
    throw new UserError(`no open follow-up is called "${wanted}"`, 'the open ones, with their ids: holdfast followups');
  }
  if (others.length === 0) return first;
  const ids = [...shortIds(all)].flatMap(([each, letters]) => (found.includes(each) ? [letters] : []));
  const more = ids.length > 3 ? ` or ${ids.length - 3} more` : '';
  throw new UserError(`"${wanted}" may be ${ids.slice(0, 3).join(' or ')}${more}`, 'type more of the id');
}

function lettersOf({ call, id }: Named): string {
  const bytes = createHash('sha256').update(`${call} ${id}`).digest();
  return [...bytes.subarray(0, MOST)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}
