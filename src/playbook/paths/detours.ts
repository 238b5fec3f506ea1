import type { Card } from '../flow.js';
import { optionsOf } from '../targets.js';
import { screened } from './answers.js';
import { type Level, outwards } from './inlined.js';
import type { Items } from './items.js';
import type { Around, Detours, Move, Screen } from './move.js';
import { keeping, type Store, valueIn } from './store.js';
import type { Over, Ways } from './way.js';

export function* insist(screen: Screen, detours: Detours, around: Around): Generator<Move> {
  const { items, ways } = around;
  const { level: playing } = screen;
  const before = aside(screen, items, ways);
  const insisted = items.known('insisted');
  if (detours === 'insist_once' && insisted !== undefined && valueIn(before, insisted) === 1) return;
  for (const level of outwards(playing)) {
    const { insist: step } = level.flow;
    if (step === undefined) continue;
    const left =
      screen.facts || (screen.ends ?? screen.wrapUp) !== undefined ? before : screened(screen, before, around);
    const store = ways.changed(insisted, 1, left);
    yield { how: 'insist', store, arrivals: ways.follow(level, { go: step }, store) };
    return;
  }
}

/** What is remembered when something is done beside the facts, which may not have been asked for by then. */
const aside = ({ facts, store }: Screen, items: Items, ways: Ways): Store =>
  facts ? ways.changed(items.known('unasked'), 1, store) : store;

/** The cards that can be opened over a screen, or over the one that a card was opened over. */
export function* cards(screen: Screen, around: Around): Generator<Move> {
  const { over } = screen;
  // From a card that changes nothing, another is opened as if from where that was.
  if (screen.step.card !== undefined && over === undefined && screen.ends === undefined) return;
  const store = aside(screen, around.items, around.ways);
  const plain = around.plain();
  const found = new Set<string>();
  const under = over ?? screen;
  let { step } = under;
  const before = under.before ?? shownFor(under, store, around);
  for (const level of outwards(under.level)) {
    for (const card of level.flow.cards.values()) {
      if (found.has(card.id) || card.on?.has(step.id) === false) continue;
      found.add(card.id);
      const { level: at, step: shown, made, facts, ends } = under;
      // One that is opened over another card comes back to where that was opened.
      const isPlain = over === undefined && plain.has(card) && !(before && changesOptions(card, level, under, around));
      const opened = isPlain ? undefined : { level: at, step: shown, made, facts, ends, before, of: level };
      const arrivals = around.ways.follow(level, { go: card.start }, store, opened);
      yield { how: 'card', what: level.prefix + card.id, store, arrivals };
    }
    if (level.outer !== undefined) step = level.outer.step;
  }
}

/** Of what is remembered, what tells which options a screen has. */
function shownFor(
  { level, step, facts }: Pick<Over, 'level' | 'step' | 'facts'>,
  store: Store,
  { reading }: Around,
): Store | undefined {
  if (facts || optionsOf(step.ask).every(({ when }) => when === undefined)) return undefined;
  const reads = reading.toAnswer(level, step);
  return keeping(store, (item) => reads.has(item));
}

/** Whether what is answered on a card may tell which options the screen under it would have, though no state remembers it. */
function changesOptions(
  { id }: Card,
  level: Level,
  under: Pick<Over, 'level' | 'step'>,
  { items, reading }: Around,
): boolean {
  const reads = reading.toAnswer(under.level, under.step);
  return [...level.flow.steps.values()].some(({ id: step, card, use, offer }) => {
    if (card !== id) return false;
    if (use !== undefined || offer !== undefined) return true;
    return (['answer', 'visited'] as const).some((kind) => reads.has(items.known(kind, level, step) ?? -1));
  });
}

export function plainOf(levels: readonly Level[], items: Items): () => ReadonlySet<Card> {
  let found: { readonly tracked: Items['tracked']; readonly cards: ReadonlySet<Card> } | undefined;
  return () => {
    if (found === undefined || found.tracked !== items.tracked)
      found = { tracked: items.tracked, cards: new Set(levels.flatMap((level) => plainCards(level, items))) };
    return found.cards;
  };
}

function plainCards(level: Level, items: Items): readonly Card[] {
  const { flow } = level;
  const isKept = (kind: 'answer' | 'visited' | 'again', step: string): boolean => {
    const item = items.known(kind, level, step);
    return item !== undefined && items.isTracked(item);
  };
  const counting = items.all.some(({ kind }, item) => kind === 'count' && items.isTracked(item));
  const changing = new Set<string>();
  for (const { id, card, offer, use } of flow.steps.values()) {
    const changes = (offer !== undefined && counting) || (use !== undefined && items.tracked?.size !== 0);
    const kept = (['answer', 'visited', 'again'] as const).some((kind) => isKept(kind, id));
    if (card !== undefined && (changes || kept)) changing.add(card);
  }
  return [...flow.cards.values()].filter(({ id }) => !changing.has(id));
}
