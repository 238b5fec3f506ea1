import type { Flow } from '../playbook/flow.js';
import { answer } from './answer.js';
import type { EventBody } from './event.js';
import { accept, type Decision, refuse } from './judge.js';
import { foldBodies } from './onward.js';
import { position } from './position.js';
import { scalar } from './scope.js';
import { isBehind, placeOf, type State, visitOf } from './state.js';

/** To the screen before; from the first of a card, back to the question it was opened over. */
export function back({ card, open, path }: State): Decision {
  if (card !== undefined) {
    const before = path.findLast(({ visit, frame }) => visit >= card.first && visit < (open ?? 0) && frame !== 'use');
    return accept(
      before ? { type: 'went_back', visit: before.visit } : { type: 'card_closed', card: card.card, how: 'returned' },
    );
  }
  const to = path.findLast((visit) => isBehind(visit) && visit.visit < (open ?? Number.POSITIVE_INFINITY));
  return to ? accept({ type: 'went_back', visit: to.visit }) : refuse('nothing', 'this is the first screen');
}

export function jump(state: State, to: number): Decision {
  const visit = visitOf(state, to);
  if (visit === undefined || !isBehind(visit)) return refuse('nothing', 'that screen is not on the path');
  if (to === state.open) return refuse('nothing', 'this is that screen');
  return accept(...leaveCard(state), { type: 'went_back', visit: to });
}

export const leaveCard = ({ card }: State): readonly EventBody[] =>
  card === undefined ? [] : [{ type: 'card_closed', card: card.card, how: 'jumped' }];

/** Takes over kept answers until a screen needs the rep. */
export function forward(flow: Flow, state: State, today: string): Decision {
  const events: EventBody[] = [];
  for (let now = state; ; ) {
    const again = takeOver(flow, now, today);
    if (again === undefined) break;
    events.push(...again);
    now = foldBodies(now, again);
  }
  return events.length > 0 ? accept(...events) : refuse('nothing', 'this screen needs an answer');
}

function takeOver(flow: Flow, state: State, today: string): readonly EventBody[] | undefined {
  const at = position(flow, state, today);
  if ((at.kind !== 'fact' && at.kind !== 'step') || state.card !== undefined) return undefined;
  const kept = state.kept.get(placeOf(state.path, at.visit));
  if (kept === undefined) return undefined;
  // What was answered before is held to the same as what is typed now: options, bounds and checks.
  const { value, jot } = kept;
  const words = value !== null && 'words' in value ? (value.words ?? undefined) : undefined;
  const raw = value === null ? '' : (scalar(value) ?? '');
  const again = answer(flow, state, { type: 'answer', raw, words, jot: jot ?? '' }, today);
  return again.ok ? again.events.map((event) => (settles(event) ? { ...event, kept: true } : event)) : undefined;
}

const settles = (event: EventBody) => event.type === 'answered' || event.type === 'fact_set';
