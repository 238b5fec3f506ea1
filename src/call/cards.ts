import type { Card, Flow } from '../playbook/flow.js';
import { type Level, levelOf, userOf } from './level.js';
import { aside, option, type Screen } from './screen.js';
import { openVisit, type State, type Visit, visitOf } from './state.js';

/** The question that is open, or that the card that is open was opened over. */
export function questionUnder(state: State): Visit | undefined {
  return state.card === undefined ? openVisit(state) : visitOf(state, state.card.over);
}

/** A card that can be opened, by its name in the call, and the playbook it is of. */
export interface Openable {
  readonly name: string;
  readonly card: Card;
  readonly level: Level;
  /** The digit that opens it, unless a card of a playbook within has it. */
  readonly key?: string;
}

/** The cards that can be opened now: those of the playbook that is played, then those of the ones that use it. */
export function cardsNow(flow: Flow, state: State): readonly Openable[] {
  const question = questionUnder(state);
  if (question === undefined) return [];
  const found = new Map<string, Openable>();
  const keys = new Set<string>();
  let level: Level | undefined = levelOf(flow, question.step);
  // Seen from the playbook that uses it, all of a used one is the one step.
  for (let { step } = question; level !== undefined; step = userOf(level), level = level.outer?.level) {
    for (const card of level.flow.cards.values()) {
      const opens = card.on === undefined || card.on.has(step.slice(level.prefix.length));
      if (opens && !found.has(card.id)) found.set(card.id, openable(level, card, keys));
    }
  }
  return [...found.values()];
}

function openable(level: Level, card: Card, taken: Set<string>): Openable {
  const { key } = card;
  const free = key !== undefined && !taken.has(key);
  if (free) taken.add(key);
  return { name: level.prefix + card.id, card, level, ...(free ? { key } : {}) };
}

/** Cards whose id is `typed`, or whose labels hold all its words. */
export function cardsFor(cards: readonly Openable[], typed: string): readonly Openable[] {
  const sought = typed.trim().toLowerCase();
  const exact = cards.filter(({ card }) => card.id === sought);
  if (exact.length > 0) return exact;
  const words = sought.split(/[\s_]+/);
  return cards.filter(({ card: { id, label } }) =>
    words.every((word) => `${id} ${label}`.toLowerCase().includes(word)),
  );
}

export function cardsScreen(behind: Screen, cards: readonly Openable[]): Screen {
  const options = cards.map(({ name, card }) => option(name, card.label));
  const keys = new Map(cards.flatMap(({ name, key }) => (key === undefined ? [] : [[key, name] as const])));
  return { ...aside(behind, 'cards', 'Which card? It leads back to where you are.', options), keys };
}
