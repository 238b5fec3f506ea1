/** Widths in thousandths of the type size: those of the widest of the sans-serif types that browsers fall back on. */
const WIDTHS: ReadonlyMap<string, number> = new Map(
  (
    [
      [300, "ijlI'J ,.|"],
      [400, '-/\\:;ft!()[]'],
      [500, 'r"`_*“”’'],
      [560, 'szc?'],
      [615, 'kvxyLFTYPa'],
      [640, 'bdeghnopqu0123456789SE{}$'],
      [700, 'ABCKRVXZ'],
      [790, 'DGHNOQU&'],
      [840, 'w+=<>#~→'],
      [1000, 'mMW@%…'],
    ] as const
  ).flatMap(([width, letters]) => [...letters].map((letter) => [letter, width] as const)),
);
const OTHER = 700;
const WIDE = 1100;
const BOLD = 1.14;

export interface Type {
  readonly size: number;
  readonly bold?: boolean;
}

/** How wide a text is at most, in pixels, whatever sans-serif type it is drawn in. */
export function widthOf(text: string, { size, bold = false }: Type): number {
  let width = 0;
  for (const letter of text) width += WIDTHS.get(letter) ?? otherWidth(letter);
  return (width * size * (bold ? BOLD : 1)) / 1000;
}

function otherWidth(letter: string): number {
  if (/[\p{M}\u200B-\u200D]/u.test(letter)) return 0;
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303F\uFF00-\uFF60]/u.test(
    letter,
  )
    ? WIDE
    : OTHER;
}

/** The most letters of a text that are looked at: no line of a box has more. */
const MOST_LETTERS = 600;

/** A text in lines no wider than `width`. What does not fit is cut, and ends with "…". */
export function wrapped(text: string, width: number, type: Type, most: number): readonly string[] {
  const words = text.slice(0, MOST_LETTERS).toWellFormed().split(/\s+/).filter(Boolean);
  const lines: string[] = [];
  let line = '';
  for (const word of words.flatMap((each) => pieces(each, width, type))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer, type) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
    if (lines.length > most) break;
  }
  if (line !== '') lines.push(line);
  const whole = lines.length <= most && text.length <= MOST_LETTERS;
  return whole ? lines : [...lines.slice(0, most - 1), cut(lines[most - 1] ?? '', width, type)];
}

/** A word that is wider than a line, in pieces: where a name or a call has a joint, else anywhere. */
function pieces(word: string, width: number, type: Type): readonly string[] {
  if (widthOf(word, type) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  for (const part of word
    .split(/(?<=[_(/,.-])/)
    .flatMap((each) => (widthOf(each, type) <= width ? [each] : [...each]))) {
    if (piece !== '' && widthOf(piece + part, type) > width) {
      found.push(piece);
      piece = '';
    }
    piece += part;
  }
  return [...found, piece];
}

function cut(line: string, width: number, type: Type): string {
  const letters = [...line];
  while (letters.length > 0 && widthOf(`${letters.join('')}…`, type) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
