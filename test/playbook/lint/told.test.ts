import { describe, expect, test } from '@jest/globals';
import { type Compiled, compile } from '../../../src/playbook/compile.js';
import { beyond } from '../../../src/playbook/lint/beyond.js';
import { holds } from '../../../src/playbook/lint/holds.js';
import type { Lint } from '../../../src/playbook/lint/linted.js';
import { longSay } from '../../../src/playbook/lint/long-say.js';
import { sameLabel } from '../../../src/playbook/lint/same-label.js';
import { unused } from '../../../src/playbook/lint/unused.js';

const HEAD = `playbook: parts
title: Parts
version: 1
language: en
about: loss
`;
const OUTCOMES = `outcomes:
  done: {label: Done, group: done}
`;
const BYE = `  - id: bye
    say: Goodbye.
    end: done
`;
const MARK = `  - id: mark
    say: From 1 to 5?
    ask: {type: scale}
`;

/** What one rule tells of a playbook, by line. */
function told(lint: Lint, ...parts: readonly string[]): readonly string[] {
  const { diagnostics, flow }: Compiled = compile([HEAD, ...parts].join(''), undefined, lint);
  if (flow === undefined && diagnostics.every(({ code }) => code !== 'no-answer-passes')) {
    throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  }
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

const steps = (...written: readonly string[]) => `${OUTCOMES}steps:\n${written.join('')}${BYE}`;

describe('conditions', () => {
  const shown = (when: string, facts = '') =>
    told(holds, facts, steps(MARK, `  - id: sorry\n    when: ${when}\n    say: I am sorry.\n`));

  test('that are typed as they are on purpose are left alone', () => {
    expect(shown('false')).toEqual([]);
    expect(shown('true')).toEqual([]);
    expect(shown('mark > 3')).toEqual([]);
    expect(shown('mark > 6')).toEqual(['never-holds: `mark > 6` never holds, so step "sorry" is never shown']);
  });

  test('do not always hold of a fact that may be missing', () => {
    const fact = (more: string) => `facts:\n  seats: {type: number, label: Seats, min: 1${more}}\n`;
    expect(shown('seats > 0', fact(''))).toHaveLength(1);
    expect(shown('seats > 0', fact(', optional: true'))).toEqual([]);
    expect(shown('seats > 0', fact(', asked: false'))).toEqual([]);
  });

  test('on the answer of a step may fail where the step was skipped', () => {
    const step = (when: string) => `  - id: again
${when}    say: And now?
    ask: {type: scale}
    next:
      - if: again >= 1
        go: bye
      - else: {end: done}
`;
    expect(told(holds, steps(MARK, step('')))).toEqual([
      'always-holds: `again >= 1` always holds, so the lines below it are never looked at',
    ]);
    expect(told(holds, steps(MARK, step('    when: mark > 2\n')))).toEqual([]);
  });

  test('of a set of options are told of once', () => {
    const options = `options:
  verdict:
    stays: Stays
    leaves: {label: Leaves, when: mark > 9}
`;
    const ask = (id: string) => `  - id: ${id}\n    say: Well?\n    ask: {type: choice, options: verdict}\n`;
    expect(told(holds, options, steps(MARK, ask('one'), ask('two')))).toEqual([
      'never-holds: `mark > 9` never holds, so option "leaves" can never be picked',
    ]);
  });

  test('below one that always holds are not told of as well', () => {
    const next = `    next:
      - if: mark >= 1
        go: bye
      - if: mark > 3
        end: done
      - else: bye
`;
    expect(told(holds, steps(MARK + next)).map((line) => line.slice(0, 12))).toEqual(['always-holds']);
  });

  test('of a hard check are an error when no answer passes, even typed as they are', () => {
    const check = (condition: string, level: string) =>
      told(holds, steps(MARK.replace('scale', `scale, check: [{if: ${condition}, level: ${level}, message: No.}]`)));
    expect(check('mark > 0', 'hard')).toEqual([
      'no-answer-passes: no answer is taken: `mark > 0` always holds, and the check is hard',
    ]);
    expect(check('true', 'hard')).toHaveLength(1);
    expect(check('mark > 1', 'hard')).toEqual([]);
    expect(check('mark > 0', 'soft')).toEqual([
      'always-holds: `mark > 0` always holds, so every answer needs a reason',
    ]);
  });

  test('of a rule are looked at where anything may be missing', () => {
    const rule = (condition: string) =>
      told(holds, `rules:\n  - always: {visit: [mark], if: '${condition}'}\n`, steps(MARK));
    expect(rule('mark >= 1')).toEqual([]);
    expect(rule('mark > 5')).toEqual(['never-holds: `mark > 5` never holds, so the rule forbids nothing']);
    expect(rule('default(mark, 1) >= 1')).toHaveLength(1);
  });

  test('end for a playbook that is made to keep its author waiting', () => {
    const scales = Array.from({ length: 12 }, (_, at) => MARK.replace('mark', `m${at}`)).join('');
    const all = Array.from({ length: 12 }, (_, at) => `m${at} == 3`).join(' and ');
    const when = Array.from({ length: 2000 }, (_, at) => `  - id: t${at}\n    when: ${all} and m1 == 4\n    say: x\n`);
    const found = told(holds, steps(scales, ...when)).length;
    expect(found).toBeGreaterThan(10);
  });
});

describe('facts and computed values that nothing uses', () => {
  const facts = (more: string) => `facts:\n  seats: {type: number, label: Seats${more}}\n`;
  const use = (step: string) => told(unused, facts(''), steps(MARK, step));

  test('are told of, unless nobody is asked, or they tell who the customer is', () => {
    expect(told(unused, facts(''), steps(MARK))).toEqual([
      'unused-fact: the rep is asked for "seats" before every call, and the playbook does nothing with it',
    ]);
    expect(told(unused, facts(', optional: true'), steps(MARK))).toHaveLength(1);
    expect(told(unused, facts(', asked: false'), steps(MARK))).toEqual([]);
    const named =
      'facts:\n  customer: {type: text, label: Customer}\n  id: {type: text, label: Id, identifies: customer}\n';
    expect(told(unused, named, steps(MARK))).toEqual([]);
  });

  test.each([
    ['in a text', '  - id: s\n    say: For {{ seats }} seats.\n'],
    ['in a text, between single braces', '  - id: s\n    say: For {seats} seats.\n'],
    ['in a condition', '  - id: s\n    when: seats > 3\n    say: Many.\n'],
    ['in a check', '  - id: s\n    ask: {type: number, check: [{if: s > seats, level: soft, message: More?}]}\n'],
    ['by an option', '  - id: s\n    ask: {type: choice, options: {a: A, b: {label: B, when: seats > 3}}}\n'],
    ['by a branch', '  - id: s\n    say: x\n    next: [{if: seats > 3, go: bye}, {else: bye}]\n'],
    ['in a follow-up', '  - id: s\n    say: x\n    follow_up: {what: "Send {{ seats }}", in: 3 days}\n'],
    ['in a draft', '  - id: s\n    say: x\n    draft: {kind: email, to: A, subject: B, body: "{{ seats }}"}\n'],
  ])('are used %s', (_, step) => {
    expect(use(step).filter((line) => line.startsWith('unused'))).toEqual([]);
  });

  test('are used by the cost of an offer', () => {
    const offer = '  - id: s\n    say: x\n    offer: [gift]\n';
    expect(told(unused, facts(''), 'offers:\n  gift: {label: A gift, cost: seats}\n', steps(offer))).toEqual([]);
  });

  test('are told of once, where one leads to the other', () => {
    const computed =
      'computed:\n  half: {type: number, value: seats / 2}\n  quarter: {type: number, value: half / 2}\n';
    expect(told(unused, facts(''), computed, steps(MARK))).toEqual([
      'unused-computed: "quarter" is worked out, and nothing uses it',
    ]);
    const labelled = computed.replace('quarter: {', 'quarter: {label: A quarter, ');
    expect(told(unused, facts(''), labelled, steps(MARK))).toEqual([]);
  });
});

describe('offers', () => {
  const offers = 'offers:\n  gift: {label: A gift, authority: manager}\n  tea: {label: Tea}\n';
  const step = (list: string) =>
    steps(`  - id: s\n    say: x\n    offer: [${list}]\n  - id: t\n    say: x\n    offer: [tea]\n`);

  test('of which a rep may make none are told of, unless they are no rep', () => {
    expect(told(beyond, offers, step('gift'))).toEqual([
      'offer-beyond: step "s" has no offer that a rep may make: the least of them is for a manager',
    ]);
    expect(told(beyond, offers, step('gift, tea'))).toEqual([]);
    expect(told(beyond, 'run_by: manager\n', offers, step('gift'))).toEqual([]);
    expect(told(beyond, 'run_by: team_lead\n', offers, step('gift'))).toHaveLength(1);
  });
});

test('fifty words are not too long to say; what is filled in is one of them', () => {
  const say = (count: number) =>
    told(
      longSay,
      'facts:\n  name: {type: text, label: Name}\n',
      steps(`  - id: s\n    say: "{{ name }}, ${'word – '.repeat(count)}"\n`),
    );
  expect(say(49)).toEqual([]);
  expect(say(50)).toEqual(['long-say: 51 words take about 20 seconds to say, and the customer only listens']);
});

test('labels may stand twice where one of the two is hidden', () => {
  const options = (when: string) =>
    told(
      sameLabel,
      steps(MARK, `  - id: s\n    ask: {type: choice, options: {a: Yes please, b: {label: yes  please${when}}}}\n`),
    );
  expect(options('')).toEqual(['same-label: options "a" and "b" have one label, so nobody can tell them apart']);
  expect(options(', when: mark > 3')).toEqual([]);
});
