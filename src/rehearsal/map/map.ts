import type { Flow } from '../../playbook/flow.js';
import { layOut } from './layout.js';
import { asIs, markup } from './markup.js';
import { pageOf } from './page.js';
import { partsOf } from './parts.js';
import STYLE from './picture.css' with { type: 'text' };
import { type Picture, pictureOf } from './picture.js';
import { placed } from './place.js';
import { type Svg, svgOf } from './svg.js';

/** A playbook as an SVG file. */
export async function svgMap(flow: Flow): Promise<string> {
  const { width, height, inside } = await drawn(pictureOf(flow));
  return markup`<svg xmlns="http://www.w3.org/2000/svg" class="map" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>${flow.title}</title>
<style>
${asIs(STYLE)}</style>
${inside}
</svg>
`.markup;
}

/** A playbook as one HTML page. */
export async function htmlMap(flow: Flow): Promise<string> {
  const picture = pictureOf(flow);
  return pageOf(flow, picture, await drawn(picture)).markup;
}

async function drawn(picture: Picture): Promise<Svg> {
  const parts = partsOf(picture);
  return svgOf(picture, parts, placed(await layOut(picture, parts)));
}
