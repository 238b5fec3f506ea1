import type { Expression } from '../expression.js';
import type { Offer, Rule, Step } from '../flow.js';
import { optionsOf } from '../targets.js';
import type { Conditions } from './conditions.js';
import { type Level, outwards } from './inlined.js';
import type { Items } from './items.js';

/** What the ways through a call look at: gives every item that is read its number, before anything is walked. */
export class Reading {
  readonly items: Items;
  readonly conditions: Conditions;

  constructor(items: Items, conditions: Conditions) {
    this.items = items;
    this.conditions = conditions;
  }

  /** What tells whether a step is shown. */
  toEnter(level: Level, step: Step): ReadonlySet<number> {
    const reads = this.#condition(level, step.when);
    for (const item of this.toOffer(level, step)) reads.add(item);
    return reads;
  }

  /** What tells which offers a step can make. */
  toOffer(level: Level, { offer }: Step): ReadonlySet<number> {
    const reads = new Set<number>();
    for (const made of offersOf(level, offer?.offers ?? [])) {
      reads.add(this.items.count(level, 'shown', made.id));
      if (made.suits !== undefined && level.flow.reason !== undefined) {
        for (const item of this.conditions.named(level, level.flow.reason).reads) reads.add(item);
      }
      for (const each of outwards(level)) for (const rule of each.flow.rules) this.#limits(each, rule, reads);
    }
    return reads;
  }

  /** What tells which options a step shows. */
  toAnswer(level: Level, { ask }: Step): ReadonlySet<number> {
    const reads = new Set<number>();
    for (const { when } of optionsOf(ask)) for (const item of this.#condition(level, when)) reads.add(item);
    return reads;
  }

  /** What tells where a step leads. */
  toGo(level: Level, { route }: Step): ReadonlySet<number> {
    const reads = new Set<number>();
    const add = (items: Iterable<number>): void => {
      for (const item of items) reads.add(item);
    };
    if (route.kind === 'branch') for (const branch of route.branches) add(this.#condition(level, branch.if));
    if (route.kind === 'try') {
      if (route.by !== undefined) add(this.conditions.named(level, route.by).reads);
      for (const id of new Set([...route.lists.values(), route.otherwise].flat())) {
        const tried = level.flow.steps.get(id);
        reads.add(this.items.visited(level, id));
        if (tried !== undefined) add(this.toEnter(level, tried));
      }
    }
    return reads;
  }

  /** What the rules of the playbook of the call, and the evidence of its outcomes, look at when it ends. */
  toEnd(level: Level): ReadonlySet<number> {
    const reads = new Set<number>();
    for (const rule of level.flow.rules) {
      if (rule.kind === 'before' || rule.kind === 'always') {
        for (const step of rule.visit) reads.add(this.items.visited(level, step));
      }
      if (rule.kind === 'always') for (const item of this.#condition(level, rule.if)) reads.add(item);
    }
    for (const { needs } of level.flow.outcomes.values()) {
      for (const need of needs) {
        if (need.kind === 'step') for (const item of this.conditions.named(level, need.step).reads) reads.add(item);
        if (need.kind === 'offer') reads.add(this.items.count(level, 'shown', undefined, true));
      }
    }
    return reads;
  }

  /** What rules look at whenever a step is shown. */
  toShow(level: Level): ReadonlySet<number> {
    const reads = new Set<number>();
    for (const rule of level.flow.rules) this.#limits(level, rule, reads);
    return reads;
  }

  #limits(level: Level, rule: Rule, reads: Set<number>): void {
    if (rule.kind === 'at_most') reads.add(this.items.count(level, 'shown', undefined, true));
    if (rule.kind !== 'never') return;
    reads.add('insist' in rule.after ? this.items.insisted() : this.items.visited(level, rule.after.step));
  }

  #condition(level: Level, expression: Expression | undefined): Set<number> {
    return new Set(expression === undefined ? [] : this.conditions.of(level, expression).reads);
  }
}

export const offersOf = ({ flow }: Level, ids: readonly string[]): readonly Offer[] =>
  ids.flatMap((id) => flow.offers.get(id) ?? []);
