// Draws rows of cells as an SVG.
import { BACK, EDGE, FORE } from './colours.mjs';

const CELL = 8.4;
const LINE = 20;
const FONT_SIZE = 14;
const PADDING = 18;
const CURSOR = 2;
/** From the top of a line to what its letters stand on. */
const BASE = 14.5;
const FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";

/** An SVG with one element a run. Each run has its place and length, so that any monospaced font lines up. */
export function svgOf({ title, columns, rows }) {
  const width = Math.ceil(columns * CELL + 2 * PADDING);
  const height = rows.length * LINE + 2 * PADDING;
  const backs = rows.flatMap((row, at) => row.backs.map((run) => back(run, at)));
  const cursors = rows.flatMap((row, at) => (row.cursor === undefined ? [] : [cursor(row.cursor, at)]));
  const texts = rows.flatMap((row, at) => row.texts.map((run) => text(run, at)));
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title>${escaped(title)}</title>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${BACK}" stroke="${EDGE}"/>
${backs.join('')}${cursors.join('')}<g fill="${FORE}" font-family="${FONTS}" font-size="${FONT_SIZE}">
${texts.join('')}</g>
</svg>
`;
}

function back({ column, width, back: fill }, row) {
  return box(column, row, length(width), fill);
}

/** A thin bar: a block would hide or crowd what it stands on. */
function cursor(column, row) {
  return box(column, row, CURSOR, FORE);
}

function box(column, row, width, fill) {
  return `<rect x="${across(column)}" y="${down(row)}" width="${width}" height="${LINE}" fill="${fill}"/>\n`;
}

function text({ column, width, text: words, fill, bold, italic, underline }, row) {
  const looks = [
    words.length > 1 && ` textLength="${length(width)}"`,
    fill !== FORE && ` fill="${fill}"`,
    bold && ' font-weight="bold"',
    italic && ' font-style="italic"',
    underline && ' text-decoration="underline"',
  ];
  const place = `x="${across(column)}" y="${down(row) + BASE}"`;
  return `<text ${place}${looks.filter(Boolean).join('')}>${escaped(words)}</text>\n`;
}

const length = (cells) => Number((cells * CELL).toFixed(1));
const across = (column) => Number((PADDING + column * CELL).toFixed(1));
const down = (row) => PADDING + row * LINE;

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (words) => words.replace(/[&<>]/g, (sign) => ENTITIES[sign]);
