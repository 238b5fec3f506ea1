import type { Flow } from '../playbook/flow.js';
import { follow } from './advance.js';
import { cardsNow, questionUnder } from './cards.js';
import type { EventBody } from './event.js';
import { type Decision, refuse } from './judge.js';
import { type Level, levelOf } from './level.js';
import { andGo } from './onward.js';
import { leaveCard } from './retrace.js';
import { openVisit, type State, visitOf } from './state.js';

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
  const decision = andGo(state, opened, (now) => follow(level, { go: card.start }, now, today));
  const shows = decision.ok && decision.events.some(({ type }) => type === 'step_shown');
  return shows ? decision : refuse('nothing', `"${card.label}" has nothing to show here`);
}

/** To the step for it of the playbook that is played, else of the one that uses it. */
export function insist(flow: Flow, state: State, today: string): Decision {
  const way = insistFrom(flow, state);
  if (way === undefined) return refuse('nothing', 'this playbook has no step for a customer who insists');
  const step = here(state);
  const insisted: EventBody = { type: 'insisted', ...(step === undefined ? {} : { step }) };
  return andGo(state, [...leaveCard(state), insisted], (now) => follow(way.level, { go: way.step }, now, today));
}

/** Where a customer who insists goes from here. */
export function insistFrom(flow: Flow, state: State): { readonly level: Level; readonly step: string } | undefined {
  let level: Level | undefined = levelOf(flow, questionUnder(state)?.step ?? here(state) ?? '');
  while (level !== undefined && level.flow.insist === undefined) level = level.outer?.level;
  const step = level?.flow.insist;
  return level === undefined || step === undefined ? undefined : { level, step };
}

/** The step on the screen; at wrap-up the one that was answered last. */
export const here = (state: State): string | undefined =>
  (openVisit(state) ?? (state.from === undefined ? undefined : visitOf(state, state.from)))?.step;
