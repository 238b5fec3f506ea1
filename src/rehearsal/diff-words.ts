import { diffWordsWithSpace } from 'diff';

/** Characters of a text that both have, left on either side of what differs. */
const AROUND = 30;
/** Texts beyond this are not compared word by word: it takes the square of their length. */
const MOST = 20_000;

/** What differs between two texts: `[-old-]{+new+}` among what both have, shortened where that is long. */
export function wordChanges(was: string, now: string): string {
  const [before, after] = [oneLine(was), oneLine(now)];
  if (before.length + after.length > MOST)
    return marked({ removed: true, value: before }) + marked({ added: true, value: after });
  const parts = merged(diffWordsWithSpace(before, after));
  return parts
    .map((part, at) =>
      part.added || part.removed ? marked(part) : shortened(part.value, at === 0, at === parts.length - 1),
    )
    .join('');
}

interface Part {
  readonly value: string;
  readonly added?: boolean;
  readonly removed?: boolean;
}

/** Words that change side by side are read as one change, not as one each with a space between. */
function merged(parts: readonly Part[]): readonly Part[] {
  const all: Part[] = [];
  let [removed, added, gap] = ['', '', ''];
  const flush = (): void => {
    if (removed.endsWith(' ') && added.endsWith(' ')) {
      [removed, added, gap] = [removed.slice(0, -1), added.slice(0, -1), ` ${gap}`];
    }
    if (removed !== '') all.push({ removed: true, value: removed });
    if (added !== '') all.push({ added: true, value: added });
    if (gap !== '') all.push({ value: gap });
    [removed, added, gap] = ['', '', ''];
  };
  for (const part of parts) {
    if (!part.added && !part.removed) {
      if (part.value.trim() === '' && removed + added !== '') {
        gap += part.value;
        continue;
      }
      flush();
      all.push(part);
      continue;
    }
    removed += gap + (part.removed ? part.value : '');
    added += gap + (part.added ? part.value : '');
    gap = '';
  }
  flush();
  return all;
}

const marked = ({ value, added }: Part): string => {
  if (value === '') return '';
  return added ? `{+${value}+}` : `[-${value}-]`;
};

/** A line break can mean a paragraph: it shows as one. */
const oneLine = (text: string): string =>
  text
    .trim()
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ *\n+ */g, ' ¶ ');

function shortened(text: string, first: boolean, last: boolean): string {
  if (text.length <= AROUND * 2 + 10) return text;
  const head = first ? '' : text.slice(0, text.indexOf(' ', AROUND));
  const tail = last ? '' : text.slice(text.lastIndexOf(' ', text.length - AROUND) + 1);
  return [head, '…', tail].filter((part) => part !== '').join(' ');
}
