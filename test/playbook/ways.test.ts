import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openVisit, type State } from '../../src/call/state.js';
import type { Flow } from '../../src/playbook/flow.js';
import type { Screen } from '../../src/playbook/paths/move.js';
import { type Terrain, terrainOf } from '../../src/playbook/paths/terrain.js';
import type { Arrival } from '../../src/playbook/paths/way.js';
import { walk, walks } from '../call/random-walk.js';

type Seen = ReturnType<typeof walk>['seen'][number];

/** What the walk over states knows of a call: every screen, with what is remembered, on which it may be now. */
class Shadow {
  readonly #terrain: Terrain;
  #here: readonly Screen[];
  #under: readonly Screen[] = [];

  constructor(flow: Flow, state: State) {
    const terrain = terrainOf(flow, { evidence: true, rules: flow.rules });
    if (terrain === undefined) throw new Error('too large');
    this.#terrain = terrain;
    this.#here = [...terrain.begin('all')].filter((arrival) => arrival.kind === 'screen');
    if (this.#here.some(({ facts }) => facts) && !isAtFacts(state)) this.#take('answer', undefined, state);
  }

  /** Whether it comes to where the call comes. */
  follow(seen: Seen): boolean {
    if (seen.move === 'answer' && isAtFacts(seen.before) && isAtFacts(seen.after)) return true;
    const { how, what } = moveOf(seen);
    return this.#take(how, what, seen.after);
  }

  #take(how: string, what: string | undefined, after: State): boolean {
    const isBeside = this.#here.every(({ step, over }) => step.card !== undefined && over === undefined);
    const arrivals = (how === 'card' && isBeside ? this.#under : this.#here).flatMap((screen) =>
      [...this.#terrain.moves(screen, 'all')]
        .filter((move) => move.how === how && (move.what === what || move.what === undefined))
        .flatMap((move) => [...move.arrivals]),
    );
    if (how === 'card' && this.#here.every(({ step }) => step.card === undefined)) this.#under = this.#here;
    const there = arrivals.filter((arrival) => isThere(arrival, after));
    // A card that changes nothing comes back to where it was opened.
    const screens =
      arrivals.some(({ kind }) => kind === 'back') && there.length === 0 ? this.#under : there.filter(isScreen);
    this.#here = [...new Map(screens.map((screen) => [keyOf(screen), screen])).values()].slice(0, 500);
    return (
      there.some(({ kind }) => kind === 'end') ||
      this.#here.some((screen) => isThere({ ...screen, kind: 'screen', entered: [] }, after))
    );
  }
}

const keyOf = ({ over, store }: Screen): string => `${over?.level.prefix}${over?.step.id} ${store.join(' ')}`;

const isScreen = (arrival: Arrival): arrival is Arrival & { readonly kind: 'screen' } => arrival.kind === 'screen';

const isAtFacts = (state: State): boolean => openVisit(state)?.frame === 'facts';

function isThere(arrival: Arrival, state: State): boolean {
  const visit = openVisit(state);
  if (arrival.kind === 'back') return false;
  if (arrival.kind === 'end') {
    const ends = state.path.findLast(({ answer }) => answer?.ends !== undefined)?.answer?.ends;
    return visit === undefined && arrival.outcome === ends;
  }
  if (visit === undefined) return false;
  if (visit.frame === 'facts') return arrival.facts === true;
  const isReply = visit.frame === 'offer';
  return arrival.level.prefix + arrival.step.id === visit.step && isReply === (arrival.made !== undefined);
}

/** What was done, as the walk names it. */
function moveOf({ move, before, after }: Seen): { readonly how: string; readonly what?: string | undefined } {
  if (move === 'insist') return { how: 'insist' };
  if (move === 'card') return { how: 'card', what: after.card?.card };
  const visit = openVisit(before);
  const made = after.offers.length > before.offers.length ? after.offers.at(-1)?.offer.split('/').at(-1) : undefined;
  if (made !== undefined) return { how: 'answer', what: made };
  const answer = after.path.find((each) => each.visit === visit?.visit)?.answer?.value;
  if (answer === null) return { how: 'answer', what: 'left open' };
  if (answer?.type === 'choice') return { how: 'answer', what: answer.id };
  return { how: 'answer', what: answer?.type === 'yes_no' ? (answer.yes ? 'yes' : 'no') : undefined };
}

/** A call up to where the rep first goes back: the walk over states goes forward alone. */
function forward(seen: readonly Seen[]): readonly Seen[] {
  const back = seen.findIndex(({ move }) => move === 'back' || move === 'forward' || move === 'jump');
  return (back === -1 ? seen : seen.slice(0, back)).filter(({ move }) => move !== 'note');
}

test('whatever a call comes to, the walk over states comes to as well', () => {
  let followed = 0;
  fc.assert(
    fc.property(walks, (drawn) => {
      const { flow, seen } = walk(drawn);
      const moves = forward(seen);
      const [first] = moves;
      if (first === undefined) return;
      const shadow = new Shadow(flow, first.before);
      for (const move of moves) {
        const [before, after] = [move.before, move.after].map((state) => openVisit(state)?.step);
        if (before === undefined) break;
        const told = `${flow.id}: ${move.move} ${moveOf(move).what ?? ''} at ${before} to ${after}`;
        expect([told, shadow.follow(move)]).toEqual([told, true]);
        followed += 1;
      }
    }),
    { numRuns: 300 },
  );
  expect(followed).toBeGreaterThan(500);
});
