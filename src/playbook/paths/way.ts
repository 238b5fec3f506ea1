import type { Expression } from '../expression.js';
import type { Offer, Route, Step, Target } from '../flow.js';
import { optionsOf } from '../targets.js';
import type { Conditions } from './conditions.js';
import type { Level } from './inlined.js';
import { choicesOfStep, type Items } from './items.js';
import { begunAnew } from './live.js';
import { offersOf, type Reading } from './reading.js';
import { keeping, type Store, valueIn, withValue } from './store.js';

/** The question that a card was opened over, and the playbook that the card is of. */
export interface Over {
  readonly level: Level;
  readonly step: Step;
  /** The offer to which the customer was about to reply. */
  readonly made?: string | undefined;
  readonly facts?: true | undefined;
  readonly ends?: string | undefined;
  /** What was remembered when the question was shown. */
  readonly before?: Store | undefined;
  readonly of: Level;
}

/** Where a way has come to. */
export type Arrival = { readonly store: Store } & (
  | {
      readonly kind: 'screen';
      readonly level: Level;
      readonly step: Step;
      readonly made?: string | undefined;
      readonly facts?: true | undefined;
      readonly ends?: string | undefined;
      readonly wrapUp?: string | undefined;
      readonly over?: Over | undefined;
      readonly before?: Store | undefined;
      /** A card has come back to it: it was shown before. */
      readonly returned?: true;
      /** Steps that use the playbooks it went into on the way, by their names in the call. */
      readonly entered: readonly string[];
    }
  | { readonly kind: 'end'; readonly outcome: string }
  /** A card came back that has changed nothing that anybody looks at. */
  | { readonly kind: 'back' }
);

/** Somewhere on a way that has not yet come to a screen. */
interface Leg {
  readonly level: Level;
  /** `done`: the step has been answered, and its route decides. */
  readonly target: Target | { readonly done: string };
  readonly store: Store;
  readonly over?: Over | undefined;
  readonly entered?: readonly string[];
  /** `try` has looked at it already. */
  readonly tried?: true;
}

/** Hears how conditions come out; `undefined`: something that they read is missing. */
export type Hear = (expression: Expression, level: Level, holds: boolean | undefined, store: Store) => void;

/** Follows ways past what is skipped and what has no screen, as a call does, but every way that may be taken. */
export class Ways {
  readonly #items: Items;
  readonly #conditions: Conditions;
  readonly #reading: Reading;
  readonly #hear: Hear;

  constructor(reading: Reading, hear: Hear) {
    this.#items = reading.items;
    this.#conditions = reading.conditions;
    this.#reading = reading;
    this.#hear = hear;
  }

  *follow(level: Level, target: Leg['target'], store: Store, over?: Over): Generator<Arrival> {
    const legs: Leg[] = [{ level, target, store, over }];
    // What is skipped may lead round to itself where conditions are taken to come out as they cannot.
    const gone = new Set<string>();
    for (let leg = legs.pop(); leg !== undefined; leg = legs.pop()) {
      const key = keyOf(leg);
      if (gone.has(key)) continue;
      gone.add(key);
      if ('return' in leg.target) yield back(leg);
      else if ('end' in leg.target) {
        const { outer } = leg.level;
        if (outer === undefined) yield { kind: 'end', outcome: leg.target.end, store: leg.store };
        else legs.push(this.#leave(leg, outer, leg.target.end));
      } else if ('done' in leg.target) {
        const step = stepAt(leg.level, leg.target.done);
        for (const way of this.routes(leg.level, step, leg.store)) legs.push({ ...leg, ...way });
      } else yield* this.#enter(leg, stepAt(leg.level, leg.target.go), legs);
    }
  }

  /** From the facts, all of which are known by then, to the first step. */
  begin(root: Level, store: Store): Generator<Arrival> {
    const asked = [...root.flow.facts.keys()].flatMap((fact) => this.#items.known('answer', root, fact) ?? []);
    const stale = asked.flatMap((item) => [item, ...(this.#items.readers.get(item) ?? [])]);
    const fresh = stale.reduce((now, item) => withValue(now, item, undefined), store);
    return this.follow(root, { go: root.flow.start }, this.changed(this.#items.known('unasked'), 0, fresh));
  }

  /** Where a step leads once it has been answered, when its answer does not say so. */
  *routes(level: Level, { route }: Step, store: Store): Generator<Onward> {
    if (route.kind === 'target') yield { target: route.target, store };
    else if (route.kind === 'branch') yield* this.#branches(level, route, store);
    else yield* this.#attempts(level, route, store);
  }

  /** How a condition can come out; without one, it holds. */
  *holds(level: Level, when: Expression | undefined, store: Store): Generator<readonly [Store, boolean]> {
    if (when === undefined) {
      yield [store, true];
      return;
    }
    for (const [known, value] of this.#conditions.values(this.#conditions.of(level, when), store)) {
      this.#hear(when, level, value === undefined ? undefined : value === true, known);
      yield [known, value === true];
    }
  }

  /** The offers that a step can make, in every way that may be so. */
  *offers(level: Level, { offer }: Step, store: Store): Generator<readonly [Store, readonly Offer[]]> {
    const counts = (offer?.offers ?? []).map((id) => this.#items.count(level, 'shown', id));
    const open = offersOf(level, offer?.offers ?? []).filter(
      ({ times }, at) => (valueIn(store, counts[at] ?? 0) ?? 0) < times,
    );
    // In a call, a rule may keep them from being made.
    if (counts.some((item) => !this.#items.tells(item)) || this.#isLimited(level, store)) yield [store, []];
    const reason = level.flow.reason;
    if (reason === undefined || open.every(({ suits }) => suits === undefined)) {
      yield [store, open.filter(({ suits }) => suits === undefined)];
      return;
    }
    for (const [known, value] of this.#conditions.values(this.#conditions.named(level, reason), store)) {
      yield [known, open.filter(({ suits }) => suits === undefined || (typeof value === 'string' && suits.has(value)))];
    }
  }

  /** What is remembered once a step has been answered: the value by its place among the choices, from 1; 0 for none. */
  answered(level: Level, step: Step, value: number, store: Store): Store {
    const [answer, ...stale] = begunAnew(level, step, this.#items);
    if (answer === undefined) return store;
    const fresh = stale.reduce((now, item) => withValue(now, item, undefined), store);
    return withValue(fresh, answer, value === 0 ? undefined : value);
  }

  /** Sets an item of its own, and forgets the conditions that read it. */
  changed(item: number | undefined, value: number, store: Store): Store {
    if (item === undefined || valueIn(store, item) === value) return store;
    const stale = this.#items.readers.get(item) ?? [];
    return [...stale].reduce((now, reader) => withValue(now, reader, undefined), withValue(store, item, value));
  }

  #leave({ store, over, level, entered }: Leg, outer: NonNullable<Level['outer']>, outcome: string): Leg {
    const { step } = outer;
    const value = (choicesOfStep(step) ?? []).indexOf(outcome) + 1;
    const target = step.use?.outcomes.find(({ id }) => id === outcome)?.target;
    return {
      level: outer.level,
      target: target ?? { done: step.id },
      store: this.answered(outer.level, step, value, store),
      over: over?.of === level ? undefined : over,
      ...(entered && { entered }),
    };
  }

  *#enter({ tried, ...leg }: Leg, step: Step, legs: Leg[]): Generator<Arrival> {
    const { level, store } = leg;
    const over = step.card === undefined && leg.over?.of === level ? undefined : leg.over;
    const onward = { ...leg, over };
    const ways = tried ? [[store, true] as const] : this.#shown(level, step, store);
    for (const [known, isShown] of ways) {
      if (!isShown) {
        for (const way of this.#skipped(level, step, known)) legs.push({ ...onward, ...way });
      } else if (step.use !== undefined) legs.push(this.#use({ ...onward, store: known }, step));
      else if (step.screen) {
        const entered = leg.entered ?? [];
        yield {
          kind: 'screen',
          level,
          step,
          over,
          entered,
          store: this.#visited(level, step, known),
          // Which options show is settled before the screen counts as visited.
          ...(looksAtItself(step) && { before: this.#toAnswer(level, step, known) }),
        };
      } else for (const way of this.routes(level, step, known)) legs.push({ ...onward, ...way });
    }
  }

  #toAnswer(level: Level, step: Step, store: Store): Store {
    const reads = this.#reading.toAnswer(level, step);
    return keeping(store, (item) => reads.has(item));
  }

  /** A playbook that is played again knows nothing of the time before. */
  #use({ level, store, over, entered = [] }: Leg, step: Step): Leg {
    const below = level.inner.get(step.id);
    if (below === undefined) throw new Error(`step ${step.id} of ${level.flow.id} uses no playbook`);
    let fresh = this.#visited(level, step, store);
    for (const [prefix, items] of this.#items.ofLevel) {
      if (prefix.startsWith(below.prefix)) for (const item of items) fresh = withValue(fresh, item, undefined);
    }
    return {
      level: below,
      target: { go: below.flow.start },
      store: fresh,
      over,
      entered: [...new Set([...entered, level.prefix + step.id])],
    };
  }

  #visited(level: Level, { id }: Step, store: Store): Store {
    const [visited, again] = [this.#items.known('visited', level, id), this.#items.known('again', level, id)];
    const times = again === undefined ? 0 : (valueIn(store, again) ?? 0);
    return this.changed(again, Math.min(times + 1, 2), this.changed(visited, 1, store));
  }

  *#skipped(level: Level, step: Step, store: Store): Generator<Onward> {
    const { route, following, card } = step;
    const ends = route.kind === 'target' && 'end' in route.target;
    if (ends && following !== undefined) yield { target: { go: following }, store };
    else if (ends && card !== undefined) yield { target: { return: true }, store };
    else yield* this.routes(level, step, store);
  }

  *#shown(level: Level, step: Step, store: Store): Generator<readonly [Store, boolean]> {
    // In a call, a rule may keep it from being shown.
    if (this.#reading.bars(level, step.id).some((item) => !this.#items.tells(item) || (valueIn(store, item) ?? 0) > 0))
      yield [store, false];
    for (const [known, holds] of this.holds(level, step.when, store)) {
      if (!holds || step.offer === undefined) yield [known, holds];
      else for (const [then, open] of this.offers(level, step, known)) yield [then, open.length > 0];
    }
  }

  #isLimited(level: Level, store: Store): boolean {
    const limits = this.#reading.limits(level);
    return limits.some(({ item, from }) => !this.#items.tells(item) || (valueIn(store, item) ?? 0) >= from);
  }

  *#branches(level: Level, route: Route & { kind: 'branch' }, store: Store): Generator<Onward> {
    let open: readonly Store[] = [store];
    for (const branch of route.branches) {
      const on: Store[] = [];
      for (const before of open) {
        for (const [known, holds] of this.holds(level, branch.if, before)) {
          if (holds) yield { target: branch.target, store: known };
          else on.push(known);
        }
      }
      open = on;
    }
    for (const left of open) yield { target: route.otherwise, store: left };
  }

  *#attempts(level: Level, route: Route & { kind: 'try' }, store: Store): Generator<Onward> {
    const by = route.by === undefined ? undefined : this.#conditions.named(level, route.by);
    const known = by === undefined ? [[store, undefined] as const] : this.#conditions.values(by, store);
    for (const [begun, value] of known) {
      const list = (typeof value === 'string' ? route.lists.get(value) : undefined) ?? route.otherwise;
      let left: readonly Store[] = [begun];
      for (const id of list) {
        const passed: Store[] = [];
        for (const before of left) yield* this.#attempt(level, id, before, passed);
        left = passed;
      }
      for (const open of left) yield { target: route.then, store: open };
    }
  }

  /** A step that `try` names, when it was not visited and can be shown; else what is remembered joins `passed`. */
  *#attempt(level: Level, id: string, before: Store, passed: Store[]): Generator<Onward> {
    for (const [known, isVisited] of this.#conditions.outcomes(this.#conditions.visited(level, id), before)) {
      if (isVisited) passed.push(known);
      else {
        for (const [then, isShown] of this.#shown(level, stepAt(level, id), known)) {
          if (isShown) yield { target: { go: id }, store: then, tried: true };
          else passed.push(then);
        }
      }
    }
  }
}

function keyOf({ level, target, store, over, entered, tried }: Leg): string {
  return JSON.stringify([level.offset, target, store, over !== undefined, entered, tried]);
}

type Onward = Pick<Leg, 'target' | 'store' | 'tried'>;

/** Whether the options of a step look at whether it was visited before. */
const looksAtItself = ({ id, ask }: Step): boolean => optionsOf(ask).some(({ when }) => when?.visits.has(id));

function stepAt({ flow }: Level, id: string): Step {
  const step = flow.steps.get(id);
  if (step === undefined) throw new Error(`${flow.id} has no step ${id}`);
  return step;
}

function back({ level, store, over }: Leg): Arrival {
  if (over === undefined || over.of !== level) return { kind: 'back', store };
  const { level: under, step, made, facts, ends, before } = over;
  return { kind: 'screen', level: under, step, made, facts, ends, before, returned: true, entered: [], store };
}
