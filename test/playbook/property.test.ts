import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CODES } from '../../src/playbook/codes.js';
import { compile } from '../../src/playbook/compile.js';
import { formatDiagnostic } from '../../src/playbook/frame.js';
import { find, GOLDEN } from './find-golden.js';

const OK = join(GOLDEN, 'ok');
const playbooks = readdirSync(OK).map((file) => readFileSync(join(OK, file), 'utf8'));

/** Compiling ends with a flow or an error, each at a place that the text has, each with a code of ours. */
function holds(text: string): void {
  const { diagnostics, flow } = compile(text, find);
  const lines = text.replace(/^\ufeff/, '').split('\n');
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(flow === undefined).toBe(errors.length > 0);
  for (const diagnostic of diagnostics) {
    const { place, code } = diagnostic;
    expect(Object.keys(CODES)).toContain(code);
    expect(place.line).toBeLessThanOrEqual(lines.length);
    expect(place.column).toBeLessThanOrEqual((lines[place.line - 1] ?? '').length + 1);
    expect(place.length).toBeGreaterThan(0);
    expect(formatDiagnostic('a.yaml', text, diagnostic)).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f]/);
  }
}

test('any text at all', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), holds), { numRuns: 300 });
});

test('signs of YAML in any order', () => {
  const sign = fc.constantFrom(
    ...'{}[]:-,#&*!|>\'"%@`? \n\t'.split(''),
    'a',
    ': ',
    '\n  ',
    '- ',
    '{{ ',
    ' }}',
    'id',
    'steps:\n',
  );
  fc.assert(
    fc.property(
      fc.array(sign, { maxLength: 80 }).map((signs) => signs.join('')),
      holds,
    ),
    { numRuns: 500 },
  );
});

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const scrap = fc.constantFrom(
  '',
  ' ',
  '\n',
  '\t',
  ':',
  ': ',
  '#',
  '{',
  '}',
  '[',
  '"',
  "'",
  '- ',
  '!',
  '&a',
  '*a',
  '= ',
  '{{ x',
  'else',
  '\0',
  '😀',
);

test('playbooks with something typed into them', () => {
  const change = fc.tuple(place, fc.nat(6), scrap);
  fc.assert(
    fc.property(fc.constantFrom(...playbooks), fc.array(change, { minLength: 1, maxLength: 4 }), (text, changes) => {
      holds(
        changes.reduce((changed, [where, removed, added]) => {
          const at = Math.floor(where * changed.length);
          return changed.slice(0, at) + added + changed.slice(at + removed);
        }, text),
      );
    }),
    { numRuns: 400 },
  );
});

test('playbooks with lines left out, doubled, moved or shifted', () => {
  const change = fc.tuple(place, fc.constantFrom('drop', 'double', 'shift', 'swap'));
  fc.assert(
    fc.property(fc.constantFrom(...playbooks), fc.array(change, { minLength: 1, maxLength: 3 }), (text, changes) => {
      const lines = text.split('\n');
      for (const [where, kind] of changes) {
        const at = Math.floor(where * lines.length);
        const line = lines[at] ?? '';
        if (kind === 'drop') lines.splice(at, 1);
        if (kind === 'double') lines.splice(at, 0, line);
        if (kind === 'shift') lines[at] = ` ${line}`;
        if (kind === 'swap') lines.splice(at, 2, lines[at + 1] ?? '', line);
      }
      holds(lines.join('\n'));
    }),
    { numRuns: 400 },
  );
});

test('any condition at all', () => {
  const word = fc.constantFrom(
    'a',
    'b',
    '"x"',
    '1',
    '0',
    '(',
    ')',
    'and',
    'or',
    'not',
    '==',
    '=',
    '<',
    '+',
    '/',
    '?',
    ':',
    'in',
    '[',
    ']',
    ',',
    'answered(',
    'default(',
    'min(',
    '.',
    '!',
    '"',
    'today',
    'in_days(',
    'offered(',
    'declined(',
    'offers_made',
    'free_month',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), (words) => {
      const condition = words.join(' ').replaceAll("'", "''");
      holds(`playbook: a
title: A
version: 1
language: en
about: loss
facts: {a: {type: number, label: A}}
outcomes: {lost: {label: Lost, group: lost}}
offers: {free_month: {label: A}}
steps:
  - {id: b, say: Hi, ask: {type: choice, options: {x: X, y: Y}}}
  - {id: c, say: Bye, when: '${condition}', end: lost}
`);
    }),
    { numRuns: 500 },
  );
});

test('one sign typed anywhere among names that every JavaScript object has', () => {
  const text = readFileSync(join(OK, 'prototype-names.yaml'), 'utf8');
  for (const sign of [':', '\n', '{']) {
    for (let at = 0; at < text.length; at++) holds(text.slice(0, at) + sign + text.slice(at));
  }
});

test('anything at all under the words of the language', () => {
  const word = fc.constantFrom(
    ...[
      'offers',
      'cards',
      'steps',
      'run_by',
      'id',
      'label',
      'key',
      'on',
      'say',
      'ask',
      'type',
      'options',
      'when',
      'next',
    ],
    ...['go', 'end', 'try', 'by', 'else', 'then', 'offer', 'accepted', 'considering', 'declined', 'use', 'with', 'in'],
    ...['outcomes', 'follow_up', 'draft', 'what', 'repeat', 'times', 'call', 'kind', 'to', 'subject', 'body', 'cost'],
    ...['suits', 'authority', 'a', 'b', 'lost', 'constructor', '__proto__'],
  );
  const scalar = fc.oneof(
    fc.constantFrom(
      'a',
      'b',
      'return',
      'lost',
      'defend',
      'round',
      'broken',
      'rep',
      'manager',
      'email',
      'text',
      'yes_no',
    ),
    fc.constantFrom('3 days', 'every month', 'in_days(3)', '{{ a }}', '{{ b', 'a == "x"', 'answered(b)', '../defend'),
    fc.constantFrom(null, true, 0, 1, 10, -1, 1e30, ''),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      scalar,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.array(fc.tuple(word, tie('tree')), { maxLength: 6 }).map((pairs) => new Map(pairs)),
    ),
  }));
  const map = fc.array(fc.tuple(word, tree), { maxLength: 6 }).map((pairs) => new Map(pairs));
  const of = (...more: readonly (readonly [string, unknown])[]) => map.map((all) => new Map([...all, ...more]));
  const playbook = fc.record({
    playbook: fc.constant('a'),
    title: fc.constant('A'),
    version: fc.constant(1),
    language: fc.constant('en'),
    about: fc.constant('loss'),
    reason: fc.constantFrom('a', 'b'),
    outcomes: of(['lost', { label: 'Lost', group: 'lost' }]),
    offers: fc.oneof(tree, of(['a', { label: 'A' }])),
    cards: fc.oneof(tree, of(['a', { label: 'A', say: 'A' }])),
    steps: fc.array(of(['id', 'b'], ['say', 'B']), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(playbook, (junk) => holds(yaml(junk))),
    { numRuns: 400 },
  );
});

/** YAML takes JSON; maps keep keys that an object would lose. */
function yaml(value: unknown): string {
  if (value instanceof Map)
    return `{${[...value].map(([key, inner]) => `${JSON.stringify(key)}: ${yaml(inner)}`).join(', ')}}`;
  if (Array.isArray(value)) return `[${value.map(yaml).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return yaml(new Map(Object.entries(value)));
  return JSON.stringify(value);
}
