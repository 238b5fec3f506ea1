import { type OffersWhat, parts, type Term } from '../expression/term.js';
import type { Expression } from '../expression.js';
import type { Flow, Question, Step } from '../flow.js';
import { OFFER_ANSWERS } from '../offer-answers.js';
import type { Scalar } from '../value.js';
import { type Level, outwards } from './inlined.js';

/** What a state may have to remember, by its number. */
export type Item =
  /** An answer or a fact: which of its `choices` it is; without choices, whether it is there. */
  | {
      readonly kind: 'answer';
      readonly choices?: readonly Scalar[];
      /** Of a fact, whether it may be missing: nothing is known of it until something reads it. */
      readonly fact?: 'certain' | 'open';
    }
  /** Whether a step was visited; where a rule looks for what comes after it, whether it was so again. */
  | { readonly kind: 'visited'; readonly again?: true }
  /** A condition that cannot be decided: it goes either way, and the same way while what it reads stays the same. */
  | { readonly kind: 'undecided'; readonly source: string; readonly term: Term; readonly level: Level }
  /** How often offers were shown, or taken so. */
  | { readonly kind: 'count' }
  | { readonly kind: 'insisted' }
  /** How many screens the script has shown. */
  | { readonly kind: 'screens' }
  /** Whether the call went on before all facts were asked for. */
  | { readonly kind: 'unasked' };

/** What a name of a playbook stands for. */
export type Meaning =
  | { readonly kind: 'item'; readonly item: number }
  | { readonly kind: 'computed'; readonly expression: Expression }
  /** A fact that is something of the playbook outside. */
  | { readonly kind: 'outside'; readonly level: Level; readonly name: string }
  /** A fact that nobody tells. */
  | { readonly kind: 'missing' };

/** Gives each thing that is read, or that a rule counts, a number. What nothing has asked for has none. */
export class Items {
  /** Whether what going back does not undo is taken for unknown: the rep may have gone back over what it came from. */
  readonly #distrusts: boolean;
  readonly all: Item[] = [];
  /** Those that states remember; every one, when absent. Of the others, anything may be so whenever they are read. */
  tracked: ReadonlySet<number> | undefined;
  /** Those that were read since this was emptied although no state remembers them. */
  readonly opened = new Set<number>();
  /** The undecided conditions that read an item. */
  readonly readers = new Map<number, Set<number>>();
  /** The items of each playbook that is used, which begin anew when it is played again. */
  readonly ofLevel = new Map<string, number[]>();
  readonly #numbers = new Map<Kind, Map<Level | undefined, Map<string, number>>>();
  /** Offers that were made, what was asked on cards, and that the customer has insisted. */
  readonly #lasting = new Set<number>();

  constructor(distrusts = false) {
    this.#distrusts = distrusts;
  }

  isTracked(item: number): boolean {
    return (this.tracked?.has(item) ?? true) && !(this.#distrusts && this.#lasting.has(item));
  }

  /** Whether an item is remembered when it is read. */
  tells(item: number): boolean {
    const isTracked = this.isTracked(item);
    if (!isTracked) this.opened.add(item);
    return isTracked;
  }

  answer(level: Level, name: string): number {
    const { flow, prefix } = level;
    const fact = prefix === '' ? flow.facts.get(name) : undefined;
    const choices = fact ? choicesOf(fact.question) : choicesOfStep(flow.steps.get(name));
    const certain = fact?.asked === true && !fact.question.optional;
    const item = this.#number('answer', level, name, {
      kind: 'answer',
      ...(choices && { choices }),
      ...(fact && { fact: certain ? ('certain' as const) : ('open' as const) }),
    });
    return this.#ofStep(level, name, item);
  }

  visited(level: Level, step: string): number {
    const known = this.known('visited', level, step);
    return known ?? this.#ofStep(level, step, this.#number('visited', level, step, { kind: 'visited' }));
  }

  /** As `visited`, from the first visit on and from the second. */
  visitedAgain(level: Level, step: string): number {
    return this.#number('again', level, step, { kind: 'visited', again: true });
  }

  /** Of one offer, by its id, or of all that a playbook makes; those of the ones it uses as well with `deep`. */
  count(level: Level, what: OffersWhat, offer?: string, deep = false): number {
    return this.#lasts(this.#number(what, level, offer ?? (deep ? ALL : OWN), { kind: 'count' }));
  }

  insisted(): number {
    return this.#lasts(this.#number('insisted', undefined, '', { kind: 'insisted' }));
  }

  unasked(): number {
    return this.#number('unasked', undefined, '', { kind: 'unasked' });
  }

  screens(): number {
    return this.#number('screens', undefined, '', { kind: 'screens' });
  }

  undecided(level: Level, term: Term, source: string, reads: Iterable<number>): number {
    const item = this.#number('undecided', level, spelt(term, source), {
      kind: 'undecided',
      source,
      term,
      level,
    });
    for (const read of reads) {
      const readers = this.readers.get(read) ?? new Set();
      this.readers.set(read, readers.add(item));
    }
    return item;
  }

  /** With the undecided conditions that look at what those among `reads` look at: how they came out may settle these. */
  related(reads: Iterable<number>): ReadonlySet<number> {
    const all = new Set(reads);
    if (![...all].some((item) => this.all[item]?.kind === 'undecided')) return all;
    for (const item of [...all]) for (const reader of this.readers.get(item) ?? []) all.add(reader);
    return all;
  }

  /** The number of what has been asked for before. */
  known(kind: Kind, level?: Level, name = ''): number | undefined {
    return this.#numbers.get(kind)?.get(level)?.get(name);
  }

  /** What a card asked stands when the rep goes back over it. */
  #ofStep(level: Level, step: string, item: number): number {
    const isCarded = level.flow.steps.get(step)?.card !== undefined;
    return isCarded || [...outwards(level)].some(({ outer }) => outer?.step.card !== undefined)
      ? this.#lasts(item)
      : item;
  }

  #lasts(item: number): number {
    this.#lasting.add(item);
    return item;
  }

  #number(kind: Kind, level: Level | undefined, name: string, item: Item): number {
    const known = this.known(kind, level, name);
    if (known !== undefined) return known;
    const number = this.all.push(item) - 1;
    const ofKind = this.#numbers.get(kind) ?? new Map<Level | undefined, Map<string, number>>();
    const ofLevel = ofKind.get(level) ?? new Map<string, number>();
    this.#numbers.set(kind, ofKind.set(level, ofLevel.set(name, number)));
    if (level?.outer !== undefined && item.kind !== 'count') {
      const { prefix } = level;
      this.ofLevel.set(prefix, [...(this.ofLevel.get(prefix) ?? []), number]);
    }
    return number;
  }
}

/** Offers are counted by what was done with them. */
type Kind = 'answer' | 'visited' | 'again' | 'undecided' | 'insisted' | 'screens' | 'unasked' | OffersWhat;

/** All offers of a playbook: its own, and with those of the playbooks that it uses. */
export const OWN = '*';
export const ALL = '**';

/** What `name` stands for at `level`. */
export function meaningOf(items: Items, level: Level, name: string): Meaning {
  const { flow, outer } = level;
  const computed = flow.computed.get(name);
  if (computed !== undefined) return { kind: 'computed', expression: computed.value };
  if (outer === undefined || !flow.facts.has(name)) return { kind: 'item', item: items.answer(level, name) };
  const given = outer.step.use?.with.get(name);
  return given === undefined ? { kind: 'missing' } : { kind: 'outside', level: outer.level, name: given };
}

function choicesOf(question: Question | undefined): readonly Scalar[] | undefined {
  if (question?.type === 'yes_no') return [true, false];
  return question?.type === 'choice' ? question.options.map(({ id }) => id) : undefined;
}

export function choicesOfStep(step: Step | undefined): readonly Scalar[] | undefined {
  if (step?.offer !== undefined) return OFFER_ANSWERS;
  return step?.use === undefined ? choicesOf(step?.ask) : step.use.outcomes.map(({ id }) => id);
}

/** Whether the value of a term is one of a few, each of which a state can remember. */
export function hasFew(term: Term, flow: Flow): boolean {
  switch (term.kind) {
    case 'literal':
    case 'answered':
    case 'visited':
    case 'offers':
    case 'not':
    case 'and':
    case 'or':
      return true;
    case 'today':
      return false;
    case 'name': {
      const computed = flow.computed.get(term.name);
      if (computed !== undefined) return hasFew(computed.value.term, flow);
      const question = flow.facts.get(term.name)?.question;
      return (question ? choicesOf(question) : choicesOfStep(flow.steps.get(term.name))) !== undefined;
    }
    case 'default':
      return hasFew(term.value, flow) && hasFew(term.otherwise, flow);
    case 'choose':
      return hasFew(term.holds, flow) && hasFew(term.fails, flow);
    case 'call':
      return term.type.kind === 'yes_no' || (term.name !== 'in_days' && term.args.every((arg) => hasFew(arg, flow)));
  }
}

/** A term without its places: two conditions that say the same are one. A pattern stands in the source alone. */
function spelt(term: Term, source: string): string {
  if (hasPattern(term)) return source;
  return JSON.stringify(term, (key, value) => (key === 'start' || key === 'end' || key === 'type' ? undefined : value));
}

const hasPattern = (term: Term): boolean =>
  (term.kind === 'call' && term.name === 'matches') || parts(term).some(hasPattern);
