import { advance, follow } from '../call/advance.js';
import { insistFrom } from '../call/detour.js';
import type { CallEvent, EventBody } from '../call/event.js';
import { levelOf } from '../call/level.js';
import type { Heard } from '../call/route.js';
import { evolve, initialState, type State } from '../call/state.js';
import type { Flow } from '../playbook/flow.js';
import type { Value } from '../playbook/value.js';
import { keyOf } from './coverage-parts.js';

/** What of a playbook a call has come by, going back or not, by the keys of its parts. */
export function coveredBy(flow: Flow, events: readonly CallEvent[], today: string): ReadonlySet<string> {
  const covered = new Set<string>();
  // A playbook that is used has scenarios of its own.
  const heard: Heard = (of, step, way) => void (of === flow && covered.add(keyOf.way(step.id, way)));
  let state = initialState;
  for (const [at, { body }] of events.entries()) {
    const before = state;
    state = evolve(state, body);
    for (const key of keysOf(body)) covered.add(key);
    // The call goes on once the last fact that was known beforehand is set.
    if (events[at + 1]?.body.type !== 'fact_set') walk(flow, before, state, body, today, heard);
  }
  return covered;
}

/** Goes on from an event once more as the engine did, to hear by which way. */
function walk(flow: Flow, before: State, state: State, body: EventBody, today: string, heard: Heard): void {
  switch (body.type) {
    case 'call_started':
    case 'fact_set':
    case 'answered':
    case 'offer_answered':
      if (state.open === undefined) advance(flow, state, today, heard);
      return;
    case 'card_opened': {
      const level = levelOf(flow, body.card);
      const card = level.flow.cards.get(body.card.slice(level.prefix.length));
      if (card !== undefined) follow(level, { go: card.start }, state, today, heard);
      return;
    }
    case 'insisted': {
      const way = insistFrom(flow, before);
      if (way !== undefined) follow(way.level, { go: way.step }, state, today, heard);
    }
  }
}

function keysOf(body: EventBody): readonly string[] {
  switch (body.type) {
    case 'step_shown':
    case 'frame_entered':
      return [keyOf.step(body.step)];
    case 'answered':
      return picked(body.value).flatMap((id) => [keyOf.option(body.step, id), keyOf.reply(body.step, id)]);
    case 'frame_left':
      return [keyOf.way(body.step, `came to ${body.value.id}`)];
    case 'card_opened':
      return [keyOf.card(body.card)];
    case 'offer_shown':
      return [keyOf.offer(body.offer)];
    case 'offer_answered':
      return [keyOf.reply(body.step, body.reply)];
    default:
      return [];
  }
}

function picked(value: Value | null): readonly string[] {
  switch (value?.type) {
    case 'choice':
      return [value.id];
    case 'choices':
      return value.chosen.map(({ id }) => id);
    case 'yes_no':
      return [value.yes ? 'yes' : 'no'];
    default:
      return [];
  }
}
