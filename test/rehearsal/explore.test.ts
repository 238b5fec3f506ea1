import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/playbook/compile.js';
import type { Flow } from '../../src/playbook/flow.js';
import { explore } from '../../src/rehearsal/explore.js';
import { flowOf as bundledFlow } from '../playbooks/bundled.js';

const HEAD = `playbook: test
title: A test
version: 1
language: en
about: loss
`;

function flowOf(text: string): Flow {
  const { flow, diagnostics } = compile(HEAD + text);
  if (flow === undefined) throw new Error(JSON.stringify(diagnostics));
  return flow;
}

function pathsOf(text: string) {
  const { paths } = explore(flowOf(text));
  if (paths === undefined) throw new Error('nothing was walked');
  return paths;
}

/** Words: 15 to begin with, then 30 or none, then 45 or none. */
const FORK = `
facts: {age: {type: number, label: Age}}
outcomes:
  won: {label: Won, group: done}
  lost: {label: Lost, group: done}
  called_off: {label: Called off, group: done}
insist: off
steps:
  - id: first
    say: "{{ age }} ${'word '.repeat(14)}"
    ask: {type: choice, options: {x: X, y: Y, z: {label: Z, go: third}, q: {label: Q, end: lost}}}
  - {id: second, say: "${'word '.repeat(30)}", ask: {type: text}}
  - {id: third, when: 'first != "y"', say: "${'word '.repeat(45)}", ask: {type: yes_no, no: {end: lost}}}
  - {id: fourth, do: Wait., end: won}
  - {id: off, say: As you wish., end: called_off}
`;

describe('the paths of a script', () => {
  test('are counted, with the shortest and the longest of each outcome', () => {
    const { complete, paths, outcomes, rounds, deadEnds } = pathsOf(FORK);
    // won: x second third(yes) fourth; y second fourth; z third(yes) fourth. lost: q; x second third(no); z third(no).
    expect({ complete, paths, rounds, deadEnds }).toEqual({ complete: true, paths: 6n, rounds: [], deadEnds: [] });
    expect(outcomes).toHaveLength(2);
    const [lost, won] = outcomes;
    expect(lost).toEqual({
      outcome: 'lost',
      shortest: { screens: 1, way: [{ step: 'first', answer: 'q' }] },
      longest: {
        screens: 3,
        way: [{ step: 'first', answer: 'x' }, { step: 'second' }, { step: 'third', answer: 'no' }],
      },
      endless: false,
      paths: 3n,
      minutes: { least: 15 / 150, most: 90 / 150 },
    });
    expect(won).toMatchObject({
      outcome: 'won',
      shortest: { screens: 3 },
      longest: {
        screens: 4,
        way: [{ step: 'first', answer: 'x' }, { step: 'second' }, { step: 'third', answer: 'yes' }, { step: 'fourth' }],
      },
      paths: 3n,
      minutes: { least: 45 / 150, most: 90 / 150 },
    });
  });

  test('do not differ by a condition that leads to the same place either way', () => {
    const { paths } = pathsOf(`
facts: {age: {type: number, label: Age}}
outcomes: {over: {label: Over, group: done}}
steps:
  - {id: a, say: Well?, ask: {type: yes_no}, next: [{if: age > 50, go: b}, {else: b}]}
  - {id: b, say: Bye., end: over}
`);
    expect(paths).toBe(2n);
  });

  test('have no longest one where a call can go round', () => {
    const { outcomes, rounds, deadEnds, paths } = pathsOf(`
outcomes: {over: {label: Over, group: done}, at_once: {label: At once, group: done}}
steps:
  - {id: a, say: One., ask: {type: yes_no, no: {end: at_once}}}
  - {id: b, say: Two., ask: {type: text}}
  - {id: c, say: Three., ask: {type: choice, options: {again: {label: Again, go: b}, more: {label: More, go: c}, out: Out}}}
  - {id: d, say: Four., end: over}
`);
    expect({ rounds, deadEnds, paths }).toEqual({ rounds: [['b', 'c']], deadEnds: [], paths: undefined });
    expect(outcomes.map(({ outcome, endless, longest }) => [outcome, endless, longest?.screens])).toEqual([
      ['at_once', false, 1],
      ['over', true, 4],
    ]);
    expect(outcomes.map((ending) => ending.paths)).toEqual([1n, undefined]);
    expect(outcomes.map(({ minutes }) => minutes)).toEqual([{ least: 1 / 150, most: 1 / 150 }, { least: 4 / 150 }]);
  });

  test('a round in which nothing is said makes no call longer to say', () => {
    const { outcomes } = pathsOf(`
outcomes: {over: {label: Over, group: done}}
steps:
  - {id: a, do: Ask., ask: {type: choice, options: {again: {label: Again, go: a}, out: Out}}}
  - {id: b, say: Good bye., end: over}
`);
    expect(outcomes[0]).toMatchObject({ endless: true, minutes: { least: 2 / 150, most: 2 / 150 } });
  });

  test('that come to no end are told, with the way there and the conditions that lead to it', () => {
    const { deadEnds, paths } = pathsOf(`
facts: {age: {type: number, label: Age}}
outcomes: {over: {label: Over, group: done}}
steps:
  - {id: a, say: Well?, ask: {type: choice, options: {in: In, out: {label: Out, end: over}}}}
  - {id: b, do: Look., next: [{if: age > 50, go: pit}, {else: c}]}
  - {id: c, say: Good bye., end: over}
  - {id: pit, say: Dark., ask: {type: text}, next: [{if: 'a == "out"', end: over}, {else: pit}]}
`);
    const way = [{ step: 'a', answer: 'in' }, { step: 'b' }];
    expect(deadEnds).toEqual([{ step: 'pit', way, when: [{ condition: 'age > 50', holds: true }] }]);
    // Out at once, or in where nobody is that old: what comes to no end is no path.
    expect(paths).toBe(2n);
  });

  test('are not judged by those that were walked where there are more', () => {
    const { paths } = explore(flowOf(FORK), 2);
    expect(paths).toMatchObject({ complete: false, deadEnds: [], rounds: [] });
    expect(paths?.paths).toBeUndefined();
    expect(paths?.outcomes[0]).toEqual({
      outcome: 'lost',
      shortest: { screens: 1, way: [{ step: 'first', answer: 'q' }] },
      endless: false,
    });
  });

  test.each(['defend-cancellation', 'exit-interview', 'missed-delivery'])(
    'of %s: the longest is as long as it says, and no way is shorter than the shortest',
    (id) => {
      const outcomes = explore(bundledFlow(id)).paths?.outcomes ?? [];
      expect(outcomes.length).toBeGreaterThan(3);
      for (const { shortest, longest, endless, paths, minutes } of outcomes) {
        expect(shortest.way).toHaveLength(shortest.screens);
        expect(longest?.screens).toBeGreaterThanOrEqual(shortest.screens);
        if (!endless) expect(longest?.way).toHaveLength(longest?.screens ?? 0);
        if (!endless) expect(paths).toBeGreaterThan(0n);
        expect(minutes?.most ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(minutes?.least ?? 0);
      }
    },
  );
});

describe('what no path comes to', () => {
  test('is named; cards and customers who insist are paths as well', () => {
    const { unreached } = explore(
      flowOf(`
outcomes: {over: {label: Over, group: done}, aside: {label: Aside, group: done}, gone: {label: Gone, group: done}}
offers: {gift: {label: A gift}, month: {label: A month}}
insist: bye
cards:
  angry: {label: Angry, say: Sorry., ask: {type: yes_no, yes: {end: aside}}}
  late: {label: Late, on: [hidden], say: Late.}
steps:
  - {id: a, say: Well?, ask: {type: choice, options: {in: In, out: {label: Out, go: last}}}}
  - {id: hidden, when: 'a == "out"', say: Hidden., ask: {type: yes_no, no: {end: gone}}}
  - {id: b, say: More?, ask: {type: choice, options: {x: X, y: {label: Y, when: 'a == "out"'}}}}
  - {id: deal, when: 'a == "out"', say: Take it., offer: [month]}
  - {id: last, say: Take it., offer: [gift], end: over}
  - {id: bye, say: Bye., end: over}
`),
    );
    expect(unreached).toEqual({
      steps: ['hidden', 'deal'],
      options: [{ step: 'b', option: 'y' }],
      cards: ['late'],
      offers: ['month'],
      outcomes: ['gone'],
    });
  });
});

describe('hard checks that no answer satisfies', () => {
  const asking = (checks: string) =>
    explore(
      flowOf(`
outcomes: {over: {label: Over, group: done}}
steps:
  - {id: how_many, say: How many?, ask: {type: number, min: 0, max: 10, check: [${checks}]}, end: over}
`),
    ).refusing;
  const check = (when: string, level = 'hard') => `{if: ${when}, level: ${level}, message: No.}`;

  test('are told: one by itself, or several between them', () => {
    expect(asking(check('how_many >= 0'))).toEqual([{ playbook: 'test', at: 'how_many', checks: ['how_many >= 0'] }]);
    expect(asking(`${check('how_many > 5')}, ${check('how_many <= 5')}`)).toEqual([
      { playbook: 'test', at: 'how_many', checks: ['how_many > 5', 'how_many <= 5'] },
    ]);
  });

  test('are none where some answer passes, or a reason is enough', () => {
    expect(asking(`${check('how_many > 5')}, ${check('how_many <= 4')}`)).toEqual([]);
    expect(asking(check('how_many >= 0', 'soft'))).toEqual([]);
  });
});
