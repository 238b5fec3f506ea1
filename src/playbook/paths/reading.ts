import type { Expression } from '../expression.js';
import type { Moment, Need, Offer, Rule, Step } from '../flow.js';
import { optionsOf } from '../targets.js';
import type { Conditions } from './conditions.js';
import { type Level, outwards } from './inlined.js';
import type { Items } from './items.js';

/** What is to be told of the ways, beside where they lead. */
export interface Asked {
  /** Rules of the playbook of the call. */
  readonly rules?: readonly Rule[];
  /** Whether the evidence that its outcomes need was given. */
  readonly evidence?: boolean;
  /** Names of that playbook, by the steps and the outcomes where they are looked at. */
  readonly reads?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether the rep may go back: what that does not undo is then taken for unknown. */
  readonly goesBack?: boolean;
}

/** Offers are barred while the value of the item is at least `from`. */
interface Limit {
  readonly item: number;
  readonly from: number;
}

/** What the ways through a call look at: gives every item that is read its number, before anything is walked. */
export class Reading {
  readonly items: Items;
  readonly conditions: Conditions;
  readonly #asked: Asked;
  readonly #limits = new Map<Level, readonly Limit[]>();
  readonly #bars = new Map<Level, ReadonlyMap<string, readonly number[]>>();

  constructor(items: Items, conditions: Conditions, asked: Asked) {
    this.items = items;
    this.conditions = conditions;
    this.#asked = asked;
  }

  /** What tells whether a step is shown. */
  toEnter(level: Level, step: Step): ReadonlySet<number> {
    const reads = this.#condition(level, step.when);
    for (const item of [...this.toOffer(level, step), ...this.bars(level, step.id)]) reads.add(item);
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
    }
    if (offer !== undefined) for (const { item } of this.limits(level)) reads.add(item);
    return reads;
  }

  /** What the rules of a playbook, and of those that use it, let no more offers be made at: an item, and its value. */
  limits(playing: Level): readonly Limit[] {
    const known = this.#limits.get(playing);
    if (known !== undefined) return known;
    const limits = [...outwards(playing)].flatMap((level) =>
      level.flow.rules.flatMap((rule) => {
        if (rule.kind === 'at_most')
          return { item: this.items.count(level, 'shown', undefined, true), from: rule.offers };
        return rule.kind === 'never' && 'offer' in rule.show ? { item: this.moment(level, rule.after), from: 1 } : [];
      }),
    );
    this.#limits.set(playing, limits);
    return limits;
  }

  /** What the rules let a step be passed over at. */
  bars(level: Level, step: string): readonly number[] {
    const barred = this.#bars.get(level) ?? this.#barred(level);
    this.#bars.set(level, barred);
    return barred.get(step) ?? [];
  }

  #barred(level: Level): ReadonlyMap<string, readonly number[]> {
    const barred = new Map<string, readonly number[]>();
    for (const rule of level.flow.rules) {
      if (rule.kind !== 'never' || 'offer' in rule.show) continue;
      const { step } = rule.show;
      barred.set(step, [...(barred.get(step) ?? []), this.moment(level, rule.after)]);
    }
    return barred;
  }

  moment(level: Level, moment: Moment): number {
    return 'insist' in moment ? this.items.insisted() : this.items.visitedAgain(level, moment.step);
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

  /** What is looked at when the call ends. */
  toEnd(root: Level): ReadonlySet<number> {
    const { rules = [], evidence } = this.#asked;
    const needs = evidence ? [...root.flow.outcomes.values()].flatMap((outcome) => outcome.needs) : [];
    return new Set([
      ...rules.flatMap((rule) => this.#ofRule(root, rule)),
      ...needs.flatMap((need) => this.ofNeed(root, need)),
      ...[...root.flow.outcomes.keys()].flatMap((outcome) => this.asked(root, outcome)),
    ]);
  }

  /** What is asked for at a step, or at an outcome. */
  asked(root: Level, at: string): readonly number[] {
    const names = this.#asked.reads?.get(at) ?? [];
    return [...names].flatMap((name) => [...this.conditions.named(root, name).reads]);
  }

  /** What tells which evidence is asked for at wrap-up. */
  toAskAtEnd(levels: readonly Level[]): readonly number[] {
    return this.evidence(levels).flatMap(({ level, step }) => [
      ...this.conditions.named(level, step.id).reads,
      ...(level.outer ? this.conditions.named(level.outer.level, level.outer.step.id).reads : []),
    ]);
  }

  /** The steps that outcomes need and that can be asked for at wrap-up, of playbooks that are used as well. */
  evidence(levels: readonly Level[]): readonly Evidence[] {
    return levels.flatMap((level) => {
      const outcomes = new Map<string, Set<string>>();
      for (const { id, needs } of level.flow.outcomes.values()) {
        for (const step of needs.flatMap(stepOf)) outcomes.set(step, (outcomes.get(step) ?? new Set()).add(id));
      }
      return [...outcomes].flatMap(([id, of]) => {
        const step = level.flow.steps.get(id);
        return step?.ask === undefined ? [] : [{ level, step, outcomes: of }];
      });
    });
  }

  /** What tells whether evidence was given. */
  ofNeed(root: Level, need: Need): readonly number[] {
    if (need.kind === 'step') return [...this.conditions.named(root, need.step).reads];
    if (need.kind === 'offer') return [this.items.count(root, 'shown', undefined, true)];
    return need.kind === 'follow_up' ? proposing(root).map((step) => this.items.visited(root, step)) : [];
  }

  #ofRule(root: Level, rule: Rule): readonly number[] {
    if (rule.kind !== 'before' && rule.kind !== 'always') return [];
    const visits = rule.visit.map((step) => this.items.visited(root, step));
    return rule.kind === 'always' ? [...visits, ...this.#condition(root, rule.if)] : visits;
  }

  /** What is looked at whenever a screen is shown. */
  toShow(root: Level): ReadonlySet<number> {
    const reads = new Set<number>();
    for (const rule of this.#asked.rules ?? []) {
      if (rule.kind === 'at_most') reads.add(this.items.count(root, 'shown', undefined, true));
      if (rule.kind === 'within') reads.add(this.items.screens()).add(this.items.insisted());
      if (rule.kind === 'never') reads.add(this.moment(root, rule.after));
    }
    return reads;
  }

  #condition(level: Level, expression: Expression | undefined): Set<number> {
    return new Set(expression === undefined ? [] : this.conditions.of(level, expression).reads);
  }
}

/** A step that can be asked at wrap-up, when its playbook has come to one of the outcomes. */
export interface Evidence {
  readonly level: Level;
  readonly step: Step;
  readonly outcomes: ReadonlySet<string>;
}

const stepOf = (need: Need): readonly string[] => (need.kind === 'step' ? [need.step] : []);

export const offersOf = ({ flow }: Level, ids: readonly string[]): readonly Offer[] =>
  ids.flatMap((id) => flow.offers.get(id) ?? []);

/** The steps of a playbook that propose a follow-up. */
export const proposing = ({ flow }: Level): readonly string[] =>
  [...flow.steps.values()].flatMap(({ id, followUps }) => (followUps.length > 0 ? [id] : []));
