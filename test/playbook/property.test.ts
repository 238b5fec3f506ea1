import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CODES } from '../../src/playbook/codes.js';
import { compile } from '../../src/playbook/compile.js';
import { formatDiagnostic } from '../../src/playbook/frame.js';

const GOLDEN = join(import.meta.dirname, '../golden/playbook/ok');
const playbooks = readdirSync(GOLDEN).map((file) => readFileSync(join(GOLDEN, file), 'utf8'));

/** Compiling ends with a flow or an error, each at a place that the text has, each with a code of ours. */
function holds(text: string): void {
  const { diagnostics, flow } = compile(text);
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
steps:
  - {id: b, say: Hi, ask: {type: choice, options: {x: X, y: Y}}}
  - {id: c, say: Bye, when: '${condition}', end: lost}
`);
    }),
    { numRuns: 500 },
  );
});

test('one sign typed anywhere among names that every JavaScript object has', () => {
  const text = readFileSync(join(GOLDEN, 'prototype-names.yaml'), 'utf8');
  for (const sign of [':', '\n', '{']) {
    for (let at = 0; at < text.length; at++) holds(text.slice(0, at) + sign + text.slice(at));
  }
});
