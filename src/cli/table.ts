import stringWidth from 'fast-string-width';

export interface Column {
  readonly title: string;
  /** What it may be cut to; absent: it is never cut. */
  readonly least?: number;
  /** Goes first when there is no room, the last of these before the others. */
  readonly spare?: true;
}

const GAP = 2;

/** Rows under their titles, cut to fit `width` columns; an endless width cuts nothing. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => row.map(oneLine))];
  let shown = columns.map((column, at) => ({
    column,
    at,
    width: Math.max(...cells.map((row) => stringWidth(row[at] ?? ''))),
  }));
  const taken = () => shown.reduce((sum, each) => sum + each.width, GAP * (shown.length - 1));
  const least = () => shown.reduce((sum, each) => sum + leastOf(each), GAP * (shown.length - 1));
  while (least() > width) {
    const spare = shown.findLast(({ column }) => column.spare);
    if (spare === undefined) break;
    shown = shown.filter((each) => each !== spare);
  }
  while (taken() > width) {
    const [widest] = shown.filter((each) => each.width > leastOf(each)).sort((a, b) => b.width - a.width);
    if (widest === undefined) break;
    widest.width -= 1;
  }
  return cells.map((row) =>
    shown
      .map(({ at, width: room }) => padded(row[at] ?? '', room))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

const leastOf = ({ column, width }: { readonly column: Column; readonly width: number }): number =>
  Math.min(width, column.least ?? width);

/** What would break a line or act on a terminal takes one column each, so that the columns hold. */
const oneLine = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\p{Cc}/gu, '\uFFFD')
    .trim();

function padded(text: string, width: number): string {
  const free = width - stringWidth(text);
  if (free >= 0) return text + ' '.repeat(free);
  let cut = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    used += stringWidth(segment);
    if (used > width - 1) break;
    cut += segment;
  }
  const kept = cut.trimEnd();
  return `${kept}…${' '.repeat(Math.max(width - 1 - stringWidth(kept), 0))}`;
}
