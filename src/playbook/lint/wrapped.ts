const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const NO_COLUMN = /[\p{M}\u200b-\u200d]/u;

/** Columns that a text takes on a terminal. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const sign of text) columns += NO_COLUMN.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1;
  return columns;
}

/** How many rows a text takes where it is broken between words, as the terminal does it; a test holds the two together. */
export function rowsOf(text: string, columns: number): number {
  return text.split('\n').reduce((rows, line) => rows + rowsOfLine(line.trim(), columns), 0);
}

function rowsOfLine(line: string, columns: number): number {
  let rows = 1;
  let at = 0;
  for (const word of line.split(' ')) {
    const length = columnsOf(word);
    const from = at === 0 ? 0 : at + 1;
    if (length > columns) {
      // A word longer than a row is broken; it begins on a row of its own when that makes fewer breaks.
      const isFewer = Math.ceil(length / columns) < 1 + Math.ceil((length - (columns - from)) / columns);
      if (isFewer) rows += 1;
      const all = (isFewer ? 0 : from) + length;
      rows += Math.ceil(all / columns) - 1;
      at = all - (Math.ceil(all / columns) - 1) * columns;
    } else if (from + length > columns && from > 0 && length > 0) {
      rows += 1;
      at = length;
    } else {
      at = from + length;
    }
  }
  return rows;
}
