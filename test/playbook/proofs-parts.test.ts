import { describe, expect, test } from '@jest/globals';
import { compile } from '../../src/playbook/compile.js';

const HEAD = `playbook: parts
title: Parts
version: 1
language: en
about: loss
facts:
  vip: {type: yes_no, label: Important}
  since: {type: date, label: Since, optional: true}
outcomes:
  done: {label: Done, group: done}
`;

const STEPS = `steps:
  - {id: first, say: Hi., ask: {type: yes_no, no: {go: last}}}
  - {id: day, say: Which day?, ask: {type: date}}
  - {id: last, say: Bye., end: done}
`;

/** What is told of a playbook, apart from warnings. */
function told(text: string, texts: Readonly<Record<string, string>> = {}): readonly string[] {
  const { diagnostics } = compile(text, (id) => texts[id]);
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
}

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
    expect(told(card(steps('{{ day }}')))).toEqual(['may-be-missing: "day" may not have been answered here: a']);
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
      'may-be-missing: "first" may not have been answered here: a → day',
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
      'may-be-missing: "day" may not have been answered when a call ends with "done": a',
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
      'may-be-missing: "put" may not have been answered here: put → last',
    ]);
    expect(told(offering(`  - {id: last, say: B., when: answered(put) and put == "declined", end: done}`))).toEqual([]);
  });

  test('leave an answer where it leads', () => {
    const more = (go: string) => `  - {id: skip, say: S., end: done}\n  - {id: ${go}, say: 'B {{ put }}.', end: done}`;
    expect(told(offering(more('yes'), ', accepted: {go: yes}'))).toEqual([]);
    expect(told(offering(more('yes'), ', accepted: {go: yes}, next: yes'))).toEqual([
      'unreachable: nothing leads to step "skip"',
      'may-be-missing: "put" may not have been answered here: put → yes',
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
