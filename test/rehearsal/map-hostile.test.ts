import { beforeAll, expect, test } from '@jest/globals';
import { htmlMap, svgMap } from '../../src/rehearsal/map/map.js';
import { mermaidMap } from '../../src/rehearsal/map/mermaid.js';
import { HOSTILE, hostileFlow } from './map-hostile.js';
import { all, type Element, read, textOf } from './map-marked.js';

let svg: Element;
let page: Element;
let pageText: string;
beforeAll(async () => {
  svg = read(await svgMap(hostileFlow));
  pageText = await htmlMap(hostileFlow);
  page = read(pageText);
});

const PICTURE = ['g', 'path', 'rect', 'style', 'svg', 'text', 'title'];
const PAGE = [
  'a',
  'article',
  'aside',
  'blockquote',
  'body',
  'button',
  'code',
  'dd',
  'div',
  'dl',
  'dt',
  'em',
  'h1',
  'h2',
];
const HEAD = ['head', 'header', 'html', 'input', 'li', 'link', 'main', 'meta', 'ol', 'p', 'script', 'strong', 'ul'];

test('no element but ours is in a picture or a page, and no attribute that acts', () => {
  const tags = (root: Element): readonly string[] => [...new Set(all(root).map(({ tag }) => tag))].sort();
  expect(PICTURE).toEqual(expect.arrayContaining([...tags(svg)]));
  expect([...PICTURE, ...PAGE, ...HEAD]).toEqual(expect.arrayContaining([...tags(page)]));
  for (const root of [svg, page]) {
    const names = all(root).flatMap(({ attributes }) => [...attributes.keys()]);
    expect(names.filter((name) => /^(on|style$|srcdoc|xlink)/i.test(name))).toEqual([]);
  }
  expect(all(page, ({ tag }) => tag === 'script')).toHaveLength(1);
  expect(all(page, ({ tag }) => tag === 'style')).toHaveLength(1);
  const links = all(page).flatMap(({ attributes }) => attributes.get('href') ?? []);
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter((link) => !/^#(step|end|card)-[a-z_0-9]+$|^data:,$/.test(link))).toEqual([]);
});

test.each(HOSTILE)('%j stands there as it was written', (words) => {
  const shown = words.replaceAll(/[\p{Cc}\u202e\u2066]/gu, '\uFFFD');
  const articles = all(page, ({ tag }) => tag === 'article')
    .map(textOf)
    .join('\n');
  // As a title, a label, what is said, a message, a letter.
  expect(articles.split(shown).length - 1).toBeGreaterThan(3);
});

test('a page may run and show what its own hashes name, and load nothing', () => {
  const [policy] = all(page, ({ attributes }) => attributes.get('http-equiv') === 'Content-Security-Policy');
  const rules = (policy?.attributes.get('content') ?? '').split('; ');
  expect(rules).toEqual([
    "default-src 'none'",
    'img-src data:',
    expect.stringMatching(/^style-src 'sha256-[\w+/]{43}='$/),
    expect.stringMatching(/^script-src 'sha256-[\w+/]{43}='$/),
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  // What a script says has no place to come in: words stand in elements alone.
  const [script] = all(page, ({ tag }) => tag === 'script').map(textOf);
  for (const words of HOSTILE) expect(script).not.toContain(words);
});

test('Mermaid reads words as words', () => {
  const safe = String.raw`(?:[\p{L}\p{M}\p{N} .,:?!'’“”…–/_+=\uFFFD-]|#\d+;|<br/>|</?b>)*`;
  const key = '(?:step|outcome|back|card)_[a-z_0-9]+|start|insist';
  const lines = [
    'flowchart TD',
    'end',
    `subgraph (?:${key})\\["${safe}"\\]`,
    ` *(?:${key})(?:\\["${safe}"\\]|\\(\\["${safe}"\\]\\)|\\{"${safe}"\\}|\\(\\("${safe}"\\)\\))`,
    `(?:${key}) (?:-->|-\\.->|==>)(?:\\|"${safe}"\\|)? (?:${key})`,
    'classDef [a-z]+ [-a-z0-9#:, ]+',
    'class (?:outcome_[a-z_0-9]+,?)+ [a-z]+',
  ].map((line) => new RegExp(`^${line}$`, 'u'));
  const { text } = mermaidMap(hostileFlow);
  expect(text.split('\n').filter((line) => line !== '' && !lines.some((known) => known.test(line)))).toEqual([]);
  expect(text).toContain('#60;/script#62;');
  // Its grammar reads the rest of a line after this word, whatever is around it.
  expect(text).toContain('in the directio#110; TB');
});

test('words without an end, and without a space, are cut', () => {
  expect(pageText.length).toBeLessThan(400_000);
  const longest = all(svg, ({ tag }) => tag === 'text').map((each) => textOf(each).length);
  expect(Math.max(...longest)).toBeLessThan(200);
});
