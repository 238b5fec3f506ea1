import { compile } from '../../src/playbook/compile.js';
import type { Flow } from '../../src/playbook/flow.js';
import { readScenarios } from '../../src/playbook/scenarios.js';
import { type Judged, judgeScenario } from '../../src/rehearsal/scenario-judge.js';

/** One of everything that a scenario can expect, or come by. */
export const PLAYBOOK = `playbook: late-delivery
title: A delivery is late
version: 1
language: en
about: delivery
reason: reason
insist: goodbye
facts:
  customer: {type: text, label: Customer, identifies: customer}
  monthly_value: {type: money, label: Monthly value, optional: true, asked: false}
computed:
  yearly_value: {type: money, value: monthly_value * 12}
outcomes:
  saved:
    label: Stays
    group: saved
    needs: [gap]
    draft: {kind: letter, to: "{{ customer }}", subject: Thank you, body: Thank you for staying.}
  lost: {label: Leaves, group: lost}
offers:
  half_month: {label: Half a month}
  whole_month: {label: A whole month, suits: [price]}
cards:
  competitor: {label: A competitor, say: They have their own troubles.}
  boss:
    label: Wants the boss
    steps:
      - {id: boss_why, say: Why?, ask: {type: text, optional: true}}
steps:
  - id: reason
    say: Why?
    ask:
      type: choice
      options: {price: Price, delay: Delay, other: {label: Other, go: goodbye}}
  - id: sort
    next:
      - {if: 'default(yearly_value, 0) > 5000', go: tactics}
      - else: gap
  - id: tactics
    try: {by: reason, price: [manager, gap], else: [gap], then: goodbye}
  - id: manager
    when: yearly_value > 6000
    say: My manager would like a word.
  - id: gap
    say: How much?
    ask: {type: money, optional: true}
  - id: keep
    offer: [half_month, whole_month]
    declined: {go: goodbye}
  - id: promise
    say: I will call you.
    ask: {type: date}
    follow_up: {on: promise, what: Call back}
    end: saved
  - {id: goodbye, say: Goodbye., end: lost}
`;

export function flowOf(text = PLAYBOOK): Flow {
  const { flow, diagnostics } = compile(text);
  if (flow === undefined) throw new Error(JSON.stringify(diagnostics));
  return flow;
}

/** A call that stays: price, above 6000 a year, half a month accepted. */
export const STAYS = `  - name: stays
    facts: {customer: Mrs Khan, monthly_value: 550}
    answers: {reason: price, gap: 120, promise: +3}
    cards: {reason: [competitor]}
    offers: {keep: {half_month: accepted}}
`;

export const file = (scenarios: string): string =>
  `playbook: late-delivery\ntoday: 2026-03-02\nscenarios:\n${scenarios}`;

export async function judged(scenarios: string, flow = flowOf()): Promise<readonly Judged[]> {
  const read = readScenarios(file(scenarios), flow);
  if (read.scenarios === undefined) throw new Error(JSON.stringify(read.diagnostics));
  return Promise.all(read.scenarios.map((scenario) => judgeScenario(flow, scenario)));
}
