import type { Flow } from '../../playbook/flow.js';
import { harmless } from './markup.js';
import { type Edge, type Picture, type Place, pictureOf } from './picture.js';

/** What Mermaid draws unless its host is told otherwise. */
export const MOST_EDGES = 500;

export interface Mermaid {
  readonly text: string;
  readonly edges: number;
}

/** A playbook as a flowchart of Mermaid, with every way drawn. */
export function mermaidMap(flow: Flow): Mermaid {
  const picture = pictureOf(flow);
  const { places, edges, cards } = picture;
  const all = [...places.values()].filter(({ key, kind }) => kind !== 'back' || edges.some(({ to }) => to === key));
  const inCard = (id: string): readonly string[] =>
    all.filter(({ card }) => card === id).map((place) => `  ${node(place)}`);
  const lines = [
    'flowchart TD',
    ...all.filter(({ card }) => card === undefined).map(node),
    ...cards.flatMap(({ id, label, key }) => [
      `subgraph card_${id}["${text(`Card${key === undefined ? '' : ` ${key}`}: ${label}`)}"]`,
      ...inCard(id),
      'end',
    ]),
    ...edges.map(line),
    ...classes(picture),
  ];
  return { text: `${lines.join('\n')}\n`, edges: edges.length };
}

/** Mermaid draws a word longer than this beyond its box; and a map has the words to know a step by, not all of them. */
const MOST_WORDS = 120;

function node({ key, kind, title, words, notes, group }: Place): string {
  const under = group === undefined ? notes.slice(0, 3) : [group];
  const parts = [
    `<b>${text(title)}</b>`,
    ...(words === undefined ? [] : [text(cut(words))]),
    ...under.map((note) => text(cut(note))),
  ];
  const label = parts.join('<br/>');
  const [open, close] = SHAPES[kind];
  return `${idOf(key)}${open}"${label}"${close}`;
}

const SHAPES: Readonly<Record<Place['kind'], readonly [string, string]>> = {
  start: ['([', '])'],
  insist: ['([', '])'],
  step: ['[', ']'],
  use: ['[[', ']]'],
  route: ['{', '}'],
  end: ['([', '])'],
  back: ['((', '))'],
};

function line({ from, to, labels, conditional }: Edge): string {
  const arrow = from === 'insist' ? '==>' : conditional ? '-.->' : '-->';
  const label = labels.length === 0 ? '' : `|"${labels.map((each) => text(cut(each))).join(' / ')}"|`;
  return `${idOf(from)} ${arrow}${label} ${idOf(to)}`;
}

const COLOURS = {
  saved: 'fill:#d7f2dd,stroke:#1c2128,stroke-width:2px,color:#1c2128',
  lost: 'fill:#fbdcd9,stroke:#1c2128,stroke-width:4px,color:#1c2128',
  pending: 'fill:#fdf0c4,stroke:#1c2128,stroke-dasharray:7 4,color:#1c2128',
  done: 'fill:#dbeafc,stroke:#1c2128,color:#1c2128',
  incomplete: 'fill:#e8eaed,stroke:#1c2128,stroke-dasharray:2 3,color:#1c2128',
} as const;

function classes({ places }: Picture): readonly string[] {
  return Object.entries(COLOURS).flatMap(([group, colour]) => {
    const keys = [...places.values()].filter((place) => place.group === group).map(({ key }) => idOf(key));
    return keys.length === 0 ? [] : [`classDef ${group} ${colour}`, `class ${keys.join(',')} ${group}`];
  });
}

const cut = (words: string): string =>
  [...words].length <= MOST_WORDS ? words : `${[...words].slice(0, MOST_WORDS - 1).join('')}…`;

/** A name that Mermaid takes for one: what begins with "end" and a dash, it takes for the end of a card. */
const idOf = (key: string): string => key.replace(/^end-/, 'outcome-').replaceAll('-', '_');

/**
 * The one way for words into Mermaid: all but letters, digits and plain marks as numbers, which it shows and never reads.
 * The word "direction" it reads even within quotes.
 */
const text = (words: string): string =>
  harmless(words)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^\p{L}\p{M}\p{N} .,:?!'’“”…–/_+=-]/gu, (sign) => `#${sign.codePointAt(0)};`)
    .replaceAll('direction ', 'directio#110; ');
