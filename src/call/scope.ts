import type { Expression, Scope } from '../playbook/expression.js';
import type { Computed, Role } from '../playbook/flow.js';
import type { Scalar, Value } from '../playbook/value.js';
import { type Barring, barring } from './barring.js';
import { type Level, userOf } from './level.js';
import { fromMajor, toMajor } from './money.js';
import { answerTo, type State, visitOf } from './state.js';

/** What a call knows at a moment: as expressions see it, and as it is recorded. */
export interface Known extends Scope, Barring {
  readonly role: Role;
  /** The visit at which an offer was shown that the rep has gone back over: the customer has heard it. */
  readonly heard: (offer: string) => number | undefined;
  /** A fact, a computed value or an answer; `undefined` while it is missing. */
  readonly recorded: (name: string) => Value | undefined;
}

/** What `level` knows: a playbook that is used sees its own steps since it began, and of the one that uses it what it is given. */
export function known(level: Level, state: State, today: string): Known {
  const { flow, prefix, outer } = level;
  const computed = new Map<string, Value | undefined>();
  const since = sinceOf(level, state);
  let shown: ReadonlySet<string> | undefined;
  const outside = outer && known(outer.level, state, today);
  const scope: Known = {
    ...barring(level, state, since, outside),
    today,
    role: state.role,
    visited: (step) => {
      shown ??= new Set(state.path.flatMap((visit) => (visit.visit > since ? [visit.step] : [])));
      return shown.has(prefix + step);
    },
    offers: (what, offer) =>
      state.offers.filter(
        (shown) =>
          (offer === undefined ? isOf(level, shown.offer) : shown.offer === prefix + offer) &&
          (what === 'shown' || shown.reply === what),
      ).length,
    heard: (offer) =>
      state.offers.findLast((made) => made.offer === prefix + offer && visitOf(state, made.visit) === undefined)?.visit,
    value: (name) => {
      const value = scope.recorded(name);
      return value === undefined ? undefined : scalar(value);
    },
    recorded: (name) => {
      if (flow.facts.has(name)) {
        if (outer === undefined) return state.facts.get(name) ?? undefined;
        const given = outer.use.with.get(name);
        return given === undefined ? undefined : outside?.recorded(given);
      }
      const definition = flow.computed.get(name);
      if (definition === undefined) return answerTo(state, prefix + name, since)?.value ?? undefined;
      if (!computed.has(name)) computed.set(name, compute(definition, scope, state));
      return computed.get(name);
    },
  };
  return scope;
}

/** The visit with which a playbook that is used began, the last time; 0 for the playbook of the call. */
export function sinceOf(level: Level, state: State): number {
  if (level.outer === undefined) return 0;
  const began = state.path.findLast(({ step, answer }) => step === userOf(level) && answer === undefined);
  return began?.visit ?? 0;
}

/** Whether something with this name in the call belongs to the playbook itself, and to none that it uses. */
export const isOf = ({ prefix }: Level, name: string): boolean =>
  name.startsWith(prefix) && !name.slice(prefix.length).includes('/');

/** A condition that is missing does not hold. */
export const holds = (condition: Expression | undefined, scope: Scope): boolean =>
  condition === undefined || condition.evaluate(scope) === true;

export function scalar(value: Value): Scalar | undefined {
  switch (value.type) {
    case 'choice':
      return value.id;
    case 'choices':
      return value.chosen.map(({ id }) => id);
    case 'yes_no':
      return value.yes;
    case 'text':
      return value.words ?? undefined;
    case 'number':
    case 'scale':
      return value.number;
    case 'money':
      return toMajor(value.minor, value.currency);
    case 'date':
      return value.date;
  }
}

function compute({ type, value }: Computed, scope: Scope, state: State): Value | undefined {
  const result = value.evaluate(scope);
  if (result === undefined) return undefined;
  switch (type) {
    case 'number':
      return typeof result === 'number' ? { type, number: result } : undefined;
    case 'money': {
      const currency = state.started?.currency;
      return typeof result === 'number' && currency !== undefined
        ? { type, minor: fromMajor(result, currency), currency }
        : undefined;
    }
    case 'text':
      return typeof result === 'string' ? { type, words: result } : undefined;
    case 'date':
      return typeof result === 'string' ? { type, date: result } : undefined;
    case 'yes_no':
      return typeof result === 'boolean' ? { type, yes: result, label: result ? 'Yes' : 'No' } : undefined;
  }
}
