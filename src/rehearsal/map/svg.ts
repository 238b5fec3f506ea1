import { type Box, LABEL_LEADING, type Line, PAD, TYPES } from './box.js';
import { cardKey } from './keys.js';
import type { Curve, LaidOut, Point } from './layout.js';
import { type Markup, markup } from './markup.js';
import type { Parts } from './parts.js';
import type { Picture, Place } from './picture.js';
import { FRAME, framed, type Placed, type Sheet } from './place.js';
import { wrapped } from './text.js';

const MARGIN = 32;

export interface Svg {
  readonly width: number;
  readonly height: number;
  /** What stands inside the root element. */
  readonly inside: Markup;
}

/** Draws a sheet. Its styles are those of picture.css. */
export function svgOf(picture: Picture, parts: Parts, sheet: Sheet): Svg {
  const width = Math.max(sheet.width, LEAST_WIDTH);
  const titles = wrapped(picture.title, width, TYPES.heading, 2);
  const notes = wrapped(summary(picture, parts), width, TYPES.note, 3);
  const top = MARGIN + titles.length * HEADING;
  const head = top + notes.length * NOTE + MARGIN / 2;
  const inside = markup`${titles.map((text, at) => markup`<text class="heading" x="${MARGIN}" y="${MARGIN + 18 + at * HEADING}">${text}</text>`)}
${notes.map((text, at) => markup`<text class="note" x="${MARGIN}" y="${top + 12 + at * NOTE}">${text}</text>`)}
${sheet.placed.map((placed) => drawn(placed, head))}`;
  return { width: round(width + 2 * MARGIN), height: round(head + sheet.height + MARGIN), inside };
}

const LEAST_WIDTH = 560;
const HEADING = 28;
const NOTE = 16;

/** What was drawn, and how to read it. */
function summary({ id, version, places, cards }: Picture, { columns, told }: Parts): string {
  const all = [...places.values()];
  const count = (what: string, number: number): string => `${number} ${what}${number === 1 ? '' : 's'}`;
  const steps = all.filter(({ key }) => key.startsWith('step-')).length;
  const outcomes = all.filter(({ kind }) => kind === 'end').length;
  const drawn = [count('step', steps), count('card', cards.length), count('outcome', outcomes)].join(', ');
  return [
    `${id}, version ${version}: ${drawn}.`,
    'Dashed: only on a condition.',
    ...(told.size > 0 ? ['→ in a box: leads to a place that stands elsewhere.'] : []),
    ...(columns > 1 ? [`Too long for one column: cut into ${columns}.`] : []),
  ].join('  ');
}

function drawn({ part, at }: Placed, head: number): Markup {
  const { x, y } = { x: at.x + MARGIN, y: at.y + head };
  return markup`<g transform="translate(${round(x)} ${round(y)})">
${frameOf(part)}${part.lines.map((line) => lineOf(line))}${part.boxes.map((box) => boxOf(box))}</g>
`;
}

function frameOf(laidOut: LaidOut): Markup | undefined {
  const { card } = laidOut.part;
  if (card === undefined) return undefined;
  const { caption, width, height } = framed(laidOut);
  const corner = { x: (laidOut.width - width) / 2, y: -caption.height };
  return markup`<g class="card" id="${cardKey(card.id)}" transform="translate(${pair(corner)})"><title>${card.label}</title><rect class="frame" width="${round(width)}" height="${round(height)}" rx="10"/>${caption.lines.map(
    ({ kind, text, y }) => markup`<text class="${kind}" x="${FRAME}" y="${y}">${text}</text>`,
  )}</g>
`;
}

function lineOf({ edge, curve, label, labelAt, entry }: LaidOut['lines'][number]): Markup {
  const kind = `line${edge.conditional ? ' conditional' : ''}${entry ? ' entry' : ''}`;
  return markup`<g class="${kind}" data-from="${edge.from}" data-to="${edge.to}"><path d="${pathOf(curve)}"/><path class="tip" d="${tipOf(curve)}"/>${
    label === undefined || labelAt === undefined
      ? undefined
      : label.lines.map((line, at) => {
          const y = labelAt.y + (at - (label.lines.length - 1) / 2) * LABEL_LEADING + 4;
          return markup`<text class="label" x="${round(labelAt.x)}" y="${round(y)}">${line}</text>`;
        })
  }</g>
`;
}

function pathOf({ points: [start, ...rest], tip }: Curve): string {
  if (start === undefined) return '';
  return `M${pair(start)}${rest.length > 0 ? `C${rest.map(pair).join(' ')}` : ''}L${pair(tip)}`;
}

/** A triangle from where the curve ends to the box. */
function tipOf({ points, tip }: Curve): string {
  const end = points.at(-1) ?? tip;
  const [dx, dy] = [tip.x - end.x, tip.y - end.y];
  const length = Math.hypot(dx, dy) || 1;
  const side = { x: (-dy / length) * 4, y: (dx / length) * 4 };
  const left = { x: end.x + side.x, y: end.y + side.y };
  const right = { x: end.x - side.x, y: end.y - side.y };
  return `M${pair(left)}L${pair(tip)}L${pair(right)}Z`;
}

function boxOf({ place, width, height, lines, x, y }: Box & Point): Markup {
  const { key, kind, group, title } = place;
  const classes = `place ${kind}${group === undefined ? '' : ` ${group}`}`;
  const about = [title, ...(place.words === undefined ? [] : [place.words]), ...place.notes].join('. ');
  const centred = kind === 'start' || kind === 'insist' || kind === 'end';
  return markup`<g class="${classes}" id="${key}" transform="translate(${round(x)} ${round(y)})"><title>${about}</title>${shapeOf(place, width, height)}${lines.map((line) => textOf(line, kind, centred ? width / 2 : undefined))}</g>
`;
}

function shapeOf({ kind, group }: Place, width: number, height: number): Markup {
  const size = markup`width="${round(width)}" height="${round(height)}"`;
  switch (kind) {
    case 'start':
    case 'insist':
      return markup`<rect ${size} rx="${round(height / 2)}"/>`;
    case 'end':
      return markup`<rect ${size} rx="${round(height / 2)}"/>${group === 'saved' ? within(width, height) : undefined}`;
    case 'use':
      return markup`<rect ${size} rx="4"/><path class="sides" d="M5 0V${round(height)}M${round(width - 5)} 0V${round(height)}"/>`;
    case 'route':
      return markup`<rect class="back" ${size} rx="4"/><path class="diamond" d="M${PAD} 20l9 -9l9 9l-9 9Z"/>`;
    default:
      return markup`<rect ${size} rx="7"/>`;
  }
}

/** The second border of an outcome in which the customer stays. */
const within = (width: number, height: number): Markup =>
  markup`<rect x="4" y="4" width="${round(width - 8)}" height="${round(height - 8)}" rx="${round(height / 2 - 4)}"/>`;

function textOf({ kind, text, y, to }: Line, of: string, middle: number | undefined): Markup {
  const x = middle ?? PAD + (of === 'route' ? 24 : 0);
  const leads = to === undefined ? undefined : markup` data-to="${to}"`;
  return markup`<text class="${kind}${middle === undefined ? '' : ' middle'}" x="${x}" y="${y}"${leads}>${text}</text>`;
}

const pair = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
const round = (number: number): number => Math.round(number * 10) / 10;
