import { expect, test } from '@jest/globals';
import { compile } from '../../src/playbook/compile.js';
import { readScenarios } from '../../src/playbook/scenarios.js';
import { coverageOf, leastCovered } from '../../src/rehearsal/coverage.js';
import { judgeScenario } from '../../src/rehearsal/scenario-judge.js';
import { flowOf, judged, PLAYBOOK, STAYS } from './scenario-playbook.js';

const SAVED = `${STAYS}    expect: {outcome: saved}\n`;

const covered = async (scenarios: string) => coverageOf(flowOf(), await judged(scenarios));

const missing = async (scenarios: string) =>
  (await covered(scenarios)).flatMap(({ missing: parts }) => parts.map(({ line, label }) => `${line} ${label}`));

test('one call covers what it came by, and the rest is told with its line', async () => {
  expect((await covered(SAVED)).map(({ kind, covered: some, of }) => `${kind} ${some}/${of}`)).toEqual([
    'steps 6/8',
    'options 1/3',
    'routes 2/6',
    'cards 1/2',
    'offers 2/6',
  ]);
  expect(await missing(SAVED)).toEqual([
    '28 step "boss_why" is never shown',
    '55 step "goodbye" is never shown',
    '34 option "delay" of step "reason" is never picked',
    '34 option "other" of step "reason" is never picked',
    '38 step "sort" never goes on by its `else`',
    '40 step "tactics" never tries "gap"',
    '40 step "tactics" never comes to its `then`',
    '42 step "manager" is never skipped',
    '25 card "boss" is never opened',
    '22 offer "whole_month" is never shown',
    '48 step "keep" never has an offer considering',
    '48 step "keep" never makes no offer',
    '49 step "keep" never has an offer declined',
  ]);
});

test('calls cover together what each comes by', async () => {
  const others = `  - name: other
    facts: {customer: Mrs Khan}
    answers: {reason: other}
    expect: {outcome: lost}
  - name: small, with no offer
    facts: {customer: Mrs Khan, monthly_value: 10}
    answers: {reason: price, boss_why: just so, promise: +1}
    cards: {reason: [boss]}
    offers: {keep: none}
    wrap_up: {gap: not_asked}
    expect: {outcome: saved}
  - name: not tried
    facts: {customer: Mrs Khan, monthly_value: 450}
    answers: {reason: price, gap: 10}
    offers: {keep: {whole_month: declined}}
    expect: {outcome: lost}
  - name: delay
    facts: {customer: Mrs Khan, monthly_value: 450}
    answers: {reason: delay, gap: 10, promise: +1}
    offers: {keep: {half_month: considering}}
    expect: {outcome: saved}
`;
  expect((await judged(SAVED + others)).flatMap(({ failures }) => failures)).toEqual([]);
  // Nothing leads back there: a real finding.
  expect(await missing(SAVED + others)).toEqual(['40 step "tactics" never comes to its `then`']);
});

test('a first step is skipped only by what is known when the call begins, with all its facts', async () => {
  const text = PLAYBOOK.replace(
    'steps:\n  - id: reason',
    'steps:\n  - {id: greet, when: monthly_value > 100, say: Hello.}\n  - id: reason',
  );
  const flow = flowOf(text);
  const skips = async (scenarios: string) =>
    coverageOf(flow, await judged(scenarios, flow)).flatMap(({ missing: parts }) =>
      parts.flatMap(({ label }) => (label.includes('"greet"') ? [label] : [])),
    );
  expect(await skips(SAVED)).toEqual(['step "greet" is never skipped']);
  expect(await skips(SAVED.replace(', monthly_value: 550', ''))).toEqual(['step "greet" is never shown']);
});

test('going back does not uncover a step', async () => {
  const back = SAVED.replace('gap: 120', 'gap: {answer: 120, first: back}');
  expect(await missing(back)).toEqual(await missing(SAVED));
});

test('the least covered kind is the one that counts', async () => {
  expect(leastCovered(await covered(SAVED))).toMatchObject({ kind: 'options', covered: 1, of: 3, percent: 33 });
});

test('the steps of a playbook that is used count for its own file; what it came to, for the one that uses it', async () => {
  const used = `playbook: used
title: Used
version: 1
language: en
about: delivery
outcomes: {good: {label: Good, group: done}, bad: {label: Bad, group: lost}}
steps:
  - {id: first, say: First?, ask: {type: yes_no, yes: {end: good}, no: {end: bad}}}
`;
  const user = used
    .replace('playbook: used', 'playbook: user')
    .replace(
      /steps:[\s\S]*/,
      'steps:\n  - {id: play, use: used, outcomes: {bad: {end: bad}}}\n  - {id: after, say: Bye., end: good}\n',
    );
  const { flow, diagnostics } = compile(user, (id) => (id === 'used' ? used : undefined));
  if (flow === undefined) throw new Error(JSON.stringify(diagnostics));
  const scenarios = `playbook: user\ntoday: 2026-03-02\nscenarios:\n  - {name: good, answers: {play/first: yes}, expect: {outcome: good, visited: [play/first]}}\n`;
  const [scenario] = readScenarios(scenarios, flow).scenarios ?? [];
  if (scenario === undefined) throw new Error('the scenario was refused');
  const result = await judgeScenario(flow, scenario);
  expect(result.failures).toEqual([]);
  const coverage = coverageOf(flow, [result]);
  expect(coverage.map(({ kind, covered: some, of }) => `${kind} ${some}/${of}`)).toEqual(['steps 2/2', 'routes 1/2']);
  expect(coverage.flatMap(({ missing: parts }) => parts.map(({ label }) => label))).toEqual([
    '"used" never comes to "bad" in step "play"',
  ]);
});
