import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/playbook/compile.js';
import { HEAD, told } from './told.js';

const STEPS = `steps:
  - {id: first, say: Hi., ask: {type: yes_no, no: {go: last}}}
  - {id: day, say: Which day?, ask: {type: date}}
  - {id: last, say: Bye., end: done}
`;

const warned = (text: string) => compile(text).diagnostics.map(({ code, message }) => `${code}: ${message}`);

describe('cards', () => {
  const card = (steps: string, after = STEPS) =>
    `${HEAD}cards:\n  boss:\n    label: Boss\n    steps:\n${steps}${after}`;

  test('come back, end, or lead into the playbook', () => {
    expect(told(card(`      - {id: a, say: A., ask: {type: yes_no, yes: {go: return}, no: {end: done}}}\n`))).toEqual(
      [],
    );
    expect(told(card(`      - {id: a, say: A., next: last}\n`))).toEqual([]);
    expect(told(card(`      - {id: a, say: A.}\n      - {id: b, say: B.}\n`))).toEqual([]);
    const asking = `      - {id: a, say: A., ask: {type: yes_no, no: {go: return}}}\n      - {id: b, say: B., next: a}\n`;
    expect(told(card(asking))).toEqual([]);
  });

  test('may not go round for ever, and the shortest way there is shown', () => {
    const steps = `
      - {id: a, say: A., ask: {type: choice, options: {x: {label: X, go: b}, y: {label: Y, go: c}, z: {label: Z, go: return}}}}
      - {id: b, say: B., next: c}
      - {id: c, say: C., next: d}
      - {id: d, say: D., next: c}
`;
    expect(told(card(steps.slice(1)))).toEqual([
      'card-never-returns: from card "boss" the call neither comes back nor ends: a → c → d → c',
    ]);
  });

  test('that lead into a circle of the playbook are not told of: the circle is', () => {
    const after = `${STEPS}  - {id: ring, say: R., next: ring}\n`;
    expect(told(card(`      - {id: a, say: A., next: ring}\n`, after))).toEqual([
      'never-ends: from step "ring" no end can be reached: ring → ring',
    ]);
  });

  test('may not go round without a screen', () => {
    const steps = (next: string) =>
      `      - {id: a, next: b}\n      - {id: b, ${next}, next: [{if: vip, go: a}, {else: return}]}\n`;
    expect(told(card(steps('source: A')))).toEqual([
      'endless-loop: these steps can lead in a circle that shows nothing: a → b → a',
    ]);
    expect(told(card(steps('say: B.')))).toEqual([]);
  });

  test('have no step that nothing leads to', () => {
    const steps = (next: string) => `      - {id: a, say: A.${next}}\n      - {id: b, say: B.}\n`;
    expect(told(card(steps(', next: return')))).toEqual(['unreachable: nothing leads to step "b"']);
    expect(told(card(steps('')))).toEqual([]);
  });

  test('know nothing of what was answered before', () => {
    const steps = (read: string) => `      - {id: a, say: 'A ${read}.'}\n`;
    expect(told(card(steps('{{ day }}')))).toEqual([
      'may-be-missing: "day" may not have been answered here: (card "boss") → a',
    ]);
    expect(told(card(steps('{{ vip }}')))).toEqual([]);
    expect(told(card(`      - {id: a, say: 'A {{ day }}.', when: answered(day)}\n`))).toEqual([]);
  });

  test('know what they asked themselves, and nobody else does', () => {
    const asking = `      - {id: a, say: A., ask: {type: scale}}\n      - {id: b, say: 'B {{ a }}.'}\n`;
    expect(told(card(asking))).toEqual([]);
    expect(told(card(asking, STEPS.replace('Bye.', "'Bye {{ a }}.'")))).toEqual([
      'may-be-missing: "a" may not have been answered here: first → last',
    ]);
    expect(told(card(asking, STEPS.replace('Bye.,', "'Bye {{ a }}.', when: answered(a),")))).toEqual([]);
  });

  test('bring a step of the playbook to where nothing is known', () => {
    const after = STEPS.replace('end: done}\n', 'next: day}\n').replace(
      'ask: {type: date}}',
      `ask: {type: date}, end: done, when: 'first'}`,
    );
    expect(told(card(`      - {id: a, say: A.}\n`, after))).toEqual([]);
    expect(told(card(`      - {id: a, say: A., next: day}\n`, after))).toEqual([
      'may-be-missing: "first" may not have been answered here: (card "boss") → a → day',
    ]);
  });

  test('are lists of their own to what is skipped in them', () => {
    const steps = (end: string, when = 'vip') => `      - {id: a, say: A., when: ${when}, ${end}}\n`;
    // An outcome that a skipped step names is passed over, and the card comes back: what is promised with it is not read.
    const head = HEAD.replace(
      'group: done}',
      'group: done, follow_up: {on: day, what: Call}}\n  other: {label: Other, group: done}',
    );
    const after = STEPS.replaceAll('end: done', 'end: other').replace('{type: date}}', '{type: date}, end: done}');
    const playbook = (end: string, when?: string) => card(steps(end, when), after).replace(HEAD, head);
    expect(told(playbook('end: other'))).toEqual([]);
    expect(told(playbook('end: done', 'answered(day)'))).toEqual([]);
    expect(told(playbook('end: done'))).toEqual([
      'may-be-missing: "day" may not have been answered when a call ends with "done": (card "boss") → a',
    ]);
  });

  test('keep the list of a try in use that a customer may come back to', () => {
    const steps = `steps:
  - {id: why, say: Why?, ask: {type: choice, options: {a: {label: A, end: done}, b: B}}}
  - {id: turn, try: {by: why, a: [one], else: [one], then: {end: done}}}
  - {id: one, say: One., next: turn}
`;
    expect(warned(HEAD + steps)).toEqual(['unused-list: option "a" ends with "done", so this list is never tried']);
    expect(warned(`${HEAD}cards:\n  again: {label: Again, say: A., next: turn}\n${steps}`)).toEqual([]);
  });
});

describe('offers', () => {
  const offering = (more: string, step = '') => `${HEAD}offers:\n  a: {label: A}\nsteps:
  - {id: put, say: P., offer: [a]${step}}
${more}`;

  test('may all be used up, so that nothing was answered', () => {
    expect(told(offering(`  - {id: last, say: B., when: put == "declined", end: done}`))).toEqual([
      'may-be-missing: "put" may not have been answered here: (without put) → last',
    ]);
    expect(told(offering(`  - {id: last, say: B., when: answered(put) and put == "declined", end: done}`))).toEqual([]);
  });

  test('leave an answer where it leads', () => {
    const more = (go: string) => `  - {id: skip, say: S., end: done}\n  - {id: ${go}, say: 'B {{ put }}.', end: done}`;
    expect(told(offering(more('yes'), ', accepted: {go: yes}'))).toEqual([]);
    expect(told(offering(more('yes'), ', accepted: {go: yes}, next: yes'))).toEqual([
      'unreachable: nothing leads to step "skip"',
      'may-be-missing: "put" may not have been answered here: (without put) → yes',
    ]);
  });

  test('need a way on when none was made', () => {
    const all = ', accepted: {end: done}, considering: {end: done}, declined: {end: done}';
    expect(told(offering('', all))).toEqual(['never-ends: the call comes to "put", the last step, and has no end']);
    expect(told(offering('', `${all}, end: done`))).toEqual([]);
  });

  test('go round without a screen when they are used up', () => {
    expect(told(offering(`  - {id: last, next: put}`, ', accepted: {end: done}'))).toEqual([
      'endless-loop: these steps can lead in a circle that shows nothing: put → last → put',
    ]);
  });
});
