import type { Term } from '../expression/term.js';
import type { Expression } from '../expression.js';
import type { Scalar } from '../value.js';
import type { Level } from './inlined.js';
import { hasFew, type Items, meaningOf } from './items.js';
import { entriesOf, type Store, valueIn, withValue } from './store.js';
import { Together } from './together.js';

/** A value that is there, but which one nobody can tell before the call. */
const THERE = Symbol('there');

/** What has to be settled before a value can be told: the item, and the values it may have. */
class Open {
  readonly item: number;
  readonly values: readonly number[];
  constructor(item: number, values: readonly number[]) {
    this.item = item;
    this.values = values;
  }
}

type Told = Scalar | typeof THERE | undefined;

/** An expression of a playbook, as it can be told from what a state remembers. */
export interface Condition {
  readonly told: (store: Store) => Told | Open;
  /** All that it reads. */
  readonly reads: ReadonlySet<number>;
}

/** Prepares expressions, each once for each playbook in its place. */
export class Conditions {
  readonly #items: Items;
  readonly #together: Together;
  readonly #prepared = new Map<Level, Map<Expression, Condition>>();
  readonly #named = new Map<Level, Map<string, Condition>>();
  readonly #visited = new Map<Level, Map<string, Condition>>();

  constructor(items: Items) {
    this.#items = items;
    this.#together = new Together(items);
  }

  of(level: Level, expression: Expression): Condition {
    return once(this.#prepared, level, expression, () => this.#prepare(level, expression));
  }

  /** What a name stands for, as a condition. */
  named(level: Level, name: string): Condition {
    return once(this.#named, level, name, () => this.#meant(level, name));
  }

  #meant(level: Level, name: string): Condition {
    const meaning = meaningOf(this.#items, level, name);
    switch (meaning.kind) {
      case 'computed':
        return this.of(level, meaning.expression);
      case 'outside':
        return this.named(meaning.level, meaning.name);
      case 'missing':
        return { told: () => undefined, reads: NONE };
      case 'item':
        return this.#answer(meaning.item);
    }
  }

  /** The ways in which a condition can come out, each with what is remembered then. */
  *outcomes(condition: Condition, store: Store): Generator<readonly [Store, boolean]> {
    const told = condition.told(store);
    if (!(told instanceof Open)) yield [store, told === true];
    else for (const next of this.#settled(store, told)) yield* this.outcomes(condition, next);
  }

  /** The values that a name can have, each with what is remembered then; `undefined`: missing. */
  *values(condition: Condition, store: Store): Generator<readonly [Store, Exclude<Told, Open>]> {
    const told = condition.told(store);
    if (!(told instanceof Open)) yield [store, told];
    else for (const next of this.#settled(store, told)) yield* this.values(condition, next);
  }

  /** What is remembered once something has been settled, in each way that goes with what was settled before. */
  *#settled(store: Store, { item, values }: Open): Generator<Store> {
    for (const value of values) {
      const others = this.#items.all[item]?.kind === 'undecided' && value !== LACKING ? entriesOf(store) : [];
      let fits = true;
      for (const [other, otherValue] of others) fits &&= this.#together.fit(item, value === TRUE, other, otherValue);
      if (fits) yield withValue(store, item, value);
    }
  }

  /** Whether a value can be such. */
  may(condition: Condition, store: Store, is: (value: Exclude<Told, Open>) => boolean): boolean {
    for (const [, value] of this.values(condition, store)) if (is(value)) return true;
    return false;
  }

  #prepare(level: Level, { term, source }: Expression): Condition {
    const reads = new Set<number>();
    const told = this.#term(term, { level, source, reads });
    return { told, reads };
  }

  #answer(item: number): Condition {
    const known = this.#items.all[item];
    if (known?.kind !== 'answer') throw new Error('an answer was expected');
    const { choices, fact } = known;
    const values = Array.from({ length: choices?.length ?? 1 }, (_, at) => at + 1);
    const [open, asked] = [new Open(item, [0, ...values]), new Open(item, values)];
    const unasked = fact === 'certain' ? this.#items.unasked() : undefined;
    const isCertain = (store: Store): boolean =>
      unasked !== undefined && this.#items.tells(unasked) && valueIn(store, unasked) !== 1;
    return {
      reads: new Set(unasked === undefined ? [item] : [item, unasked]),
      told: (store) => {
        const value = valueIn(store, item) ?? (this.#items.tells(item) && fact === undefined ? 0 : undefined);
        if (value === undefined) return !isCertain(store) ? open : choices === undefined ? THERE : asked;
        return value === 0 ? undefined : choices === undefined ? THERE : choices[value - 1];
      },
    };
  }

  #term(term: Term, place: Place): Condition['told'] {
    const { level, reads } = place;
    const below = (part: Term) => this.#term(part, place);
    const read = (item: number) => {
      reads.add(item);
      return item;
    };
    switch (term.kind) {
      case 'literal': {
        const { value } = term;
        return () => value;
      }
      case 'today':
        return () => THERE;
      case 'name':
        return this.#name(term.name, place);
      case 'answered': {
        const told = this.#name(term.name, place);
        return (store) => then(told(store), (value) => value !== undefined);
      }
      case 'visited':
        return this.#flag(read(this.#items.visited(level, term.step)));
      case 'offers': {
        const { what, offer } = term;
        const item = read(this.#items.count(level, what, offer));
        return offer === undefined ? this.#count(item, mostOffers(level)) : this.#flag(item);
      }
      case 'default': {
        const [value, otherwise] = [below(term.value), below(term.otherwise)];
        return (store) => then(value(store), (told) => (told === undefined ? otherwise(store) : told));
      }
      case 'not': {
        const of = below(term.of);
        return (store) => then(of(store), (told) => (told === undefined ? undefined : told !== true));
      }
      case 'and':
      case 'or':
        return joined(below(term.left), below(term.right), term.kind === 'or');
      case 'choose': {
        const [test, holds, fails] = [below(term.test), below(term.holds), below(term.fails)];
        return (store) =>
          then(test(store), (told) => (told === undefined ? undefined : told === true ? holds(store) : fails(store)));
      }
      case 'call':
        return this.#call(term, place);
    }
  }

  /** Whether a step was visited. */
  visited(level: Level, step: string): Condition {
    return once(this.#visited, level, step, () => {
      const item = this.#items.visited(level, step);
      return { told: this.#flag(item), reads: new Set([item]) };
    });
  }

  #flag(item: number): Condition['told'] {
    const open = new Open(item, [FALSE, TRUE]);
    return (store) => {
      const value = valueIn(store, item);
      return value === undefined && !this.#items.tells(item) ? open : (value ?? 0) > 0;
    };
  }

  #count(item: number, most: number): Condition['told'] {
    const open = new Open(
      item,
      Array.from({ length: most + 1 }, (_, at) => at),
    );
    return (store) => valueIn(store, item) ?? (this.#items.tells(item) ? 0 : open);
  }

  #name(name: string, { level, reads }: Place): Condition['told'] {
    const condition = this.named(level, name);
    for (const item of condition.reads) reads.add(item);
    return condition.told;
  }

  #call(term: Term & { readonly kind: 'call' }, place: Place): Condition['told'] {
    const { level, source } = place;
    const reads = new Set<number>();
    const args = term.args.map((arg) => this.#term(arg, { level, source, reads }));
    for (const item of reads) place.reads.add(item);
    const isOpen = !term.args.every((arg) => hasFew(arg, level.flow));
    // What is passed to a playbook may be less certain than what it takes.
    const decides = (isOpen || level.outer !== undefined) && term.type.kind === 'yes_no';
    const lacking = term.args.some(divides);
    const item = decides ? this.#items.undecided(level, term, source.slice(term.start, term.end), reads) : undefined;
    if (item !== undefined) place.reads.add(item);
    const open = item === undefined ? undefined : new Open(item, lacking ? [FALSE, TRUE, LACKING] : [FALSE, TRUE]);
    const unknown = isOpen || term.name === 'in_days';
    return (store) => {
      const values: Scalar[] = [];
      let isThere = unknown;
      for (const arg of args) {
        const told = arg(store);
        if (told === undefined || told instanceof Open) return told;
        if (told === THERE) isThere = true;
        else values.push(told);
      }
      if (!isThere || (values.length === args.length && term.name !== 'in_days')) return finite(term.apply(values, ''));
      if (item === undefined) return THERE;
      const value = valueIn(store, item);
      if (value === undefined) this.#items.tells(item);
      return value === undefined ? open : value === LACKING ? undefined : value === TRUE;
    };
  }
}

/** Prepares what has not been prepared yet. */
function once<Key>(
  known: Map<Level, Map<Key, Condition>>,
  level: Level,
  key: Key,
  prepare: () => Condition,
): Condition {
  const ofLevel = known.get(level) ?? new Map<Key, Condition>();
  known.set(level, ofLevel);
  const condition = ofLevel.get(key) ?? prepare();
  ofLevel.set(key, condition);
  return condition;
}

interface Place {
  readonly level: Level;
  readonly source: string;
  readonly reads: Set<number>;
}

const NONE: ReadonlySet<number> = new Set();

const [FALSE, TRUE, LACKING] = [0, 1, 2];

const then = (told: Told | Open, go: (told: Told) => Told | Open): Told | Open =>
  told instanceof Open ? told : go(told);

/** `decisive` on either side settles it. */
function joined(left: Condition['told'], right: Condition['told'], decisive: boolean): Condition['told'] {
  return (store) =>
    then(left(store), (first) => {
      if (first === decisive) return decisive;
      return then(right(store), (second) => {
        if (second === decisive) return decisive;
        return first === undefined || second === undefined ? undefined : !decisive;
      });
    });
}

/** How many offers a playbook can make in all. */
const mostOffers = ({ flow }: Level): number => [...flow.offers.values()].reduce((sum, { times }) => sum + times, 0);

/** A sum is missing when it is divided by 0. */
const divides = (term: Term): boolean =>
  term.kind === 'call' && (term.name === '/' || term.name === '%' || term.args.some(divides));

const finite = (value: Scalar | undefined): Scalar | undefined =>
  typeof value === 'number' && !Number.isFinite(value) ? undefined : value;
