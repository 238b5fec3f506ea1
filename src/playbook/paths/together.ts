import type { Term } from '../expression/term.js';
import { YES_NO } from '../expression/type.js';
import { outcomesOf } from '../lint/conditions/outcomes.js';
import type { Items } from './items.js';

const TRUE = 1;
const FALSE = 0;

/** Tells of undecided conditions which cannot come out so both: `value > 500` and not `value > 300`. */
export class Together {
  readonly #items: Items;
  readonly #known = new Map<string, boolean>();

  constructor(items: Items) {
    this.#items = items;
  }

  /** Whether an undecided condition can hold, or not, while another item has a value. */
  fit(item: number, holds: boolean, other: number, value: number): boolean {
    const [one, two] = [this.#items.all[item], this.#items.all[other]];
    if (one?.kind !== 'undecided' || two?.kind !== 'undecided' || one.level !== two.level) return true;
    if (item === other || (value !== TRUE && value !== FALSE)) return true;
    const key = `${item} ${holds} ${other} ${value}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const both = joined(signed(one.term, holds), signed(two.term, value === TRUE));
    const fits = outcomesOf(both, one.level.flow).holds;
    this.#known.set(key, fits);
    return fits;
  }
}

const PLACE = { type: YES_NO, start: 0, end: 0 } as const;

const signed = (of: Term, holds: boolean): Term => (holds ? of : { kind: 'not', of, ...PLACE });

const joined = (left: Term, right: Term): Term => ({ kind: 'and', left, right, ...PLACE });
