import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/playbook/compile.js';

const HEAD = `playbook: proofs
title: Proofs
version: 1
language: en
about: loss
facts:
  vip: {type: yes_no, label: Important}
  value: {type: number, label: Value}
outcomes:
  done: {label: Done, group: done}
`;

const COMPUTED = `computed:
  doubled: {type: number, value: score * 2}
  safe: {type: number, value: 'default(score, 0) * 2'}
`;

/** What is told of a playbook with these steps, apart from warnings. */
function told(steps: string, head = HEAD): readonly string[] {
  const { diagnostics } = compile(`${head}steps:\n${steps}`);
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
}

/** `first` may skip `score`, from which `doubled` and `safe` are worked out; what is under test comes after. */
const maybe = (steps: string) => `
  - {id: first, say: Hi., ask: {type: yes_no, no: {go: after}}}
  - {id: score, ask: {type: scale}}
${steps.replace(/^\n/, '')}`;

const missing = (read: string, path: string) => `may-be-missing: "${read}" may not have been answered here: ${path}`;

describe('an answer that may be missing', () => {
  test.each([
    ['in a condition', `  - {id: after, say: A., when: score > 3, end: done}`, [missing('score', 'first → after')]],
    ['behind answered', `  - {id: after, say: A., when: answered(score) and score > 3, end: done}`, []],
    ['behind not answered', `  - {id: after, say: A., when: not answered(score) or score > 3, end: done}`, []],
    ['behind a question mark', `  - {id: after, say: A., when: 'answered(score) ? score > 3 : vip', end: done}`, []],
    [
      'on the wrong side',
      `  - {id: after, say: A., when: 'answered(score) ? vip : score > 3', end: done}`,
      [missing('score', 'first → after')],
    ],
    [
      'behind default',
      `  - {id: after, say: A., when: '{default}(score, 0) > 3', end: done}`.replace('{default}', 'default'),
      [],
    ],
    [
      'behind another comparison of it',
      `  - {id: after, say: A., when: vip and score > 3 and score < 5, end: done}`,
      [missing('score', 'first → after')],
    ],
    [
      'through a computed value',
      `  - {id: after, say: 'A {{ doubled }}.', end: done}`,
      ['may-be-missing: "doubled" needs "score", which may not have been answered here: first → after'],
    ],
    ['through a computed value that is sure', `  - {id: after, say: 'A {{ safe }}.', end: done}`, []],
    [
      'behind answered of the computed value',
      `  - {id: after, say: A., when: answered(doubled) and doubled > 3, end: done}`,
      [],
    ],
    [
      'behind answered of what it reads',
      `  - {id: after, say: A., when: answered(score) and doubled > 3, end: done}`,
      [],
    ],
    [
      'in the text of a step that is shown only with it',
      `  - {id: after, say: 'A {{ score }}.', when: answered(score), end: done}`,
      [],
    ],
  ])('%s', (_, steps, expected) => {
    expect(told(maybe(steps), HEAD + COMPUTED)).toEqual(expected);
  });

  test('a branch that asked lets it through', () => {
    const steps = (condition: string) => `
  - id: after
    next:
      - {if: ${condition}, go: known}
      - else: unknown
  - {id: known, say: 'A {{ score }}.', end: done}
  - {id: unknown, say: U., end: done}`;
    expect(told(maybe(steps('answered(score)')), HEAD + COMPUTED)).toEqual([]);
    expect(told(maybe(steps('answered(score) and vip')), HEAD + COMPUTED)).toEqual([]);
    expect(told(maybe(steps('answered(doubled)')), HEAD + COMPUTED)).toEqual([]);
    expect(told(maybe(steps('vip')), HEAD + COMPUTED)).toEqual([missing('score', 'first → after → known')]);
  });

  test('the other branch of not answered lets it through', () => {
    const steps = `
  - id: after
    next:
      - {if: not answered(score), go: unknown}
      - {if: score > 3, end: done}
      - else: known
  - {id: known, say: 'A {{ score }}.', end: done}
  - {id: unknown, say: U., end: done}`;
    expect(told(maybe(steps), HEAD + COMPUTED)).toEqual([]);
  });

  test('an option that leads away has been picked', () => {
    const steps = `
  - {id: pick, say: P., ask: {type: choice, optional: true, options: {a: {label: A, go: next_one}, b: B}}}
  - {id: other, say: O., end: done}
  - {id: next_one, say: N., when: pick == "a", end: done}`;
    expect(told(steps)).toEqual([]);
  });

  test('a step that may be skipped, and a question that may be left open', () => {
    const steps = (more: string) => `
  - {id: score, say: S., ask: {type: scale${more.startsWith(',') ? more : ''}}${more.startsWith(',') ? '' : more}}
  - {id: after, say: 'A {{ score }}.', end: done}`;
    expect(told(steps(''))).toEqual([]);
    expect(told(steps(', optional: true'))).toEqual([missing('score', 'score → after')]);
    expect(told(steps('').replace('say: S.,', 'say: S., when: vip,'))).toEqual([
      missing('score', '(without score) → after'),
    ]);
  });

  test('a customer may insist before anything was asked', () => {
    const steps = `
  - {id: score, say: S., ask: {type: scale}}
  - {id: bye, say: 'B {{ score }}.', end: done}`;
    expect(told(steps, HEAD.replace('about: loss', 'about: loss\ninsist: bye'))).toEqual([
      missing('score', '(the customer insists) → bye'),
    ]);
  });

  test('a step may look at its own answer, in a check and in its route', () => {
    const steps = `
  - id: score
    when: vip
    say: S.
    ask: {type: scale, check: [{if: score < 2, level: soft, message: That low?}]}
    next:
      - {if: score > 3, end: done}
      - else: {end: done}`;
    expect(told(steps)).toEqual([]);
  });

  test('the condition of a step that is tried is looked at where it is tried', () => {
    const steps = (condition: string) => `
  - {id: score, say: S., ask: {type: scale, optional: true}}
  - {id: turn, try: {else: [one], then: {end: done}}}
  - {id: one, say: O., when: ${condition}, next: turn}`;
    expect(told(steps('answered(score) and score > 2'))).toEqual([]);
    expect(told(steps('score > 2'))).toEqual([missing('score', 'score → turn')]);
  });
});

describe('ways', () => {
  test('steps that only lost steps lead to are not told of', () => {
    const steps = `
  - {id: a, say: A., end: done}
  - {id: b, say: B., next: d}
  - {id: c, say: C., end: done}
  - {id: d, say: D., next: c}`;
    expect(told(steps)).toEqual(['unreachable: nothing leads to step "b"']);
  });

  test('lost steps in a circle are told of once', () => {
    const steps = `
  - {id: a, say: A., end: done}
  - {id: b, say: B., next: c}
  - {id: c, say: C., next: b}`;
    expect(told(steps)).toEqual(['unreachable: nothing leads to step "b"']);
  });

  test('a step that is only tried is reached', () => {
    const steps = `
  - {id: a, try: {else: [b], then: {end: done}}}
  - {id: b, say: B., when: vip, end: done}`;
    expect(told(steps)).toEqual([]);
  });

  test('a customer who insists reaches a step', () => {
    const steps = `
  - {id: a, say: A., end: done}
  - {id: b, say: B., end: done}`;
    expect(told(steps, HEAD.replace('about: loss', 'about: loss\ninsist: b'))).toEqual([]);
  });

  test('two circles without an end are two mistakes', () => {
    const steps = `
  - {id: a, say: A., ask: {type: choice, options: {x: {label: X, go: b}, y: {label: Y, go: c}, z: {label: Z, end: done}}}}
  - {id: b, say: B., next: b}
  - {id: c, say: C., next: d}
  - {id: d, say: D., next: c}`;
    expect(told(steps)).toEqual([
      'never-ends: from step "b" no end can be reached: b → b',
      'never-ends: from step "c" no end can be reached: c → d → c',
    ]);
  });

  test('trying comes to an end', () => {
    const steps = `
  - {id: turn, try: {else: [one, two], then: {end: done}}}
  - {id: one, say: O., next: turn}
  - {id: two, say: T., next: turn}`;
    expect(told(steps)).toEqual([]);
  });

  test('a circle of steps that may be skipped shows nothing', () => {
    const steps = `
  - {id: a, say: A., when: vip, ask: {type: yes_no, yes: {end: done}}}
  - {id: b, next: a}`;
    expect(told(steps)).toEqual(['endless-loop: these steps can lead in a circle that shows nothing: a → b → a']);
  });

  test('the last step needs no way on when all of its options have one', () => {
    expect(
      told(`
  - {id: a, say: A., ask: {type: yes_no, yes: {end: done}, no: {end: hung_up}}}`),
    ).toEqual([]);
    expect(
      told(`
  - {id: a, say: A., ask: {type: yes_no, optional: true, yes: {end: done}, no: {end: hung_up}}}`),
    ).toEqual(['never-ends: the call comes to "a", the last step, and has no end']);
  });
});

test('a thousand steps are proved in reasonable time', () => {
  const steps = Array.from(
    { length: 1000 },
    (_, index) => `
  - id: s${index}
    say: S.
    ask: {type: yes_no, no: {end: done}}
    when: ${index === 0 ? 'vip' : `answered(s${index - 1}) or vip`}
    next:
      - {if: vip and answered(s${index}) and s${index}, ${index < 999 ? `go: s${index + 1}` : 'end: done'}}
      - else: ${index < 998 ? `s${index + 2}` : '{end: done}'}`,
  ).join('');
  const before = performance.now();
  expect(told(steps)).toEqual([]);
  expect(performance.now() - before).toBeLessThan(10_000);
});
