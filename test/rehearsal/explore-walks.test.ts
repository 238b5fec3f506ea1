import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compile } from '../../src/playbook/compile.js';
import type { Flow } from '../../src/playbook/flow.js';
import { chanceOf } from '../../src/rehearsal/explore-chance.js';
import { fitting } from '../../src/rehearsal/explore-fitting.js';
import { type Walks, walks } from '../../src/rehearsal/explore-walks.js';
import { flowOf as bundledFlow } from '../playbooks/bundled.js';

const HEAD = `playbook: test
title: A test
version: 1
language: en
about: loss
outcomes: {over: {label: Over, group: done}, gone: {label: Gone, group: done}}
`;

function flowOf(text: string): Flow {
  const { flow, diagnostics } = compile(HEAD + text);
  if (flow === undefined) throw new Error(JSON.stringify(diagnostics));
  return flow;
}

function play(flow: Flow, seed: number, count: number, mostEffort?: number): Walks {
  const playing = walks(flow, { seed, walks: count, ...(mostEffort !== undefined && { mostEffort }) });
  for (;;) {
    const { done, value } = playing.next();
    if (done) return value;
  }
}

const ended = ({ outcomes }: Walks) => outcomes.reduce((sum, { calls }) => sum + calls, 0);

describe('calls that are played by chance', () => {
  test('are the same for the same seed, and others for another', () => {
    const flow = bundledFlow('defend-cancellation');
    const [once, again, other] = [play(flow, 7, 60), play(flow, 7, 60), play(flow, 8, 60)];
    expect(again).toEqual(once);
    expect(other.outcomes).not.toEqual(once.outcomes);
    expect(once).toMatchObject({ played: 60, stranded: [] });
    expect(ended(once)).toBe(60);
  });

  test('open cards, insist, and make offers', () => {
    const flow = flowOf(`
insist: bye
offers: {gift: {label: A gift}}
cards: {angry: {label: Angry, say: Sorry., ask: {type: yes_no, yes: {end: gone}}}}
steps:
  - {id: a, say: Well?, offer: [gift], end: over}
  - {id: bye, say: Bye., ask: {type: text, max: 5}, end: gone}
`);
    const { outcomes, stranded } = play(flow, 1, 300);
    expect(stranded).toEqual([]);
    // Only a card and insisting lead there.
    expect(outcomes.find(({ outcome }) => outcome === 'gone')?.calls).toBeGreaterThan(10);
    // Of two screens: one where the offer was made.
    expect(outcomes.find(({ outcome }) => outcome === 'over')?.meanScreens).toBeGreaterThan(1);
  });

  test('find an answer that passes near what a check compares with', () => {
    const flow = flowOf(`
steps:
  - {id: sum, say: How much?, ask: {type: money, min: 0, max: 900000, check: [{if: sum != 12345, level: hard, message: No.}]}}
  - {id: soon, say: When?, ask: {type: date, check: [{if: 'days_between(today, soon) != 47', level: hard, message: No.}]}}
  - {id: order, say: Which?, ask: {type: text, pattern: '[A-Z]{2}-\\d{3,5}(/(a|b))?'}}
  - {id: sure, say: Sure?, ask: {type: text, check: [{if: 'sure != "quite"', level: hard, message: No.}]}, end: over}
`);
    expect(play(flow, 1, 50)).toMatchObject({ played: 50, stranded: [], outcomes: [{ outcome: 'over', calls: 50 }] });
  });

  test('strand where no answer is taken; no more are played than are needed to see it', () => {
    const flow = flowOf(`
facts: {age: {type: number, label: Age, min: 0}}
steps:
  - {id: a, say: Well?, ask: {type: yes_no, no: {end: over}}}
  - {id: b, say: How old?, ask: {type: number, min: 0, max: 10, check: [{if: b >= 0, level: hard, message: Too old.}]}, end: over}
`);
    const { played, stranded, outcomes } = play(flow, 5, 1000);
    expect(stranded).toEqual([{ at: 'b', why: 'none of 200 answers is taken; the last: Too old.', calls: 10 }]);
    expect(played).toBeLessThan(200);
    expect(outcomes[0]?.calls).toBe(played - 10);
  });

  test('strand where they go round for ever', () => {
    const flow = flowOf(`
steps:
  - {id: a, say: Well?, ask: {type: choice, options: {in: In, out: {label: Out, end: over}}}}
  - {id: pit, say: Dark., ask: {type: text}, next: [{if: 'a == "out"', end: over}, {else: pit}]}
`);
    const { stranded, outcomes } = play(flow, 2, 3);
    const why = 'it goes round: the call has not ended after 3000 screens';
    expect(stranded).toMatchObject([{ at: 'pit', why }]);
    expect((stranded[0]?.calls ?? 0) + (outcomes[0]?.calls ?? 0)).toBe(3);
  });

  test('are fewer where they are long', () => {
    const flow = bundledFlow('defend-cancellation');
    const { played, wanted, stranded } = play(flow, 7, 1000, 20_000);
    expect({ wanted, stranded }).toEqual({ wanted: 1000, stranded: [] });
    expect(played).toBeGreaterThan(3);
    expect(played).toBeLessThan(100);
  });

  test('tell the rules that they ended against', () => {
    const flow = flowOf(`
insist: bye
rules: [{before: {outcome: gone, visit: [a]}}]
steps:
  - {id: first, say: Well?, ask: {type: yes_no}}
  - {id: a, say: Well?, end: over}
  - {id: bye, say: Bye., end: gone}
`);
    const { against, outcomes } = play(flow, 1, 400);
    const gone = outcomes.find(({ outcome }) => outcome === 'gone')?.calls ?? 0;
    expect(against).toHaveLength(1);
    expect(against[0]?.rule).toContain('Against a rule');
    expect(against[0]?.calls).toBeGreaterThan(0);
    expect(against[0]?.calls).toBeLessThanOrEqual(gone);
  });
});

describe('texts that fit a pattern', () => {
  test.each(['[A-Z]{2}\\d{6}', '(foo|ba[rz])+x?', '^\\w+@\\w+\\.(com|nl)$', '[^0-9]{3}', '\\d{4} ?[A-Z]{2}', 'a{2,}'])(
    '%s',
    (pattern) => {
      const fits = new RegExp(`^(?:${pattern})$`);
      for (let seed = 0; seed < 50; seed++) expect(fitting(pattern, chanceOf(seed))).toMatch(fits);
    },
  );

  test('of any pattern at all, one is drawn, and is not endless', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'a()[]{}0129,\\^$|?*+-.dwsb:P<>') }),
        fc.integer(),
        (pattern, seed) => {
          expect(fitting(pattern, chanceOf(seed)).length).toBeLessThan(1_000_000);
        },
      ),
    );
    expect(fitting('(((a{1000}){1000}){1000}){1000}', chanceOf(1)).length).toBeLessThan(10_000);
  });
});
