import { expect, test } from '@jest/globals';
import type { ASTNode } from '@marcbachmann/cel-js';
import { parse as parseYaml } from 'yaml';
import { TYPED_COMMANDS } from '../../src/call/typed-command.js';
import { readAnswers, type WrittenAnswer } from '../../src/playbook/answers.js';
import { COUNTS, OF_AN_OFFER } from '../../src/playbook/expression/check-call.js';
import { compileExpression } from '../../src/playbook/expression/compile-expression.js';
import { FUNCTIONS } from '../../src/playbook/expression/functions.js';
import { parse } from '../../src/playbook/expression/parse.js';
import { RESERVED } from '../../src/playbook/expression/words.js';
import type { Period } from '../../src/playbook/flow.js';
import { language } from './page.js';
import { everyKey, usedIn } from './schema-keys.js';

const { text: PAGE, answers, playbooks } = language;

const used = playbooks.filter(({ wrong }) => !wrong).map(({ text }) => usedIn(parseYaml(text)));
const expressions = used.flatMap((playbook) => playbook.expressions);
const missing = (wanted: Iterable<string>, found: Iterable<string>) => {
  const all = new Set(found);
  return [...wanted].filter((word) => !all.has(word));
};

test('every key of a playbook, and every word that it takes, has an example', () => {
  expect(everyKey().size).toBeGreaterThan(100);
  expect(
    missing(
      everyKey(),
      used.flatMap(({ keys }) => [...keys]),
    ),
  ).toEqual([]);
});

test('every key of a playbook, and every word that it takes, is told of', () => {
  const told = (name: string) => (name.startsWith('one of ') ? name.split(': ').at(-1) : name.split(':')[0]) ?? '';
  const all = new Set([...everyKey()].map(told));
  expect([...all].filter((word) => !new RegExp(`\`${word}\\b`).test(PAGE))).toEqual([]);
});

const NAMES = { types: new Map(), steps: new Set<string>(), offers: new Set<string>() };
const troubleWith = (source: string) => {
  const result = compileExpression(source, NAMES);
  return 'code' in result ? result.code : undefined;
};
const functions = [...RESERVED].filter((word) => troubleWith(`${word}()`) === 'wrong-arguments');
const words = [
  ...new Set([...functions, ...FUNCTIONS.keys(), ...OF_AN_OFFER.keys()]),
  ...[...RESERVED].filter((word) => troubleWith(word) === undefined),
  ...COUNTS.keys(),
];

/** Every node that an expression can have; `true`: one that the language knows. */
const NODES = {
  ...{
    value: true,
    id: true,
    call: true,
    '&&': true,
    '||': true,
    '!_': true,
    '-_': true,
    '?:': true,
    in: true,
    list: true,
  },
  ...{ '==': true, '!=': true, '<': true, '<=': true, '>': true, '>=': true },
  ...{ '+': true, '-': true, '*': true, '/': true, '%': true },
  ...{ rcall: false, '.': false, '.?': false, '[]': false, '[?]': false, map: false },
} as const satisfies Record<ASTNode['op'], boolean>;

/** The nodes of an expression, and the words in it that it calls or reads. */
function partsOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(partsOf);
  if (typeof node !== 'object' || node === null || !('op' in node) || !('args' in node)) return [];
  const { op, args } = node as ASTNode;
  if (op === 'value') return ['value', String(args)];
  const word = op === 'id' ? args : op === 'call' ? args[0] : undefined;
  return [op, ...(word === undefined ? [] : [word]), ...partsOf(args)];
}

test('every operator, function and word of expressions has an example', () => {
  expect(words).toEqual(expect.arrayContaining(['answered', 'size', 'offered', 'today', 'true', 'offers_made']));
  const nodes = Object.entries(NODES).flatMap(([op, known]) => (known ? [op] : []));
  const parts = expressions.flatMap((source) => partsOf(parse(source)));
  expect(missing([...nodes, ...words], parts)).toEqual([]);
  expect(words.filter((word) => !PAGE.includes(`\`${word}`))).toEqual([]);
});

test('every unit of a follow-up has an example, and so has coming back from a card', () => {
  const units = { day: /\d days?\b/, business_day: /business day/, week: /\d weeks?\b/, month: /\bmonth/ } as const;
  const periods = playbooks.flatMap(({ text }) =>
    [...text.matchAll(/\b(?:in|repeat): ([^,}\n]*)/g)].map(([, of]) => of),
  );
  const found = Object.values(units satisfies Record<Period['unit'], RegExp>).map((unit) =>
    periods.some((period) => unit.test(period ?? '')),
  );
  expect(found).not.toContain(false);
  expect(playbooks.some(({ text }) => /go: return\b/.test(text))).toBe(true);
  expect(playbooks.some(({ text }) => /next: return\b/.test(text))).toBe(true);
});

/** They open a list, or speak to the rep, and a file picks nothing and hears nothing. */
const FOR_A_PERSON = ['forward', 'cards', 'trail', 'out', 'why', 'leave'];
const KEYS = { raw: true, words: true, jot: true, override: true, first: true } satisfies Record<
  keyof WrittenAnswer,
  true
>;

test('all that a file of answers can say has an example', () => {
  const read = answers.map(({ text }) => readAnswers(Buffer.from(text)));
  const written = read.flatMap((file) => (file.ok ? [...file.answers.values()] : []));
  expect(read.filter(({ ok }) => !ok)).toEqual([]);
  expect(missing(Object.keys(KEYS), written.flatMap(Object.keys))).toEqual([]);
  const commands = TYPED_COMMANDS.map(([typed]) => typed.slice(1).split(' ')[0] ?? '');
  const given = written.flatMap(({ first = [] }) => first.map((command) => command.split(' ')[0] ?? ''));
  expect(missing(commands, [...given, ...FOR_A_PERSON])).toEqual([]);
  const settled = read.flatMap((file) => (file.ok ? [...file.wrapUp] : []));
  const picks = ['ask', 'would_not_say', 'not_asked', 'promise', 'drop', 'keep'];
  expect(
    missing(
      picks,
      settled.map(([, pick]) => pick),
    ),
  ).toEqual([]);
  expect(settled.map(([name]) => name)).toEqual(expect.arrayContaining(['outcome', 'override']));
});
