import { all, classed, type Element, textOf } from './map-marked.js';

/** What a picture shows. */
export interface Drawn {
  readonly places: ReadonlyMap<string, Element>;
  readonly boxes: ReadonlyMap<string, Box>;
  /** What is written along each line, by its ends: `step-a step-b`. */
  readonly lines: ReadonlyMap<string, string>;
  readonly conditional: readonly string[];
  /** Ways that are told of in a box. */
  readonly told: ReadonlyMap<string, string>;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function drawnOf(svg: Element): Drawn {
  const places = all(svg, classed('place'));
  const lines = all(svg, classed('line'));
  const told = new Map<string, string>();
  for (const place of places)
    for (const way of all(place, classed('way'))) {
      const ends = `${place.attributes.get('id')} ${way.attributes.get('data-to')}`;
      told.set(ends, [told.get(ends), textOf(way)].filter(Boolean).join(' '));
    }
  const ends = ({ attributes }: Element): string => `${attributes.get('data-from')} ${attributes.get('data-to')}`;
  return {
    places: new Map(places.map((place) => [place.attributes.get('id') ?? '', place])),
    boxes: boxesOf(svg, { x: 0, y: 0 }),
    lines: new Map(lines.map((line) => [ends(line), textsOf(line).join(' ')])),
    conditional: lines.filter(classed('conditional')).map(ends),
    told,
  };
}

function boxesOf(element: Element, from: { readonly x: number; readonly y: number }): ReadonlyMap<string, Box> {
  const [, dx, dy] = /^translate\((\S+) (\S+)\)$/.exec(element.attributes.get('transform') ?? '') ?? ['', '0', '0'];
  const at = { x: from.x + Number(dx), y: from.y + Number(dy) };
  const children = element.children.filter((child) => typeof child !== 'string');
  const [rect] = children.filter(({ tag }) => tag === 'rect');
  const size = { width: Number(rect?.attributes.get('width')), height: Number(rect?.attributes.get('height')) };
  const own = classed('place')(element) ? [[element.attributes.get('id') ?? '', { ...at, ...size }] as const] : [];
  return new Map([...own, ...children.flatMap((child) => [...boxesOf(child, at)])]);
}

export const textsOf = (element: Element | undefined): readonly string[] =>
  element === undefined ? [] : all(element, ({ tag }) => tag === 'text').map(textOf);
