import { createHash } from 'node:crypto';
import PANZOOM from '@panzoom/panzoom/dist/panzoom.min.js' with { type: 'text' };
import type { Flow } from '../../playbook/flow.js';
import { about } from './about.js';
import IN_BROWSER from './in-browser.js' with { type: 'text' };
import { asIs, type Markup, markup } from './markup.js';
import PAGE_STYLE from './page.css' with { type: 'text' };
import PICTURE_STYLE from './picture.css' with { type: 'text' };
import type { Picture } from './picture.js';
import type { Svg } from './svg.js';

const STYLE = `\n${PICTURE_STYLE}${PAGE_STYLE}`;
const SCRIPT = `\n${PANZOOM}\n${IN_BROWSER}`;

/** A browser runs and applies what has these hashes, asks nobody for anything, and refuses whatever else the page says. */
const POLICY = `default-src 'none'; img-src data:; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;

/** One page that needs nothing beside it: the picture, and what there is to read of each place. */
export function pageOf(flow: Flow, picture: Picture, { width, height, inside }: Svg): Markup {
  return markup`<!doctype html>
<html lang="${flow.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${asIs(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${flow.title}</title>
<style>${asIs(STYLE)}</style>
</head>
<body>
<header>
<h1>${flow.title}</h1>
<div class="search" role="search">
<input id="search" type="search" role="combobox" aria-expanded="false" aria-controls="found" aria-label="Search for a step" placeholder="Search ( / )" autocomplete="off">
<ul id="found" role="listbox" aria-label="Found" hidden></ul>
</div>
<div class="zoom" role="group" aria-label="Zoom">
<button id="out" type="button" title="Smaller ( - )">−</button>
<button id="in" type="button" title="Larger ( + )">+</button>
<button id="whole" type="button" title="All of it ( 0 )">All</button>
</div>
</header>
<main>
<div id="view">
<div id="sheet"><svg class="map" role="group" aria-label="${flow.title}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${inside}
</svg></div>
</div>
<aside id="panel" aria-label="What stands there">
<button id="close" type="button" title="Close ( Esc )">Close</button>
${about(flow, picture)}</aside>
</main>
<script>${asIs(SCRIPT)}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
