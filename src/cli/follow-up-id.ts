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
  const whole = all.map(lettersOf);
  return new Map(
    all.map((followUp, at) => {
      const letters = whole[at] ?? '';
      let length = FEWEST;
      while (
        length < MOST &&
        whole.some((other, index) => index !== at && other.startsWith(letters.slice(0, length)))
      ) {
        length += 1;
      }
      return [followUp, letters.slice(0, length)];
    }),
  );
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
  throw new UserError(`"${wanted}" may be ${ids.join(' or ')}`, 'type more of the id');
}

function lettersOf({ call, id }: Named): string {
  const bytes = createHash('sha256').update(`${call} ${id}`).digest();
  return [...bytes.subarray(0, MOST)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}
