import { cardKey, INSIST, START } from './keys.js';
import type { CardFrame, Edge, Picture, Place } from './picture.js';

/** A piece of a picture that is laid out by itself: a column of the script, or a card. */
export interface Part {
  readonly card?: CardFrame;
  readonly places: readonly Place[];
  /** Drawn as lines. */
  readonly edges: readonly Edge[];
}

export interface Parts {
  readonly parts: readonly Part[];
  /** Ways that are told of in the box they leave, by its key: to another part, or to a place where very many lead. */
  readonly told: ReadonlyMap<string, readonly Edge[]>;
  /** From which places one comes to a place, where not all of the lines are drawn. */
  readonly comeFrom: ReadonlyMap<string, readonly string[]>;
  readonly columns: number;
}

/** So many lines into one place can be followed with the eye. */
const MOST_LINES = 4;
/** So many screens below each other are a column; a playbook that is little longer stays whole. */
const COLUMN = 14;
const WHOLE = 20;
/** So many boxes are laid out together within seconds. */
const MOST_PLACES = 90;

/** Cuts a picture so that each piece can be read: a picture with every line drawn is a knot at 60 steps. */
export function partsOf(picture: Picture): Parts {
  const { places, edges, cards } = picture;
  const script = [...places.values()].filter(({ card, kind }) => card === undefined && kind !== 'back');
  const columnOf = columns(script, edges);
  const partOf = (key: string): string | undefined => {
    const card = places.get(key)?.card;
    return card === undefined ? String(columnOf.get(key)) : cardKey(card);
  };
  const into = new Map<string, string[]>();
  for (const { from, to } of edges) put(into, to, from);

  const drawn = new Map<string, Edge[]>();
  const told = new Map<string, Edge[]>();
  const entered = new Set<string>();
  for (const edge of edges) {
    const part = partOf(edge.from) ?? '';
    const inside = part === partOf(edge.to) && places.get(edge.to)?.kind !== 'back';
    // A place where many lead keeps its first line, so that it stands near where it belongs.
    const line = inside && (entry(edge) || (into.get(edge.to)?.length ?? 0) <= MOST_LINES || !entered.has(edge.to));
    if (line && !entry(edge)) entered.add(edge.to);
    put(line ? drawn : told, line ? part : edge.from, edge);
  }
  const toldTo = new Set([...told.values()].flat().map(({ to }) => to));
  const comeFrom = new Map([...into].filter(([key]) => toldTo.has(key)));

  const count = [...columnOf.values()].reduce((most, each) => Math.max(most, each), 0) + 1;
  const byColumn = Array.from({ length: count }, (): Place[] => []);
  for (const place of script) byColumn[columnOf.get(place.key) ?? 0]?.push(place);
  const inColumns = byColumn.map((held, at) => ({ places: held, edges: drawn.get(String(at)) ?? [] }));
  const inCards = cards.map((card) => ({
    card,
    places: [...places.values()].filter((place) => place.card === card.id && place.kind !== 'back'),
    edges: drawn.get(cardKey(card.id)) ?? [],
  }));
  return { parts: [...inColumns, ...inCards], told, comeFrom, columns: count };
}

const entry = ({ from }: Edge): boolean => from === INSIST;

function put<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** In which column each place of the script stands. */
function columns(script: readonly Place[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const rank = ranks(script, edges);
  const deepest = [...rank.values()].reduce((most, each) => Math.max(most, each), 0);
  const rows = deepest < WHOLE ? Infinity : Math.ceil((deepest + 1) / Math.ceil((deepest + 1) / COLUMN));
  const found = new Map<string, number>();
  let column = 0;
  let held = 0;
  let from = 0;
  for (const { key } of [...script].sort((a, b) => (rank.get(a.key) ?? 0) - (rank.get(b.key) ?? 0))) {
    const deep = (rank.get(key) ?? 0) - from >= rows;
    if (deep || held >= MOST_PLACES) {
      column++;
      held = 0;
      from = rank.get(key) ?? 0;
    }
    held++;
    found.set(key, column);
  }
  // It leads to one place, and stands where that does.
  const insisted = edges.find(entry);
  if (insisted !== undefined) found.set(insisted.from, found.get(insisted.to) ?? 0);
  return found;
}

/** How far down a place stands: one below the lowest that leads to it, ways back left out. */
function ranks(script: readonly Place[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const order = new Map(script.map(({ key }, at) => [key, at]));
  const rank = new Map<string, number>();
  const down = new Map<string, Edge[]>();
  for (const edge of edges) if (order.has(edge.from) && order.has(edge.to) && !entry(edge)) put(down, edge.from, edge);
  for (const { key } of script) {
    // Authors write top to bottom: a way to an earlier step is a way back.
    const own = rank.get(key) ?? (key === START ? 0 : 1);
    rank.set(key, own);
    for (const { to } of down.get(key) ?? [])
      if ((order.get(to) ?? 0) > (order.get(key) ?? 0)) rank.set(to, Math.max(rank.get(to) ?? 0, own + 1));
  }
  return rank;
}
