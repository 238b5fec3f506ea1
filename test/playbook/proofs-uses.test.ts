import { describe, expect, test } from '@jest/globals';
import { HEAD, told } from './told.js';

const CHILD = `playbook: child
title: Child
version: 1
language: en
about: loss
facts:
  day: {type: date, label: Day}
  mood: {type: scale, label: Mood, optional: true}
outcomes:
  good: {label: Good, group: done}
  bad: {label: Bad, group: done}
steps:
  - {id: ask, say: A., ask: {type: yes_no, yes: {end: good}, no: {end: bad}}}
`;

describe('a playbook that is used', () => {
  const using = (step: string, more = '', child = CHILD) =>
    told(
      `${HEAD}steps:
  - {id: first, say: Hi., ask: {type: yes_no, no: {go: use_it}}}
  - {id: day, say: Which day?, ask: {type: date}}
  - {id: use_it, use: child, ${step}}
  - {id: last, say: Bye., end: done}
${more}`,
      { child },
    );

  test('is told only what is certainly there', () => {
    expect(using('with: {day: day}')).toEqual([
      'may-be-missing: "day" may not have been answered here: first → use_it',
    ]);
    expect(using('with: {day: day}, when: answered(day)')).toEqual([]);
    expect(using('with: {day: since}')).toEqual([
      'may-be-missing: "since" is optional, and may not be known here: first → use_it',
    ]);
    expect(using('with: {day: since}, when: answered(since)')).toEqual([]);
  });

  test('may be told what it can do without, whether it is there or not', () => {
    expect(
      using('with: {day: day}, when: answered(day)', '', CHILD.replace('label: Day', 'label: Day, optional: true')),
    ).toEqual([]);
    expect(using('with: {day: day}', '', CHILD.replace('label: Day', 'label: Day, optional: true'))).toEqual([]);
  });

  test('has an answer when it has come to an outcome, and none when it was skipped', () => {
    const more = `  - {id: more, say: 'M {{ use_it }}.', end: done}\n`;
    const way = 'when: answered(day), with: {day: day}';
    expect(using(`${way}, outcomes: {good: more}`, more)).toEqual([]);
    expect(using(`${way}, next: more`, more)).toEqual([
      'unreachable: nothing leads to step "last"',
      'may-be-missing: "use_it" may not have been answered here: first → use_it → more',
    ]);
  });

  test('needs no way on when each of its outcomes has one', () => {
    const last = (outcomes: string) =>
      told(
        `${HEAD}steps:\n  - {id: day, say: D., ask: {type: date}}\n  - {id: use_it, use: child, with: {day: day}, outcomes: {${outcomes}}}\n`,
        {
          child: CHILD,
        },
      );
    expect(last('good: {end: done}, bad: day')).toEqual([]);
    expect(last('good: {end: done}')).toEqual([
      'never-ends: the call comes to "use_it", the last step, and has no end',
    ]);
  });

  test('ends a circle, unless it can pass without a screen', () => {
    const steps = `${HEAD}steps:
  - {id: hello, say: Hi., ask: {type: yes_no, no: {end: done}}}
  - {id: ring, use: child, with: {day: since}, when: answered(since), outcomes: {bad: {end: done}}}
  - {id: again, next: [{if: vip, go: ring}, {else: {end: done}}]}
`;
    const always = steps.replace('with: {day: since}, when: answered(since), ', '');
    const child = CHILD.replace('label: Day', 'label: Day, optional: true');
    expect(told(always, { child })).toEqual([]);
    const silence = 'endless-loop: these steps can lead in a circle that shows nothing: ring → again → ring';
    expect(told(steps, { child })).toEqual([silence]);
    const silent = child.replace(
      'steps:\n',
      'steps:\n  - {id: sort, next: [{if: answered(day), end: good}, {else: ask}]}\n',
    );
    expect(told(always, { child: silent })).toEqual([silence]);
  });

  test('must have the kinds that fit', () => {
    expect(using('with: {day: vip}')).toEqual([
      'does-not-fit: fact "day" of "child" takes a date, and "vip" is yes or no',
    ]);
    const scale = (bounds: string) =>
      told(
        `${HEAD}steps:
  - {id: day, say: D., ask: {type: date}}
  - {id: mark, say: M., ask: {type: scale${bounds}}}
  - {id: use_it, use: child, with: {day: day, mood: mark}, end: done}
`,
        { child: CHILD },
      );
    expect(scale(', min: 2, max: 4')).toEqual([]);
    expect(scale(', max: 6')).toEqual([
      'does-not-fit: fact "mood" of "child" goes from 1 to 5, and "mark" from 1 to 6',
    ]);
  });

  test('with errors of its own is told of once, however often it is used', () => {
    const text = `${HEAD}steps:\n  - {id: a, use: child}\n  - {id: b, use: child}\n  - {id: last, say: B., end: done}\n`;
    expect(told(text, { child: CHILD.replace('end: good', 'end: god') })).toEqual([
      'broken-playbook: the playbook "child" has an error, so it cannot be used',
    ]);
  });

  test('that only has warnings can be used', () => {
    const child = CHILD.replace('outcomes:\n', 'outcomes:\n  never: {label: Never, group: done}\n');
    expect(using('with: {day: day}, when: answered(day)', '', child)).toEqual([]);
  });
});

describe('circles of uses', () => {
  const text = (id: string, uses: string) =>
    HEAD.replace('playbook: parts', `playbook: ${id}`).replace(/facts:[\s\S]*outcomes/, 'outcomes') +
    `steps:\n  - {id: hi, say: Hi.}\n${uses
      .split('')
      .map((used) => `  - {id: u_${used}, use: ${used}}\n`)
      .join('')}  - {id: last, say: B., end: done}\n`;

  const all = (uses: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(uses).map(([id, used]) => [id, text(id, used)]));

  test('are told of with their ids, from wherever one looks', () => {
    const texts = all({ a: 'b', b: 'c', c: 'a' });
    expect(told(texts['a'] ?? '', texts)).toEqual([
      'use-circle: these playbooks use each other in a circle: a → b → c → a',
    ]);
    expect(told(texts['b'] ?? '', texts)).toEqual([
      'use-circle: these playbooks use each other in a circle: b → c → a → b',
    ]);
  });

  test('make playbooks that lead to them broken, and no more', () => {
    const texts = all({ q: 'ad', a: 'b', b: 'a', d: '' });
    expect(told(texts['q'] ?? '', texts)).toEqual([
      'broken-playbook: the playbook "a" has an error, so it cannot be used',
    ]);
    expect(told(texts['d'] ?? '', texts)).toEqual([]);
  });

  test('two ways to one playbook are no circle', () => {
    const texts = all({ a: 'bc', b: 'd', c: 'd', d: '' });
    expect(told(texts['a'] ?? '', texts)).toEqual([]);
  });
});
