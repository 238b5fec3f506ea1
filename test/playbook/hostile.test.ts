import { describe, expect, test } from '@jest/globals';
import { check } from '../../src/playbook/check.js';
import { compile } from '../../src/playbook/compile.js';
import { decode, MOST_BYTES } from '../../src/playbook/read/decode.js';
import { usedFlows } from '../../src/playbook/uses.js';

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

describe('computed values, one worked out from the other', () => {
  /** `more` of them in a row, the first from a fact; a step reads the last. */
  const chain = (more: number, value: (before: string) => string, turn = <T>(lines: readonly T[]) => lines) => {
    const rest = Array.from(
      { length: more - 1 },
      (_, at) => `  v${at + 1}: {type: number, value: '${value(`v${at}`)}'}\n`,
    );
    const computed = turn(['  v0: {type: number, value: known}\n', ...rest]).join('');
    const facts = 'facts:\n  known: {type: number, label: Known}\n';
    const step = `steps:\n  - {id: a, when: v${more - 1} > 1, say: Hi, end: lost}\n  - {id: b, say: Hi, end: lost}\n`;
    return `${HEAD}${facts}computed:\n${computed}${step}`;
  };
  const next = (before: string) => `${before} + 1`;
  const deep = (before: string) => `${'('.repeat(36)}${before}${' + 1)'.repeat(36)}`;
  const found = (text: string) => check(text).diagnostics.map(({ code }) => code);

  test.each([
    ['from the first to the last', chain(20_000, next)],
    ['from the last to the first', chain(20_000, next, (lines) => lines.toReversed())],
    ['one more than may be', chain(101, next)],
    ['few, but each of them deep', chain(100, deep)],
    ['few, but each reads the one before twice', chain(40, (before) => `${before} + ${before}`)],
  ])('too many, %s', (_, text) => {
    expect(found(text)).toEqual(['too-deep']);
  });

  test.each([
    ['many', 100, next],
    ['deep', 5, deep],
  ])('as %s as may be', (_, more, value) => {
    expect(found(chain(more, value))).toEqual([]);
    expect(found(chain(more, value, (lines) => lines.toReversed()))).toEqual([]);
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
    expect(found.at(-1)).toMatchObject({
      code: 'too-many',
      severity: 'error',
      message: 'and 50 more; mend these first',
    });
  });

  test('more warnings than anybody reads hide no error, and are none', () => {
    const offers = Array.from({ length: 60 }, (_, at) => `  gift${at}: {label: Gift ${at}}\n`).join('');
    const { diagnostics, flow } = compile(`${HEAD}offers:\n${offers}steps:\n  - {id: a, say: x, end: lost}\n`);
    expect(flow).toBeDefined();
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(diagnostics.at(-1)).toMatchObject({ code: 'too-many', message: 'and 10 more; mend these first' });
    const wrong = Array.from({ length: 60 }, (_, at) => `  gift${at}: {label: Gift ${at}, suits: []}\n`).join('');
    const found = compile(
      `${HEAD}reason: a\noffers:\n${wrong}steps:\n  - {id: a, ask: {type: choice, options: {b: B}}, end: dnoe}\n`,
    );
    expect(found.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toContain(
      'unknown-outcome',
    );
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

describe('many of everything', () => {
  const many = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, at) => line(at)).join('');
  const fast = (text: string, find?: (id: string) => string | undefined) => {
    const before = performance.now();
    const { diagnostics } = compile(text, find);
    expect(performance.now() - before).toBeLessThan(SECONDS);
    return diagnostics.map(({ code }) => code);
  };

  test('a thousand cards, each read by all that can be', () => {
    const cards = many(
      1000,
      (at) => `  c${at}:
    label: C
    on: [first, s${at}]
    say: 'C {{ customer }}.'
    when: 'answered(c${(at + 1) % 1000}) and c${(at + 1) % 1000}'
    ask: {type: yes_no, yes: {go: s${at}}, no: {go: return}}
    follow_up: {on: in_days(3), what: 'Call {{ c${at} }}'}
`,
    );
    const steps = many(
      1000,
      (at) => `  - {id: s${at}, say: 'S.', when: answered(c${at}) and c${at}, ask: {type: scale}}\n`,
    );
    const text = `${HEAD}facts:\n  customer: {type: text, label: C}\ncards:\n${cards}steps:\n  - {id: first, say: Hi.}\n${steps}  - {id: last, say: B., end: lost}\n`;
    expect(fast(text)).toEqual([]);
  });

  test('a card of a thousand steps that never comes back', () => {
    const steps = many(1000, (at) => `      - {id: s${at}, say: S., next: s${(at + 1) % 1000}}\n`);
    const text = `${HEAD}cards:\n  c:\n    label: C\n    steps:\n${steps}steps:\n  - {id: last, say: B., end: lost}\n`;
    expect(fast(text)).toEqual(['card-never-returns']);
  });

  test('a thousand offers, all made by a hundred steps', () => {
    const offers = many(1000, (at) => `  o${at}: {label: O, cost: default(c, 0) + ${at}}\n`).replaceAll(
      /cost: (.*)\}/g,
      'cost: "$1"}',
    );
    const all = many(1000, (at) => `o${at}, `);
    const steps = many(100, (at) => `  - {id: s${at}, say: S., offer: [${all}], when: not accepted(o${at})}\n`);
    const text = `${HEAD}facts:\n  c: {type: money, label: C}\noffers:\n${offers}steps:\n${steps}  - {id: last, say: B., end: lost}\n`;
    expect(fast(text)).toEqual([]);
  });

  test('ten thousand follow-ups of one step', () => {
    const all = many(10_000, () => '{in: 3 days, what: W}, ');
    expect(fast(`${HEAD}steps:\n  - {id: last, say: B., follow_up: [${all}], end: lost}\n`)).toEqual([]);
  });

  test('periods as long as the file', () => {
    const long = (value: string) =>
      `${HEAD}steps:\n  - {id: last, say: B., follow_up: {what: W, ${value}}, end: lost}\n`;
    expect(fast(long(`in: '${'1'.repeat(500_000)} days'`))).toEqual(['bad-period']);
    expect(fast(long(`in: 'x${' '.repeat(500_000)}y'`))).toEqual(['bad-period']);
    expect(fast(long(`in: 1 day, repeat: 'every ${'every '.repeat(80_000)}'`))).toEqual(['bad-period']);
  });

  test('braces in braces on a long line', () => {
    expect(fast(`steps: [{say: ${'{a: b {'.repeat(100_000)}`)).toEqual(['too-deep']);
    expect(fast(`steps: [{say: ${'a: b {{ c '.repeat(90)}`).length).toBeGreaterThan(0);
  });
});

describe('playbooks that use others', () => {
  const using = (id: string, ...used: readonly string[]) =>
    `${HEAD.replace('playbook: hostile', `playbook: ${id}`)}steps:
${used.map((other, at) => `  - {id: u${at}, use: ${other}}\n`).join('')}  - {id: last, say: B., end: lost}\n`;
  const number = (id: string) => Number(id.slice(1));

  test('without an end', () => {
    expect(compile(using('p0', 'p1'), (id) => using(id, `p${number(id) + 1}`)).diagnostics).toMatchObject([
      { code: 'broken-playbook', message: 'the playbook "p1" has an error, so it cannot be used' },
    ]);
  });

  test('ten deep and no deeper', () => {
    const chain = (length: number) => (id: string) => using(id, ...(number(id) < length ? [`p${number(id) + 1}`] : []));
    expect(compile(using('p1', 'p2'), chain(10)).diagnostics).toEqual([]);
    expect(compile(using('p1', 'p2'), chain(11)).diagnostics).toMatchObject([{ code: 'broken-playbook' }]);
    expect(compile(using('p10', 'p11'), chain(11)).diagnostics).toEqual([]);
  });

  test('in so many ways that none could be counted', () => {
    let asked = 0;
    const find = (id: string) => {
      asked++;
      return using(id, ...(number(id) < 9 ? Array.from({ length: 50 }, () => `p${number(id) + 1}`) : []));
    };
    const { flow, diagnostics } = compile(using('p0', 'p1'), find);
    expect(diagnostics).toEqual([]);
    expect(asked).toBe(9);
    expect(flow && usedFlows(flow)).toHaveLength(9);
  });

  test('each other, all in a circle with all', () => {
    const all = Array.from({ length: 9 }, (_, at) => `p${at}`);
    const before = performance.now();
    const { diagnostics } = compile(using('p0', ...all), (id) => using(id, ...all));
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['use-circle']));
    expect(performance.now() - before).toBeLessThan(SECONDS);
  });

  test('that are too large, or no playbooks', () => {
    const large = `${using('p1')}#${'x'.repeat(MOST_BYTES - using('p1').length - 1)}`;
    expect(compile(using('p0', 'p1'), () => large).diagnostics).toEqual([]);
    for (const text of [`${large}x`, '', '[', '\0', 'a: &a [*a]', 'playbook: p1', '__proto__: {}']) {
      expect(compile(using('p0', 'p1'), () => text).diagnostics).toMatchObject([{ code: 'broken-playbook' }]);
    }
  });

  test.each(['../secret', '/etc/passwd', 'C:\\\\x', 'a.yaml', 'A', 'a_b', '', '-a', 'a'.repeat(101), 'a\\u0000b', '.'])(
    '%j is never looked for',
    (id) => {
      const asked: string[] = [];
      const find = (wanted: string) => {
        asked.push(wanted);
        return using(wanted);
      };
      const text = `${HEAD}steps:\n  - {id: a, use: "${id}"}\n  - {id: last, say: B., follow_up: {in: 1 day, what: W, call: "${id}"}, end: lost}\n`;
      expect(compile(text, find).flow).toBeUndefined();
      expect(asked).toEqual([]);
    },
  );
});
