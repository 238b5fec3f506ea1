import { position } from '../call/position.js';
import { evolve, type State } from '../call/state.js';
import { asks } from '../playbook/targets.js';
import { endAside, playAside } from './replay-aside.js';
import { type Given, givenBy } from './replay-given.js';
import { alike, follows, type Open, openOf } from './replay-past.js';
import { give, type Halt, type Play, placeIn, takeUnused } from './replay-play.js';

/**
 * Brings both calls to the same screen. What the old one was asked and this one is not is passed over; what this one asks
 * at another place is answered with what the old one was given for it.
 */
export function meet(play: Play): Halt | undefined {
  const gone = new Set<string>();
  for (;;) {
    const [now, then] = [openOf(play.state), openOf(play.past.state())];
    if (alike(now, then)) {
      if (now !== undefined && then !== undefined) play.visits.set(then.visit, now.visit);
      return undefined;
    }
    const halt = answerOrPass(play, now, gone);
    if (halt !== undefined) return halt;
  }
}

function answerOrPass(play: Play, now: Open | undefined, gone: Set<string>): Halt | undefined {
  const given = now?.kind === 'fact' ? play.facts.get(now.step) : takeUnused(play, now?.step ?? '');
  if (given !== undefined) return give(play, given);
  if (now?.kind === 'fact')
    return { at: now.step, why: { code: 'fact_needed', text: 'it is asked for, and the call did not have it' } };
  return passOver(play, now) ? undefined : goOn(play, now, gone);
}

/** From a screen that is new and only says something: it needs no answer that the call could have had. */
function goOn(play: Play, now: Open | undefined, gone: Set<string>): Halt | undefined {
  // Screens without a question could go round for ever.
  if (now === undefined || gone.has(now.step) || !asksNothing(play)) return another(play, now);
  gone.add(now.step);
  play.inserted.add(now.step);
  return give(play, ENTER);
}

const ENTER: Given = { command: { type: 'answer', raw: '' }, erased: false };

function asksNothing({ flow, state, past }: Play): boolean {
  const at = position(flow, state, past.today());
  return at.kind === 'step' && !asks(at.step);
}

function another(play: Play, now: Open | undefined): Halt {
  const from =
    play.state.from === undefined ? undefined : play.state.path.find(({ visit }) => visit === play.state.from);
  const text =
    now === undefined
      ? 'it comes to its end here, where the call went on'
      : `it leads to "${now.step}", where the call did not come`;
  return { at: from?.step ?? placeIn(play), why: { code: 'another_step', text } };
}

/** Goes on in the old call until it comes to the screen that is open in this one; `false` when it never does. */
function passOver(play: Play, wanted: Open | undefined): boolean {
  const count = distanceTo(play, wanted);
  if (count === undefined) return false;
  const inCard = play.state.card !== undefined;
  for (let passed = 0; passed < count; passed++) {
    const body = play.past.take();
    const played = !inCard && wanted !== undefined && playAside(play, body);
    if (played || body.type !== 'answered') continue;
    const { visit, step } = body;
    play.unused = [...play.unused, { visit, step, given: givenBy(body, play.past.override(visit)) }];
  }
  if (!inCard) endAside(play);
  return true;
}

function distanceTo({ past }: Play, wanted: Open | undefined): number | undefined {
  let state: State = past.state();
  const ahead = past.ahead();
  for (const [count, { body }] of ahead.entries()) {
    if (count > 0 && !follows(body, state, ahead[count + 1]?.body) && alike(openOf(state), wanted)) return count;
    // From here on it is another path, or none.
    if (body.type === 'went_back' || body.type === 'insisted' || body.type === 'call_ended') return undefined;
    state = evolve(state, body);
  }
  return undefined;
}
