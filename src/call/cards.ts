import type { Card, Flow } from '../playbook/flow.js';
import { levelOf } from './level.js';
import { aside, option, type Screen } from './screen.js';
import { openVisit, type State, type Visit, visitOf } from './state.js';

/** The question that is open, or that the card that is open was opened over. */
export function questionUnder(state: State): Visit | undefined {
  return state.card === undefined ? openVisit(state) : visitOf(state, state.card.over);
}

/** The cards that can be opened now. */
export function cardsNow(flow: Flow, state: State): readonly Card[] {
  const question = questionUnder(state);
  if (question === undefined) return [];
  const { flow: own, prefix } = levelOf(flow, question.step);
  return [...own.cards.values()].filter(({ on }) => on === undefined || on.has(question.step.slice(prefix.length)));
}

/** Cards whose id is `typed`, or whose labels hold all its words. */
export function cardsFor(cards: readonly Card[], typed: string): readonly Card[] {
  const sought = typed.trim().toLowerCase();
  const exact = cards.filter(({ id }) => id === sought);
  if (exact.length > 0) return exact;
  const words = sought.split(/[\s_]+/);
  return cards.filter(({ id, label }) => words.every((word) => `${id} ${label}`.toLowerCase().includes(word)));
}

export function cardsScreen(behind: Screen, cards: readonly Card[]): Screen {
  const options = cards.map(({ id, label }) => option(id, label));
  const keys = new Map(cards.flatMap(({ id, key }) => (key === undefined ? [] : [[key, id] as const])));
  return { ...aside(behind, 'cards', 'Which card? It leads back to where you are.', options), keys };
}
