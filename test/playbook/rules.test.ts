import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/playbook/compile.js';
import { HEAD, told } from './told.js';

const ok = compile(readFileSync(join(import.meta.dirname, '../golden/playbook/ok/rules.yaml'), 'utf8')).flow;

const STEPS = `steps:
  - {id: hello, say: Hello, ask: {type: text}}
  - {id: used, use: child}
  - {id: bye, say: Bye, end: done}
`;
const child = (top = '') =>
  `playbook: child\ntitle: Child\nversion: 1\nlanguage: en\nabout: loss\n${top}outcomes: {over: {label: Over, group: done}}\nsteps:\n  - {id: bye, say: Bye, end: over}\n`;
const withRules = (rules: string, steps = STEPS, top = '') =>
  told(`${HEAD}${top}rules:\n${rules}${steps}`, { child: child() });

describe('the rules of a flow', () => {
  test('come in the order of the file, with their lines', () => {
    expect(ok?.rules.map(({ kind, line }) => [line, kind])).toEqual([
      [15, 'at_most'],
      [16, 'before'],
      [17, 'never'],
      [18, 'never'],
      [19, 'always'],
      [20, 'within'],
    ]);
    expect(ok?.rules[2]).toMatchObject({ after: { insist: true }, show: { offer: true } });
    expect(ok?.rules[3]).toMatchObject({ after: { step: 'goodbye' }, show: { step: 'gift' } });
    expect(ok?.rules[4]).toMatchObject({ visit: ['goodbye'], if: { reads: new Set(['reason', 'yearly_value']) } });
  });

  test('are told of in the words that a rep sees', () => {
    expect(ok?.rules.map(({ label }) => label)).toEqual([
      'at most 2 offers in a call',
      '"Goodbye" before "Leaves"',
      'no offer after the customer has insisted',
      'no "Gift" after "Goodbye"',
      '"Goodbye" in every call where answered(reason) and reason == "other" and yearly_value > 10000',
      'at most 12 screens in a call',
    ]);
    const one = compile(
      `${HEAD}rules:\n  - at_most: {offers: 1}\n  - always: {visit: [a, b, a, c]}\nsteps:\n  - {id: a, say: A}\n  - {id: b, say: B}\n  - {id: c, say: C, end: done}\n`,
    );
    expect(one.flow?.rules.map(({ label }) => label)).toEqual([
      'at most 1 offer in a call',
      '"A", "B" and "C" in every call',
    ]);
  });

  test('are none in a playbook without them', () => {
    expect(compile(child()).flow?.rules).toEqual([]);
  });
});

describe('a rule', () => {
  test('may be about a step that uses a playbook, and about those of cards', () => {
    expect(withRules('  - always: {visit: [used]}\n')).toEqual([]);
    const cards =
      'cards:\n  rival: {label: Rival, say: Who?}\n  boss: {label: Boss, steps: [{id: call_her, say: Well}]}\n';
    expect(withRules('  - never: {after: rival, show: call_her}\n', STEPS, cards)).toEqual([]);
    expect(withRules('  - never: {after: boss, show: rival}\n', STEPS, cards)).toEqual([
      'unknown-step: a rule is about step "boss", which does not exist',
    ]);
  });

  test('may be about insisting where only a playbook that is used knows of it', () => {
    const rules = `${HEAD}rules:\n  - never: {after: insist, show: offer}\n${STEPS}`;
    expect(told(rules, { child: child() })).toHaveLength(1);
    expect(told(rules, { child: child('insist: bye\n') })).toEqual([]);
  });

  test('may read an answer that is missing only where the call breaks off', () => {
    const steps = `steps:
  - {id: vip_too, say: Hello, ask: {type: yes_no, yes: {go: size_of}, no: {end: hung_up}}}
  - {id: size_of, say: How many?, ask: {type: number}}
  - {id: bye, say: Bye, end: done}
`;
    expect(withRules('  - always: {visit: [bye], if: size_of > 3}\n', steps)).toEqual([]);
    expect(withRules('  - always: {visit: [bye], if: size_of > 3}\n', steps.replace('hung_up', 'done'))).toEqual([
      expect.stringMatching(/^may-be-missing: "size_of" may not have been answered when a call ends with "done"/),
    ]);
  });

  test('is told of once, whatever it is about', () => {
    expect(withRules('  - before: {outcome: don, visit: [helo, bye]}\n')).toEqual([
      'unknown-outcome: a rule is about the outcome "don", which does not exist',
      'unknown-step: a rule is about step "helo", which does not exist',
    ]);
    expect(
      told(`${HEAD}insist: by\nrules:\n  - never: {after: insist, show: offer}\n${STEPS}`, { child: child() }),
    ).toEqual(['unknown-step: "insist" goes to "by", which does not exist']);
  });

  test('never makes the compiler throw', () => {
    const odd = [
      '1',
      '{}',
      '[[]]',
      'null',
      '{at_most: [1]}',
      '{never: {after: 1, show: {}}}',
      '{always: {visit: [1, {}]}}',
    ];
    const keys = [
      '{constructor: 1}',
      '{__proto__: {offers: 2}}',
      '{before: {toString: 1}}',
      '{at_most: {offers: 1.5}}',
    ];
    for (const rule of [...odd, ...keys]) expect(withRules(`  - ${rule}\n`)).not.toEqual([]);
  });
});
