import type { CallEvent } from '../call/event.js';
import type { Flow } from '../playbook/flow.js';
import { endAs, ran } from './replay-end.js';
import { meet } from './replay-meet.js';
import { move, retreat, takeOver } from './replay-move.js';
import { follows } from './replay-past.js';
import type { Halt, Play } from './replay-play.js';
import { begin } from './replay-start.js';
import type { Replayed } from './replay-why.js';

/**
 * Plays a past call against a flow: the call's own facts, answers, cards, offers and days, as they stayed on its path. A
 * call that broke off, or that is still open, is played up to there. The events are those of one call, from its first on.
 */
export function replay(flow: Flow, events: readonly CallEvent[]): Replayed {
  const { play, halt: unbegun } = begin(flow, events);
  if (unbegun !== undefined) return { kind: 'diverges', ...unbegun };
  for (;;) {
    let halt = catchUp(play);
    if (halt === undefined) {
      const body = play.past.next()?.body;
      if (body === undefined) return ran(play);
      if (body.type === 'call_ended') return endAs(play, body);
      halt = move(play, body);
      if (halt === undefined) {
        play.past.take();
        forget(play);
      }
    }
    if (halt !== undefined && !retreat(play)) return { kind: 'diverges', ...halt };
  }
}

/** To where the rep did something, at the same screen in both. */
function catchUp(play: Play): Halt | undefined {
  const { past } = play;
  const follow = (): boolean => {
    const [next, then] = [past.next(), past.next(1)];
    return next !== undefined && follows(next.body, past.state(), then?.body);
  };
  while (follow()) takeOver(play, past.take());
  const halt = meet(play);
  const body = past.next()?.body;
  // A card that is left for somewhere else is closed by what leads there.
  if (halt === undefined && body?.type === 'card_closed' && body.how !== 'returned') past.take();
  return halt;
}

/** Answers that the old call went back over are none of its path. */
function forget(play: Play): void {
  const stays = new Set(play.past.state().path.flatMap(({ visit, answer }) => (answer === undefined ? [] : [visit])));
  play.unused = play.unused.filter(({ visit }) => stays.has(visit));
}
