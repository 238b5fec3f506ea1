import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, test } from '@jest/globals';
import xterm from '@xterm/headless';

interface Scene {
  readonly name: string;
  readonly title: string;
  readonly sees: string;
  readonly keys: readonly (readonly [typed: string, brings: string])[];
}

const root = resolve(import.meta.dirname, '../..');
const pictures = join(root, 'docs', 'pictures');
/** Scripts have no types of their own. */
const script = (name: string) => import(new URL(`../../scripts/pictures/${name}.mjs`, import.meta.url).href);
const { scenes }: { scenes: readonly Scene[] } = await script('scenes');

const fresh = mkdtempSync(join(tmpdir(), 'holdfast-pictures-'));
afterAll(() => rmSync(fresh, { recursive: true }));

const read = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');
/** The words in the order of the screen, one blank between runs. */
const wordsOf = (svg: string): string =>
  [...svg.matchAll(/<text [^>]*>([^<]*)</g)]
    .map(([, words = '']) => words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
    .join(' ');

test('every scene has its picture, every picture its scene, and the README names no other', () => {
  const files = scenes.map(({ name }) => `${name}.svg`).sort();
  expect(readdirSync(pictures).sort()).toEqual(files);
  const named = [...read(root, 'README.md').matchAll(/docs\/pictures\/([^\s)"']+)/g)].map(([, file]) => file);
  expect(files).toEqual(expect.arrayContaining(named));
});

describe.each(scenes)('$name', ({ name, title, sees, keys }) => {
  const svg = read(pictures, `${name}.svg`);

  test('is a whole SVG, small, with its title', () => {
    expectWhole(svg);
    expect(svg).toMatch(/^<svg [^>]*role="img"/);
    expect(svg).toContain(`<title>${title}</title>`);
    expect(svg.length).toBeLessThan(30_000);
  });

  test('shows what its scene waited for last', () => {
    expect(wordsOf(svg)).toContain((keys.at(-1)?.[1] ?? sees).replaceAll(/\s+/g, ' '));
  });
});

test('the pictures show the screens of today', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/pictures.mjs'), '--out', fresh], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`a scene does not play any more:\n${stderr}mend it in scripts/pictures/scenes.mjs`);
  const stale = readdirSync(fresh).filter((file) => read(fresh, file) !== read(pictures, file));
  const shown = stale.map(
    (file) => `\nscreen:  ${wordsOf(read(fresh, file))}\npicture: ${wordsOf(read(pictures, file))}`,
  );
  const remedy = 'run "npm run pictures", look at what changed, and commit it';
  if (stale.length > 0) throw new Error(`stale: ${stale.join(', ')}; ${remedy}${shown.join('')}`);
}, 60_000);

test('a picture draws what is on the screen: colours, signs, wide letters, columns, the cursor', async () => {
  const [{ rowsOf }, { svgOf }] = [await script('cells'), await script('svg')];
  const terminal = new xterm.Terminal({ cols: 20, rows: 4, allowProposedApi: true });
  const written = '\x1b[1;31ma <b> & c\x1b[0m   d日e\r\n\x1b[7m x \x1b[0m\r\n\x1b[38;2;1;2;3mf\x1b[38;5;196mg\x1b[0m';
  await new Promise<void>((resolve) => terminal.write(written, resolve));
  const svg: string = svgOf({ title: 'a < b', columns: 20, rows: rowsOf(terminal, { column: 2, row: 2 }) });
  expectWhole(svg);
  const drawn = [...svg.matchAll(/^<(?:rect|text) .*$/gm)].slice(1).map(([line]) => line);
  expect(drawn).toEqual([
    '<rect x="18" y="38" width="25.2" height="20" fill="#e6edf3"/>',
    '<rect x="34.8" y="58" width="2" height="20" fill="#e6edf3"/>',
    '<text x="18" y="32.5" textLength="75.6" fill="#ff7b72" font-weight="bold">a &lt;b&gt; &amp; c</text>',
    '<text x="118.8" y="32.5">d</text>',
    '<text x="127.2" y="32.5">日</text>',
    '<text x="144" y="32.5">e</text>',
    '<text x="26.4" y="52.5" fill="#161b22">x</text>',
    '<text x="18" y="72.5" fill="#010203">f</text>',
    '<text x="26.4" y="72.5" fill="#ff0000">g</text>',
  ]);
});

/** Every tag is closed in its order, attributes are quoted, and no sign stands bare. */
function expectWhole(svg: string): void {
  const open: string[] = [];
  for (const [part] of svg.trimEnd().matchAll(/<[^>]*>|[^<]+/g)) {
    const [, closes, tag = '', closed] = /^<(\/?)(\w+)(?: [\w:-]+="[^"<&]*")*(\/?)>$/.exec(part) ?? [];
    if (closes) expect(open.pop()).toBe(tag);
    else if (tag && !closed) open.push(tag);
    else if (!tag) expect(part).toMatch(/^(?:[^<>&]|&(?:lt|gt|amp);)+$/);
  }
  expect(open).toEqual([]);
}
