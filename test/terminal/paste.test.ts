import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openPaste, type Paste } from '../../src/terminal/paste.js';

/** What comes of the pieces a terminal sends: typed text as it is, each paste in brackets. */
function parted(pieces: readonly string[]): string {
  let out = '';
  const paste = openPaste(
    (text) => {
      out += text;
    },
    (text) => {
      out += `<${text}>`;
    },
  );
  for (const piece of pieces) paste.read(piece);
  paste.close();
  return out;
}

const on = '\x1b[200~';
const off = '\x1b[201~';

test('a paste is one piece, wherever the terminal cuts what it sends', () => {
  const sent = `a${on}one\r\ntwo \x1b[${off}b${on}\x1bO${off}\x1b[A`;
  fc.assert(
    fc.property(fc.array(fc.nat(sent.length), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), sent.length];
      const pieces = at
        .slice(1)
        .map((end, index) => sent.slice(at[index], end))
        .filter((piece) => piece !== '');
      expect(parted(pieces)).toBe('a<one\r\ntwo \x1b[>b<\x1bO>\x1b[A');
    }),
  );
});

test('the rest of a mark may come late: Escape has been given as a key by then', async () => {
  const pasted: string[] = [];
  let paste: Paste | undefined;
  await new Promise<void>((escaped) => {
    paste = openPaste(
      (text) => text === '\x1b' && escaped(),
      (text) => pasted.push(text),
    );
    paste.read('a\x1b');
  });
  paste?.read(`[200~one\r${off}`);
  paste?.close();
  expect(pasted).toEqual(['one\r']);
});

test('a mark that begins a paste within a paste belongs to it', () => {
  expect(parted([`${on}one${on}two${off}`])).toBe(`<one${on}two>`);
});

test('an empty paste is none, and an endless one is cut', () => {
  expect(parted([`${on}${off}x`])).toBe('x');
  const long = 'y'.repeat(300_000);
  expect(parted([on, long.slice(0, 150_000), long.slice(150_000), off])).toBe(`<${'y'.repeat(100_000)}>`);
});
