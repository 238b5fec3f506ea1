import { instance, type Viz } from '@viz-js/viz';
import { type Box, boxOf, labelOf } from './box.js';
import { type Drawn, dotOf } from './dot.js';
import { INSIST } from './keys.js';
import type { Part, Parts } from './parts.js';
import type { Picture } from './picture.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A part with everything where it stands, from its own corner. */
export interface LaidOut {
  readonly part: Part;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly (Box & Point)[];
  readonly lines: readonly (Drawn & { readonly curve: Curve; readonly labelAt?: Point })[];
}

/** A Bézier curve: where it begins, three points a piece, and the tip of its arrow. */
export interface Curve {
  readonly points: readonly Point[];
  readonly tip: Point;
}

/** Lays out each part by itself, with Graphviz. */
export async function layOut(picture: Picture, parts: Parts): Promise<readonly LaidOut[]> {
  const viz = await instance();
  return parts.parts.map((part) => layOutPart(viz, picture, parts, part));
}

function layOutPart(viz: Viz, picture: Picture, parts: Parts, part: Part): LaidOut {
  const boxes = part.places.map((place) => boxOf(place, picture, parts));
  const at = new Map(part.places.map(({ key }, index) => [key, index]));
  const drawn = part.edges.map((edge) => {
    const label = labelOf(edge);
    const ends = { from: at.get(edge.from) ?? 0, to: at.get(edge.to) ?? 0 };
    return { edge, ...ends, entry: edge.from === INSIST, ...(label === undefined ? {} : { label }) };
  });
  const told = viz.renderString(dotOf(boxes, drawn), { format: 'json0', yInvert: true });
  const { bb, objects = [], edges = [] }: Json = JSON.parse(told);
  const [, bottom = 0, right = 0] = numbers(bb);
  return {
    part,
    width: right,
    height: bottom,
    boxes: boxes.map((box, index) => {
      const [x = 0, y = 0] = numbers(objects[index]?.pos ?? '');
      return { ...box, x: x - box.width / 2, y: y - box.height / 2 };
    }),
    lines: drawn.map((line, index) => {
      const { pos = '', lp } = edges[index] ?? {};
      const [x = 0, y = 0] = numbers(lp ?? '');
      return { ...line, curve: curveOf(pos), ...(lp === undefined ? {} : { labelAt: { x, y } }) };
    }),
  };
}

/** The part of what Graphviz tells that is read here. Nodes and edges come in the order in which they were given. */
interface Json {
  readonly bb: string;
  readonly objects?: readonly { readonly pos: string }[];
  readonly edges?: readonly { readonly pos: string; readonly lp?: string }[];
}

const numbers = (list: string): readonly number[] => list.split(',').map(Number);

/** Reads `e,x,y x,y x,y …`: the tip of the arrow, then the curve. */
function curveOf(pos: string): Curve {
  const points: Point[] = [];
  let tip: Point | undefined;
  for (const each of pos.split(' ')) {
    const [x = 0, y = 0] = numbers(each.replace(/^[es],/, ''));
    if (each.startsWith('e,')) tip = { x, y };
    else if (!each.startsWith('s,')) points.push({ x, y });
  }
  return { points, tip: tip ?? points.at(-1) ?? { x: 0, y: 0 } };
}
