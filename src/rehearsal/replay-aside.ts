import { decide } from '../call/decide.js';
import type { EventBody } from '../call/event.js';
import { givenBy } from './replay-given.js';
import { openOf } from './replay-past.js';
import { add, give, type Play } from './replay-play.js';

/**
 * A card that was opened over a question which is not asked any more: what the customer came up with comes up all the same,
 * over the screen that is open now. `true` when the event belongs to such a card, and was played.
 */
export function playAside(play: Play, body: EventBody): boolean {
  const { flow, state, past } = play;
  if (body.type === 'card_opened') {
    const decision = decide(flow, state, { type: 'open_card', card: body.card }, past.today());
    if (decision.ok) add(play, ...decision.events);
    return decision.ok;
  }
  if (state.card === undefined) return false;
  switch (body.type) {
    case 'answered':
    case 'offer_shown':
    case 'offer_answered':
      return openOf(state)?.step === body.step && give(play, givenBy(body, past.override(body.visit))) === undefined;
    default:
      return false;
  }
}

/** Back to the screen that the cards were opened over. */
export function endAside(play: Play): void {
  const { card } = play.state;
  if (card !== undefined) add(play, { type: 'card_closed', card: card.card, how: 'returned' });
}
