import type { OffersWhat } from '../expression/term.js';
import type { Option } from '../flow.js';
import { OFFER_ANSWERS } from '../offer-answers.js';
import { answersOf, asks, optionsOf } from '../targets.js';
import { type Level, outwards } from './inlined.js';
import { ALL, choicesOfStep, OWN } from './items.js';
import type { Around, Move, Screen } from './move.js';
import { type Store, valueIn } from './store.js';

/** Every answer that can be given on a screen. */
export function* answers(screen: Screen, around: Around): Generator<Move> {
  const { level, step, store } = screen;
  const { ways } = around;
  if (screen.facts) yield { how: 'answer', store, arrivals: ways.begin(level, store) };
  else if (screen.made !== undefined) yield* replies(screen, screen.made, around);
  else if (step.offer !== undefined) yield* offers(screen, around);
  else if (!asks(step)) yield answer(screen, store, {}, undefined, around);
  else {
    if (choicesOfStep(step) === undefined) {
      offered(screen, around);
      yield answer(screen, ways.answered(level, step, 1, store), {}, undefined, around);
    } else yield* picks(screen, around);
    const left = { what: 'left open' };
    if (step.ask?.optional) yield answer(screen, ways.answered(level, step, 0, store), left, undefined, around);
  }
}

function* picks(screen: Screen, around: Around): Generator<Move> {
  const { level, step, store, before } = screen;
  for (const [at, option] of answersOf(step).entries()) {
    for (const [known, holds] of around.ways.holds(level, option.when, before ?? store)) {
      if (!holds) continue;
      around.heard.option?.(level, step, option.id);
      const then = around.ways.answered(level, step, at + 1, before === undefined ? known : store);
      yield answer(screen, then, { what: option.id }, option, around);
    }
  }
}

/** Options of which several can be picked lead nowhere. */
function offered({ level, step, store, before }: Screen, { ways, heard }: Around): void {
  for (const { id, when } of optionsOf(step.ask)) {
    for (const [, holds] of ways.holds(level, when, before ?? store)) if (holds) heard.option?.(level, step, id);
  }
}

function* offers(screen: Screen, around: Around): Generator<Move> {
  const { level, step, store, over } = screen;
  const { ways } = around;
  for (const [known, open] of ways.offers(level, step, store)) {
    for (const { id: offer } of open) {
      const then = screened(screen, counted(level, 'shown', offer, known, around), around);
      const arrival = { kind: 'screen', level, step, made: offer, over, store: then, entered: [] } as const;
      yield { how: 'answer', what: offer, offer, store: then, arrivals: [arrival] };
    }
    const none = ways.answered(level, step, OFFER_ANSWERS.indexOf('none') + 1, known);
    yield answer(screen, none, { what: 'none' }, undefined, around);
  }
}

function* replies(screen: Screen, made: string, around: Around): Generator<Move> {
  const { level, step, store } = screen;
  for (const what of ['accepted', 'considering', 'declined'] as const) {
    const taken = counted(level, what, made, store, around);
    const then = around.ways.answered(level, step, OFFER_ANSWERS.indexOf(what) + 1, taken);
    const reply = step.offer?.replies.find(({ id }) => id === what);
    yield answer(screen, then, { what }, reply, around);
  }
}

/** Counts an offer wherever something looks at how often that was done. */
function counted(level: Level, what: OffersWhat, offer: string, store: Store, { items, ways }: Around): Store {
  const counts = [items.known(what, level, offer), items.known(what, level, OWN)];
  for (const each of outwards(level)) counts.push(items.known(what, each, ALL));
  return counts.reduce<Store>(
    (now, item) => (item === undefined ? now : ways.changed(item, (valueIn(now, item) ?? 0) + 1, now)),
    store,
  );
}

function answer(
  screen: Screen,
  store: Store,
  what: Pick<Move, 'what'>,
  option: Option | undefined,
  around: Around,
): Move {
  const { level, step, over, ends } = screen;
  const then = screened(screen, store, around);
  if (ends !== undefined)
    return { how: 'answer', ...what, store: then, arrivals: [{ kind: 'end', outcome: ends, store: then }] };
  const target = option?.target ?? { done: step.id };
  return { how: 'answer', ...what, store: then, arrivals: around.ways.follow(level, target, then, over) };
}

/** Counts a screen of the script that is done, but for those of cards. */
export function screened({ over }: Screen, store: Store, { items, ways }: Around): Store {
  const screens = items.known('screens');
  if (screens === undefined || over !== undefined) return store;
  return ways.changed(screens, (valueIn(store, screens) ?? 0) + 1, store);
}
