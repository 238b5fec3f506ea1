/** Escape sequences that Holdfast draws with: its theme, and how prompts move the cursor and erase lines. */
const OURS = new RegExp(
  [
    '\\[(?:[1237]|2[237]|3[1369])m', // bold, dim, italic, inverse and their ends; red and cyan and their end
    '\\[\\d*[ABG]', // up, down, to a column
    '\\[2K', // erase the line
    '\\[\\?25[hl]', // the cursor
    '\\[\\?2004[hl]', // bracketed paste
  ].join('|'),
  'y',
);

/** C0 but for a new line, DEL, C1, what breaks lines, and what turns the direction of text. */
const ACTS = /\r\n|\r\x1b\[K|[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** New lines, and a line that is written again. */
const HARMLESS = ['\n', '\r\n', '\r\x1b[K'];

/** What a terminal was sent and acts upon that is none of Holdfast's own, with what stands around it. */
export function foreignCodes(written: string): readonly string[] {
  return [...written.matchAll(ACTS)].flatMap(({ 0: acting, index }) => {
    if (HARMLESS.includes(acting)) return [];
    OURS.lastIndex = index + 1;
    if (acting === '\x1b' && OURS.test(written)) return [];
    return [JSON.stringify(written.slice(Math.max(index - 20, 0), index + 20))];
  });
}
