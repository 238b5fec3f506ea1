import type { Command } from '../call/command.js';
import { decide } from '../call/decide.js';
import type { EventBody, OfferReply } from '../call/event.js';
import { visitOf } from '../call/state.js';
import { givenBy } from './replay-given.js';
import { add, askFor, give, type Halt, type Play, placeIn } from './replay-play.js';
import type { Why } from './replay-why.js';

/** Does what was done next in the old call; both stand at the same screen. */
export function move(play: Play, body: EventBody): Halt | undefined {
  const { past } = play;
  switch (body.type) {
    case 'answered':
    case 'fact_set':
    case 'offer_shown':
    case 'offer_answered': {
      const visit = body.type === 'fact_set' ? (past.state().open ?? 0) : body.visit;
      return give(play, givenBy(body, past.override(visit)));
    }
    case 'step_shown':
      // What nothing needs any more is passed over.
      askFor(play, body.step);
      return undefined;
    case 'card_opened':
      return detour(
        play,
        { type: 'open_card', card: body.card },
        {
          code: 'card_gone',
          text: `card "${body.card}" cannot be opened here`,
        },
      );
    case 'insisted':
      return detour(play, { type: 'insist' }, { code: 'insist_gone', text: 'there is no way for who insists' });
    case 'card_closed':
      if (play.state.card !== undefined) add(play, { ...body, card: play.state.card.card });
      return undefined;
    case 'went_back': {
      const to = landing(play, body.visit);
      if (to !== undefined) add(play, { type: 'went_back', visit: to });
      return undefined;
    }
    default:
      return undefined;
  }
}

function detour(play: Play, command: Command, why: Why): Halt | undefined {
  const decision = decide(play.flow, play.state, command, play.past.today());
  if (!decision.ok) return { at: placeIn(play), why };
  add(play, ...decision.events);
  return undefined;
}

/** The screen gone back to; where it is not asked any more, the next one that is. */
function landing({ past, state, visits }: Play, to: number): number | undefined {
  const path = past.state().path;
  const onward = path.slice(path.findIndex(({ visit }) => visit === to));
  for (const { visit } of onward) {
    const here = visits.get(visit);
    if (here !== undefined && visitOf(state, here) !== undefined) return here;
  }
  return undefined;
}

/** What stands whatever the path: it is taken over as it was. */
export function takeOver(play: Play, body: EventBody): void {
  if (body.type === 'resumed' || body.type === 'noted') add(play, body);
}

/**
 * Where the old call went back over what cannot be played any more, it was off its path: only what the customer heard of it
 * counts. `false` when it never did.
 */
export function retreat(play: Play): boolean {
  const { past } = play;
  const ahead = past.ahead();
  const count = ahead.findIndex(({ body }) => body.type === 'went_back' && isHere(play, body.visit));
  const back = ahead[count]?.body;
  if (back?.type !== 'went_back') return false;
  for (let passed = 0; passed < count; passed++) heard(play, past.take());
  past.take();
  add(play, { type: 'went_back', visit: play.visits.get(back.visit) ?? 0 });
  return true;
}

function isHere({ visits, state }: Play, then: number): boolean {
  const visit = visits.get(then);
  return visit !== undefined && visitOf(state, visit) !== undefined;
}

function heard(play: Play, body: EventBody): void {
  const { state } = play;
  takeOver(play, body);
  if (body.type === 'insisted') add(play, body);
  else if (body.type === 'offer_shown' && body.again === undefined) {
    const { offer, label } = body;
    const visit = state.lastVisit + 1;
    play.visits.set(body.visit, visit);
    play.state = { ...state, lastVisit: visit, offers: [...state.offers, { visit, offer, label }] };
  } else if (body.type === 'offer_answered') reply(play, body.visit, body.reply);
}

function reply(play: Play, then: number, how: OfferReply): void {
  const visit = play.visits.get(then);
  const offers = play.state.offers.map((each) => (each.visit === visit ? { ...each, reply: how } : each));
  play.state = { ...play.state, offers };
}
