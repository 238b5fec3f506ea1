// The colours of the pictures' terminal, light enough on its background for small type.
export const BACK = '#161b22';
export const FORE = '#e6edf3';
export const EDGE = '#3d444d';

const ANSI = [
  ...['#7d8590', '#ff7b72', '#56d364', '#e3b341', '#79c0ff', '#d2a8ff', '#56d4dd', '#c9d1d9'],
  ...['#8b949e', '#ffa198', '#7ee787', '#f2cc60', '#a5d6ff', '#e2c5ff', '#a5f0f5', '#ffffff'],
];
const CUBE = [0, 95, 135, 175, 215, 255];

/** A colour of a cell: a number of the palette of 256, or 0xRRGGBB. */
export function colour(number, rgb) {
  if (rgb) return hex([number >> 16, number >> 8, number].map((part) => part & 255));
  if (number < 16) return ANSI[number];
  if (number >= 232) return hex(Array(3).fill(8 + 10 * (number - 232)));
  const at = number - 16;
  return hex([CUBE[Math.floor(at / 36)], CUBE[Math.floor(at / 6) % 6], CUBE[at % 6]]);
}

/** Terminals draw dim as a colour nearer to the background. */
export function dimmed(fore, back) {
  const [from, to] = [parts(fore), parts(back)];
  return hex(from.map((part, at) => Math.round(part + (to[at] - part) * 0.38)));
}

const parts = (text) => [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
const hex = (values) => `#${values.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
