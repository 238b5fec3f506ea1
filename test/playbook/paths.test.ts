import { expect, test } from '@jest/globals';
import { check } from '../../src/playbook/check.js';

const HEAD = `playbook: paths
title: Paths
version: 1
language: en
about: loss
outcomes: {won: {label: Won, group: done}, lost: {label: Lost, group: done}}
`;

const told = (text: string): readonly string[] =>
  check(HEAD + text).diagnostics.map(({ code, message }) => `${code}: ${message}`);

test('options stay those that a screen showed, whatever a card over it changes', () => {
  const playbook = `rules: [{before: {outcome: lost, visit: [spare]}}]
cards: {rival: {label: Rival, on: [ask_them], say: Who?, ask: {type: yes_no}}}
steps:
  - id: ask_them
    say: Well?
    ask:
      type: choice
      options: {keep: {label: Keep, go: spare}, close: {label: Close, when: not answered(rival), go: sort}}
  - {id: sort, next: [{if: answered(rival), end: lost}, {else: spare}]}
  - {id: spare, say: Goodbye, end: won}
`;
  expect(told(playbook)).toEqual([
    'rule-broken: "Spare" before "Lost": this way breaks it: ask_them → card "rival" → rival (yes) → ask_them (close)',
  ]);
});

test('a screen that a customer who insists leaves is a screen of the call', () => {
  const playbook = (steps: number) => `insist: bye
rules: [{within: {steps: ${steps}}}]
steps:
  - {id: hello, say: Hello, ask: {type: yes_no, yes: {end: won}, no: {end: lost}}}
  - {id: bye, say: Bye, end: lost}
`;
  expect(told(playbook(1))).toEqual([
    'rule-broken: at most 1 screen in a call: this way breaks it: hello → the customer insists → bye',
  ]);
  expect(told(playbook(2))).toEqual([]);
});

test('a call that ends before it shows anything keeps no rule about its end', () => {
  const playbook = `facts: {vip: {type: yes_no, label: Important, asked: false, optional: true}}
rules: [{before: {outcome: lost, visit: [hello]}}]
steps:
  - {id: sort, next: [{if: 'default(vip, false)', go: hello}, {else: {end: lost}}]}
  - {id: hello, say: Hello, ask: {type: yes_no, yes: {end: won}, no: {end: lost}}}
`;
  expect(told(playbook)).toEqual([expect.stringMatching(/^rule-broken: "Hello" before "Lost"/)]);
});

test('steps that are skipped round in a circle do not keep their author waiting', () => {
  const child = `${HEAD.replace('playbook: paths', 'playbook: child')}steps: [{id: bye, say: Bye, end: lost}]\n`;
  const playbook = `${HEAD}insist: hello
steps:
  - {id: used, when: answered(second), use: child, next: second}
  - {id: hello, say: Hello, ask: {type: yes_no}, end: won}
  - {id: second, when: answered(used), say: Two, ask: {type: number}, next: [{if: used == "won", end: lost}, {else: used}]}
`;
  const codes = check(playbook, () => child).diagnostics.map(({ code }) => code);
  expect(codes).toContain('endless-loop');
});

test('the first screen of a call, and the first way on from it, are looked at as all others', () => {
  const steps = (say: string, next: string) => `cards: {boss: {label: Boss, say: Wait, when: 'default(second, 1) > 0'}}
steps:
  - {id: hello, say: '${say}', next: [{if: ${next}, go: second}, {else: second}]}
  - {id: second, say: How many?, ask: {type: number}, next: [{if: second > 1, end: won}, {else: {end: lost}}]}
`;
  expect(told(steps('Hello {{ second }}', 'visited(boss)'))).toEqual([
    'may-be-missing: "second" may not have been answered here: hello',
  ]);
  expect(told(steps('Hello', 'second > 1'))).toEqual([
    'may-be-missing: "second" may not have been answered here: hello',
  ]);
});

test('a step that a rule keeps from being shown is not answered', () => {
  const playbook = (rules: string, last: string) => `insist: hello
${rules}steps:
  - {id: hello, say: Hello}
  - {id: many, say: How many?, ask: {type: number}}
  - ${last}
`;
  const rules = 'rules: [{never: {after: insist, show: many}}]\n';
  const bye = "{id: bye, say: 'Bye {{ many }}', ask: {type: yes_no, yes: {end: won}, no: {end: lost}}}";
  expect(told(playbook('', bye))).toEqual([]);
  expect(told(playbook(rules, bye))).toEqual([
    'may-be-missing: "many" may not have been answered here: hello → (without many) → bye',
  ]);
});

test('a question to which a card comes back is not shown after the card', () => {
  const playbook = `rules: [{never: {after: rival, show: hello}}]
cards: {rival: {label: Rival, say: Who?}}
steps:
  - {id: hello, say: Hello, ask: {type: yes_no, yes: {end: won}, no: {end: lost}}}
`;
  expect(told(playbook)).toEqual([]);
});

test('a card that is opened over another comes back to the question, where the other was visited', () => {
  const playbook = `cards:
  rival: {label: Rival, say: Who?, ask: {type: number}, end: lost}
  hold: {label: Hold, say: Wait}
steps:
  - {id: hello, say: Hello, ask: {type: yes_no}}
  - {id: sure, when: visited(rival), say: Sure?}
  - {id: bye, say: Bye, end: won}
`;
  expect(told(playbook)).toEqual([]);
});
