import type { Flow } from '../playbook/flow.js';
import { follow } from './advance.js';
import { cardsNow, questionUnder } from './cards.js';
import type { EventBody } from './event.js';
import { type Decision, refuse } from './judge.js';
import { type Level, levelOf } from './level.js';
import { andGo } from './onward.js';
import { leaveCard } from './retrace.js';
import { openVisit, type State } from './state.js';

/** Opens a card, by its name in the call, over the question. */
export function openCard(flow: Flow, state: State, name: string, today: string): Decision {
  const over = questionUnder(state);
  const openable = cardsNow(flow, state).find((each) => each.name === name);
  if (over === undefined || openable === undefined) return refuse('invalid', `there is no card "${name}" to open here`);
  const { card, level } = openable;
  const opened: EventBody[] = [
    ...(state.card === undefined ? [] : [{ type: 'card_closed', card: state.card.card, how: 'replaced' } as const]),
    { type: 'card_opened', card: name, label: card.label, step: over.step },
  ];
  return andGo(state, opened, (now) => follow(level, { go: card.start }, now, today));
}

/** To the step for it of the playbook that is played, else of the one that uses it. */
export function insist(flow: Flow, state: State, today: string): Decision {
  const step = here(state);
  let level: Level | undefined = levelOf(flow, questionUnder(state)?.step ?? step ?? '');
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
