import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/playbook/compile.js';
import { decode, MOST_BYTES } from '../../src/playbook/read/decode.js';

const codes = (text: string) => compile(text).diagnostics.map(({ code }) => code);

const HEAD = `playbook: hostile
title: Hostile
version: 1
language: en
about: loss
outcomes:
  lost: {label: Lost, group: lost}
`;

/** Slow machines and busy ones may take their time; a hang takes for ever. */
const SECONDS = 10_000;

describe('nesting', () => {
  test.each([
    ['brackets', '['.repeat(100_000)],
    ['braces', '{a: '.repeat(100_000)],
    ['dashes', '- '.repeat(100_000)],
    ['question marks', '? '.repeat(100_000)],
    ['indentation', Array.from({ length: 1300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['brackets that are closed', `a: ${'['.repeat(60_000)}${']'.repeat(60_000)}`],
  ])('%s', (_, text) => {
    const before = performance.now();
    expect(codes(text)).toEqual(['too-deep']);
    expect(performance.now() - before).toBeLessThan(SECONDS);
  });
});

describe('size', () => {
  test('a file that is too large is not parsed', () => {
    expect(codes('a'.repeat(MOST_BYTES + 1))).toEqual(['too-large']);
    expect(decode(new Uint8Array(MOST_BYTES + 1).fill(97))).toMatchObject({ code: 'too-large' });
  });

  test('more problems than anybody reads are cut short', () => {
    const found = compile(`${HEAD}steps:\n${'- a\n'.repeat(100)}`).diagnostics;
    expect(found).toHaveLength(51);
    expect(found.at(-1)).toMatchObject({ code: 'too-many', message: 'and 50 more; mend these first' });
  });

  test.each([
    ['keys', 'a: 1\n'.repeat(100_000)],
    ['quotes', '"'.repeat(100_001)],
    ['colons', 'a: '.repeat(100_000)],
    ['anchors', '&a '.repeat(100_000)],
    ['tags', '!'.repeat(100_000)],
    ['hashes', `say: ${'a #b '.repeat(100_000)}`],
    ['a long line', `say: ${'x '.repeat(400_000)}`],
    ['line ends', '\n'.repeat(900_000)],
    ['tabs', '\t'.repeat(900_000)],
    ['open texts', `say: ${'{{ '.repeat(100_000)}`],
    [
      'exclamation marks in a condition',
      `${HEAD}steps:\n  - {id: a, say: Hi, when: 'a${'!'.repeat(90_000)}', end: lost}\n`,
    ],
    ['not, many times', `${HEAD}steps:\n  - {id: a, say: Hi, when: '${'!'.repeat(1900)}true', end: lost}\n`],
    ['minus, many times', `${HEAD}steps:\n  - {id: a, say: Hi, when: '${'-'.repeat(1900)}1 == 1', end: lost}\n`],
  ])('%s', (_, text) => {
    const before = performance.now();
    codes(text);
    expect(performance.now() - before).toBeLessThan(SECONDS);
  });

  test('aliases that multiply', () => {
    const bomb = `a: &a [x, x]\n${'bcdefghij'.replace(/./g, (name, at: number) => {
      const last = 'abcdefghi'[at];
      return `${name}: &${name} [*${last}, *${last}, *${last}, *${last}]\n`;
    })}`;
    expect(codes(bomb)).toContain('reference');
  });
});

describe('names of JavaScript', () => {
  test('no prototype is touched', () => {
    compile('__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n');
    expect('polluted' in {}).toBe(false);
  });

  test.each(['constructor', 'prototype_of', 'valueof', 'hasownproperty', 'length'])('%s is an id', (id) => {
    const text = `${HEAD}facts:\n  f_${id}: {type: text, label: A}\nsteps:\n  - id: ${id}
    say: Hi.
    ask: {type: choice, options: {${id}: A, other: B}}
    next:
      - if: answered(${id}) and ${id} == "${id}" and visited(${id})
        end: lost
      - else: {end: lost}\n`;
    const { diagnostics, flow } = compile(text);
    expect(diagnostics).toEqual([]);
    expect(flow?.steps.get(id)?.id).toBe(id);
  });
});

describe('bytes', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  test('a byte order mark and Windows line ends are accepted', () => {
    expect(decode(bytes('\ufeffa: 1\r\n'))).toBe('a: 1\r\n');
  });

  test('what is not UTF-8 is told of with its place', () => {
    const wrong = new Uint8Array([...bytes('a: 1\nb: é'), 0xe9, 0x20]);
    expect(decode(wrong)).toMatchObject({ code: 'not-text', place: { line: 2 } });
  });

  test('a picture is no playbook', () => {
    expect(decode(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]))).toMatchObject({ code: 'not-text' });
    expect(decode(bytes('PK\u0003\u0004'))).toMatchObject({ code: 'not-text' });
  });
});
