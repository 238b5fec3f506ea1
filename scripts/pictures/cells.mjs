// What stands on a screen, as runs of cells that look alike.
import { BACK, colour, dimmed, FORE } from './colours.mjs';

/** What every monospaced font has; anything else may come from another font, with a width of its own. */
const PLAIN = /^[\u0020-\u024f\u2010-\u2026\u2500-\u257f]$/;

/** One entry a row of the screen, up to the last that is not blank; columns and widths count cells. */
export function rowsOf(terminal, cursor) {
  const { active } = terminal.buffer;
  const rows = Array.from({ length: terminal.rows }, (_, row) => {
    const cells = cellsOf(active.getLine(active.baseY + row), terminal.cols);
    return { texts: textsOf(cells), backs: backsOf(cells), cursor: cursor?.row === row ? cursor.column : undefined };
  });
  const filled = ({ texts, backs, cursor: at }) => texts.length > 0 || backs.length > 0 || at !== undefined;
  return rows.slice(0, rows.findLastIndex(filled) + 1);
}

function cellsOf(line, columns) {
  const cells = Array.from({ length: columns }, (_, column) => ({ column, cell: line.getCell(column) }));
  // The right half of a wide character is a cell of no width.
  return cells.filter(({ cell }) => cell.getWidth() > 0).map(({ column, cell }) => ({ column, ...looks(cell) }));
}

function looks(cell) {
  const own = [
    cell.isFgDefault() ? FORE : colour(cell.getFgColor(), cell.isFgRGB()),
    cell.isBgDefault() ? BACK : colour(cell.getBgColor(), cell.isBgRGB()),
  ];
  const [fore, back] = cell.isInverse() ? own.reverse() : own;
  return {
    text: cell.isInvisible() ? ' ' : cell.getChars() || ' ',
    width: cell.getWidth(),
    fill: cell.isDim() ? dimmed(fore, back) : fore,
    back,
    bold: cell.isBold() > 0,
    italic: cell.isItalic() > 0,
    underline: cell.isUnderline() > 0,
  };
}

/** Words one blank apart stay together when they look alike; wider gaps are left to the columns. */
function textsOf(cells) {
  const runs = [];
  for (const cell of cells) {
    if (cell.text.trim() === '') continue;
    const last = runs.at(-1);
    const gap = last ? cell.column - last.column - last.width : 0;
    if (last && gap <= 1 && alike(last, cell)) {
      last.text += ' '.repeat(gap) + cell.text;
      last.width += gap + cell.width;
    } else runs.push({ ...cell, plain: PLAIN.test(cell.text) });
  }
  return runs;
}

function alike(run, cell) {
  const same = ['fill', 'back', 'bold', 'italic', 'underline'].every((look) => run[look] === cell[look]);
  return same && run.plain && PLAIN.test(cell.text);
}

function backsOf(cells) {
  const runs = [];
  for (const { column, width, back } of cells) {
    const last = runs.at(-1);
    if (last?.back === back && last.column + last.width === column) last.width += width;
    else if (back !== BACK) runs.push({ column, width, back });
  }
  return runs;
}
