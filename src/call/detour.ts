import type { Flow } from '../playbook/flow.js';
import { follow } from './advance.js';
import { cardsNow, questionUnder } from './cards.js';
import type { EventBody } from './event.js';
import { type Decision, refuse } from './judge.js';
import { type Level, levelOf } from './level.js';
import { andGo } from './onward.js';
import { leaveCard } from './retrace.js';
import { openVisit, type State } from './state.js';

export function openCard(flow: Flow, state: State, id: string, today: string): Decision {
  const over = questionUnder(state);
  const card = cardsNow(flow, state).find((each) => each.id === id);
  if (over === undefined || card === undefined) return refuse('invalid', `there is no card "${id}" to open here`);
  const level = levelOf(flow, over.step);
  const opened: EventBody[] = [
    ...(state.card === undefined ? [] : [{ type: 'card_closed', card: state.card.card, how: 'replaced' } as const]),
    { type: 'card_opened', card: level.prefix + id, label: card.label, step: over.step },
  ];
  return andGo(state, opened, (now) => follow(level, { go: card.start }, now, today));
}

/** To the step for it of the playbook that is played, else of the one that uses it. */
export function insist(flow: Flow, state: State, today: string): Decision {
  const step = here(state);
  let level: Level | undefined = levelOf(flow, step ?? '');
  while (level !== undefined && level.flow.insist === undefined) level = level.outer?.level;
  const go = level?.flow.insist;
  if (level === undefined || go === undefined) {
    return refuse('nothing', 'this playbook has no step for a customer who insists');
  }
  const insisted: EventBody = { type: 'insisted', ...(step === undefined ? {} : { step }) };
  return andGo(state, [...leaveCard(state), insisted], (now) => follow(level, { go }, now, today));
}

/** The step on the screen; at wrap-up the last one. */
export const here = (state: State): string | undefined => (openVisit(state) ?? state.path.at(-1))?.step;
