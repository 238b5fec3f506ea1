import { describe, expect, test } from '@jest/globals';
import { HEAD, told } from './told.js';

describe('what is promised', () => {
  const promising = (more: string, head = HEAD) => `${head}steps:
  - {id: first, say: Hi., ask: {type: yes_no, no: {go: last}}}
  - {id: day, say: Which day?, ask: {type: date}}
${more}
`;
  const missing = ['may-be-missing: "day" may not have been answered here: first → last'];

  test.each([
    ['a day', 'follow_up: {on: day, what: Call}'],
    ['words', 'follow_up: {in: 1 day, what: "Call on {{ day }}"}'],
    ['to whom', 'draft: {kind: letter, to: "{{ day }}", subject: S, body: B}'],
    ['a subject', 'draft: {kind: letter, to: T, subject: "{{ day }}", body: B}'],
    ['a letter', 'draft: {kind: letter, to: T, subject: S, body: "{{ day }}"}'],
    ['the second of two', 'follow_up: [{in: 1 day, what: A}, {on: day, what: B}]'],
  ])('%s reads only what has been answered', (_, promise) => {
    expect(told(promising(`  - {id: last, say: B., ${promise}, end: done}`))).toEqual(missing);
    expect(
      told(promising(`  - {id: last, say: B., when: answered(day), ${promise}}\n  - {id: bye, say: B., end: done}`)),
    ).toEqual([]);
  });

  test('on a step reads its own answer, unless the question may be left open', () => {
    const own = (more: string) =>
      `  - {id: last, say: B., ask: {type: date${more}}, follow_up: {on: last, what: A}, end: done}`;
    expect(told(promising(own('')))).toEqual([]);
    expect(told(promising(own(', optional: true')))).toEqual([
      'may-be-missing: "last" may not have been answered here: first → last',
    ]);
  });

  test('may have a hole where a fact is optional', () => {
    const draft = (name: string) =>
      `  - {id: last, say: 'B {{ since }}.', draft: {kind: email, to: T, subject: S, body: "{{ ${name} }}"}, end: done}`;
    expect(told(promising(draft('since')))).toEqual([
      'may-be-missing: "since" is optional, and may not be known here: first → last',
    ]);
    expect(told(promising(draft('vip')))).toEqual([]);
    const computed = `${HEAD}computed:\n  from: {type: date, value: 'default(since, today)'}\n  at_once: {type: date, value: since}\n`;
    expect(told(promising(draft('from'), computed))).toEqual([]);
    expect(told(promising(draft('at_once'), computed))).toEqual([
      'may-be-missing: "at_once" needs "since", which is optional, and may not be known here: first → last',
    ]);
  });

  test('with an outcome is read wherever a call can end so', () => {
    const head = HEAD.replace('group: done}', 'group: done, follow_up: {on: day, what: Call}}');
    const steps = (end: string) =>
      promising(`  - {id: sure, say: S., end: done}\n  - {id: last, say: B., end: ${end}}`, head);
    expect(told(steps('done'))).toEqual([
      'may-be-missing: "day" may not have been answered when a call ends with "done": first → last',
    ]);
    expect(told(steps('hung_up'))).toEqual([]);
  });

  test('with an outcome may read the answer that leads to it', () => {
    const head = HEAD.replace('group: done}', 'group: done, follow_up: {in: 1 day, what: "{{ last }}"}}');
    const asking = (more: string) =>
      promising(
        `  - {id: last, say: B., ask: {type: yes_no, yes: {end: done}, no: {end: hung_up}${more}}, end: hung_up}`,
        head,
      );
    expect(told(asking(''))).toEqual([]);
    expect(told(asking(', optional: true'))).toEqual([]);
    expect(told(asking(', optional: true').replace('}, end: hung_up}', '}, end: done}'))).toEqual([
      'may-be-missing: "last" may not have been answered when a call ends with "done": first → last',
    ]);
  });
});
