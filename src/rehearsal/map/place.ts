import { type Caption, captionOf } from './box.js';
import type { LaidOut, Point } from './layout.js';

export interface Placed {
  readonly part: LaidOut;
  readonly at: Point;
}

export interface Sheet {
  readonly placed: readonly Placed[];
  readonly width: number;
  readonly height: number;
}

export const GAP = 56;
/** Around the steps of a card. */
export const FRAME = 16;
/** As a screen is. */
const SHAPE = 1.7;

/** Sets the parts on one sheet: the columns of the script from left to right, in rows when there are many; the cards beside them. */
export function placed(parts: readonly LaidOut[]): Sheet {
  const script = parts.filter(({ part }) => part.card === undefined);
  const area = script.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0);
  const columns = rows(script, Math.max(Math.sqrt(area * SHAPE), ...script.map(({ width }) => width)));
  const cards = parts.filter(({ part }) => part.card !== undefined);
  const tallest = Math.max(0, ...cards.map((card) => framed(card).height));
  const beside = stacks(cards, Math.max(columns.height, tallest), columns.width + 1.5 * GAP);
  return {
    placed: [...columns.placed, ...beside.placed],
    width: Math.max(columns.width, beside.width),
    height: Math.max(columns.height, beside.height),
  };
}

/** A card with the frame around its steps; `caption` is the room above them. */
export function framed({ part, width, height }: LaidOut): Framed {
  const wide = Math.max(width, LEAST_FRAME);
  const caption = part.card === undefined ? { lines: [], height: 0 } : captionOf(part.card, wide);
  return { caption, width: wide + 2 * FRAME, height: height + FRAME + caption.height };
}

export interface Framed {
  readonly caption: Caption;
  readonly width: number;
  readonly height: number;
}

const LEAST_FRAME = 236;

function rows(parts: readonly LaidOut[], most: number): Sheet {
  const found: Placed[] = [];
  let [x, y, tallest, widest] = [0, 0, 0, 0];
  for (const part of parts) {
    if (x > 0 && x + part.width > most) {
      y += tallest + 2 * GAP;
      x = 0;
      tallest = 0;
    }
    found.push({ part, at: { x, y } });
    x += part.width + GAP;
    widest = Math.max(widest, x - GAP);
    tallest = Math.max(tallest, part.height);
  }
  return { placed: found, width: widest, height: y + tallest };
}

function stacks(cards: readonly LaidOut[], most: number, left: number): Sheet {
  const found: Placed[] = [];
  let [x, y, widest, tallest] = [left, 0, 0, 0];
  for (const card of cards) {
    const { caption, width, height } = framed(card);
    if (y > 0 && y + height > most) {
      x += widest + GAP;
      y = 0;
      widest = 0;
    }
    found.push({ part: card, at: { x: x + (width - card.width) / 2, y: y + caption.height } });
    y += height + GAP / 2;
    widest = Math.max(widest, width);
    tallest = Math.max(tallest, y);
  }
  return { placed: found, width: found.length === 0 ? 0 : x + widest, height: tallest };
}
