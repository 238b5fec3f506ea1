// A code of one's own: add it to src/playbook/codes.ts, then its section to docs/codes.md, at the same place: `### code`,
// `*Error.*` or `*Warning.*` with two or three sentences (what is wrong, what comes of it on a call, how to mend it), then
// the fences `yaml bad` and `yaml good`. A playbook that both use stands before them in a fence `yaml beside`.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type Explained, readExplained } from '../../src/cli/explain-page.js';
import { check } from '../../src/playbook/check.js';
import { CODES } from '../../src/playbook/codes.js';
import { textOf } from '../playbooks/bundled.js';
import { complete, PAGE } from './complete.js';

const page = readExplained(PAGE);

/** Why no example can stand on the page, word for word as it says it. */
const WITHOUT = new Map([
  ['too-large', 'No example: it would be longer than this page.'],
  ['not-text', 'No example: this page is UTF-8 throughout.'],
  ['empty-file', 'No example: with what is added to an example, it would not be empty.'],
  ['too-many', 'No example: it would take fifty mistakes.'],
  ['rule-not-proved', 'No example: it would take thousands of ways through one playbook.'],
]);

/** What check tells of the examples of a section; of the playbooks beside them only where they stand. */
function told({ examples }: Explained): readonly (readonly [kind: string, ...codes: string[]])[] {
  const beside = new Map<string, string>();
  return examples.flatMap(({ kind, yaml }) => {
    const text = complete(yaml);
    if (kind === 'beside') {
      beside.set(/^playbook: (.*)$/m.exec(text)?.[1] ?? '', text);
      return [];
    }
    const { diagnostics } = check(text, (id) => beside.get(id) ?? textOf(id));
    return [[kind, ...diagnostics.map(({ code, message }) => (kind === 'bad' ? code : `${code}: ${message}`))]];
  });
}

describe('the examples', () => {
  test.each(page.filter(({ code }) => !WITHOUT.has(code)))('$code', (section) => {
    expect(told(section)).toEqual([['bad', section.code], ['good']]);
  });
});

test('every code has a section, in the order and under the heading that it has among the codes', () => {
  const source = readFileSync('src/playbook/codes.ts', 'utf8').split('export const CODES')[1] ?? '';
  let group = '';
  const declared = [...source.matchAll(/^ {2}(?:\/\/ (.*)\.|'?([\w-]+)'?: (?:error|warning)\()/gm)].flatMap(
    ([, heading, code]) => {
      group = heading ?? group;
      return code === undefined ? [] : [`${group}: ${code}`];
    },
  );
  expect(declared).toHaveLength(Object.keys(CODES).length);
  expect(page.map((section) => `${section.group}: ${section.code}`)).toEqual(declared);
});

test('every section has the severity of its code', () => {
  const severities = new Map(Object.entries(CODES).map(([code, { severity }]) => [code, severity]));
  expect(page.filter(({ code, severity }) => severities.get(code) !== severity).map(({ code }) => code)).toEqual([]);
});

test('a section says something, or why it has no example', () => {
  expect(page.filter(({ paragraphs }) => (paragraphs[0] ?? '').length < 60).map(({ code }) => code)).toEqual([]);
  const without = page.filter(({ examples }) => examples.length === 0);
  expect(without.map(({ code, paragraphs }) => [code, paragraphs.at(-1)])).toEqual([...WITHOUT]);
});

test('nothing of the page is lost on the way to a terminal, or sticks out of it', () => {
  const fences = PAGE.match(/^```yaml \w+$/gm) ?? [];
  expect(page.flatMap(({ examples }) => examples)).toHaveLength(fences.length);
  expect(page.filter(({ paragraphs }) => /```|\]\(|\*\*/.test(paragraphs.join())).map(({ code }) => code)).toEqual([]);
  const lines = page.flatMap(({ examples }) => examples.flatMap(({ yaml }) => yaml.split('\n')));
  expect(lines.filter((line) => line.length > 78)).toEqual([]);
});

test('the base is a playbook without a mistake', () => {
  expect(check(complete(''), textOf).diagnostics).toEqual([]);
});
