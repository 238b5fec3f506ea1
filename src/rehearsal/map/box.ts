import { spoken } from '../../call/trail.js';
import type { Parts } from './parts.js';
import type { CardFrame, Edge, Picture, Place } from './picture.js';
import { type Type, widthOf, wrapped } from './text.js';

/** A place as it is drawn: its size, and its lines from top to bottom. */
export interface Box {
  readonly place: Place;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly kind: 'title' | 'words' | 'note' | 'way';
  readonly text: string;
  /** Of its baseline, from the top of the box. */
  readonly y: number;
  /** A way that is not drawn leads there. */
  readonly to?: string;
}

export const PAD = 12;
const WIDTH = 236;
const SMALL = 172;

export const TYPES: Readonly<Record<Line['kind'] | 'label' | 'heading', Type>> = {
  heading: { size: 22, bold: true },
  title: { size: 14, bold: true },
  words: { size: 12 },
  note: { size: 11 },
  way: { size: 11, bold: true },
  label: { size: 11 },
};
const LEADING = { title: 18, words: 16, note: 15, way: 16 } as const;

export function boxOf(place: Place, picture: Picture, { told, comeFrom }: Parts): Box {
  const small = place.kind !== 'step' && place.kind !== 'use';
  const width = small ? SMALL : WIDTH;
  const inner = width - 2 * PAD - (place.kind === 'route' ? 24 : 0);
  const texts: Omit<Line, 'y'>[] = [];
  const add = (kind: Line['kind'], text: string, most: number, to?: string): void => {
    for (const line of wrapped(text, inner, TYPES[kind], most))
      texts.push({ kind, text: line, ...(to === undefined ? {} : { to }) });
  };
  add('title', place.title, 2);
  if (place.words !== undefined) add('words', place.words, 3);
  if (place.group !== undefined) add('note', place.group, 1);
  for (const note of place.kind === 'end' ? [] : place.notes) add('note', note, 2);
  const from = comeFrom.get(place.key);
  if (from !== undefined) add('note', cameFrom(from, picture), 2);
  for (const edge of told.get(place.key) ?? []) add('way', wayText(edge, picture), 2, edge.to);

  let y = PAD - 3;
  const lines = texts.map((text, at) => {
    y += LEADING[text.kind] + (text.kind === 'way' && texts[at - 1]?.kind !== 'way' ? 7 : 0);
    return { ...text, y: y - 3 };
  });
  return { place, width, height: y + PAD - 3, lines };
}

function cameFrom(from: readonly string[], { places }: Picture): string {
  if (from.length > 2) return `reached from ${from.length} places`;
  return `from ${from.map((key) => places.get(key)?.title ?? key).join(', ')}`;
}

function wayText({ labels, to }: Edge, { places }: Picture): string {
  const place = places.get(to);
  const where = place?.kind === 'end' ? `end: ${place.title}` : (place?.title ?? to);
  const what = labels.join(' / ');
  return what === '' ? `→ ${where}` : `${cutTo(what, 40)} → ${where}`;
}

const cutTo = (text: string, most: number): string =>
  [...text].length <= most
    ? text
    : `${[...text]
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;

/** What stands above the steps of a card. */
export interface Caption {
  readonly lines: readonly Line[];
  readonly height: number;
}

export function captionOf({ label, key, on }: CardFrame, width: number): Caption {
  const where = on.length === 0 ? 'at any question' : `only at ${on.map(spoken).join(', ').toLowerCase()}`;
  const titles = wrapped(label, width, TYPES.title, 2);
  const [note = ''] = wrapped(`Card${key === undefined ? '' : ` ${key}`}, ${where}`, width, TYPES.note, 1);
  const lines = [
    ...titles.map((text, at): Line => ({ kind: 'title', text, y: 20 + at * LEADING.title })),
    { kind: 'note', text: note, y: 18 + titles.length * LEADING.title } as const,
  ];
  return { lines, height: 26 + titles.length * LEADING.title };
}

/** What is written along a line, as lines and the room that they take. */
export interface LabelBox {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

const LABEL_WIDTH = 140;
export const LABEL_LEADING = 14;

export function labelOf({ labels }: Edge): LabelBox | undefined {
  const lines = wrapped(labels.join(' / '), LABEL_WIDTH, TYPES.label, 4);
  if (lines.length === 0) return undefined;
  const width = Math.max(...lines.map((line) => widthOf(line, TYPES.label)));
  return { lines, width: Math.ceil(width) + 8, height: lines.length * LABEL_LEADING + 4 };
}
