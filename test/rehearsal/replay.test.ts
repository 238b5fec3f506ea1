import { describe, expect, test } from '@jest/globals';
import type { Command } from '../../src/call/command.js';
import { decide } from '../../src/call/decide.js';
import type { CallEvent, EventBody } from '../../src/call/event.js';
import { evolve, initialState } from '../../src/call/state.js';
import type { Flow } from '../../src/playbook/flow.js';
import { replay } from '../../src/rehearsal/replay.js';
import { answer, flowOf, start } from '../call/given.js';
import { pastCall } from './past-call.js';

const DAY = '2026-03-02';

const BASE = `
insist: part
facts:
  customer: {type: text, label: Customer}
  worth: {type: money, label: Worth}
outcomes:
  stays: {label: Stays, group: saved}
  leaves: {label: Leaves, group: lost}
offers:
  pause: {label: A pause}
  gift: {label: A gift}
cards:
  rival:
    label: They named a rival
    steps: [{id: which, say: Which one is it?, ask: {type: text}}]
steps:
  - {id: reason, say: Why?, ask: {type: choice, options: {price: Too dear, service: Bad service}}}
  - {id: gap, say: How far?, ask: {type: number}}
  - {id: until, say: Until when?, ask: {type: date, optional: true}}
  - {id: keep, say: Would this help?, offer: [pause, gift], accepted: {end: stays}}
  - {id: why, say: What else?, ask: {type: text}, next: part}
  - {id: part, say: We part as friends., end: leaves}
`;
const base = flowOf(BASE);

const begun = start({ customer: 'Mrs Khan', worth: '450' });
const SAVED: readonly Command[] = [
  begun,
  answer('price'),
  answer('120'),
  answer('2026-03-09'),
  answer('pause'),
  answer('accepted'),
  { type: 'end' },
];
const LOST: readonly Command[] = [
  begun,
  answer('service'),
  { type: 'open_card', card: 'rival' },
  answer('Acme'),
  answer('900'),
  answer(''),
  answer('none'),
  answer('They know us.'),
  answer(''),
  { type: 'end', note: 'Pity.' },
];

/** A call as it was taken with a flow; every command must be accepted. */
function taken(flow: Flow, commands: readonly Command[], day = DAY): readonly CallEvent[] {
  const events: EventBody[] = [];
  commands.reduce((state, command) => {
    const decision = decide(flow, state, command, day);
    if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal.message}`);
    events.push(...decision.events);
    return decision.events.reduce(evolve, state);
  }, initialState);
  return pastCall(events, day);
}

const edited = (...edits: readonly (readonly [string, string])[]): Flow =>
  flowOf(
    edits.reduce((text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`${from} is not in the playbook`);
      return text.replace(from, to);
    }, BASE),
  );

const same = { kind: 'same', unasked: [], inserted: [] };
const without = (...unasked: readonly string[]) => ({ ...same, unasked });
const inserting = (...inserted: readonly string[]) => ({ ...same, inserted });
const diverges = (at: string, code: string, text: string) => ({ kind: 'diverges', at, why: { code, text } });

const lacks = (at: string, text: string) => ({
  kind: 'lacks_evidence',
  at,
  why: { code: 'evidence_missing', text },
});

type Case = readonly [title: string, edits: readonly (readonly [string, string])[], saved: object, lost: object];

const CASES: readonly Case[] = [
  ['nothing', [], same, same],
  [
    'other words',
    [
      ['Why?', 'May I ask why?'],
      ['Bad service', 'Poor service'],
    ],
    same,
    same,
  ],
  [
    'a step that was put in',
    [['  - {id: until', '  - {id: sum, say: How much?, ask: {type: number}}\n  - {id: until']],
    diverges('gap', 'another_step', 'it leads to "sum", where the call did not come'),
    diverges('gap', 'another_step', 'it leads to "sum", where the call did not come'),
  ],
  [
    'a step that was put in behind a condition',
    [['  - {id: until', '  - {id: sum, say: How much?, when: gap > 500, ask: {type: number}}\n  - {id: until']],
    same,
    diverges('gap', 'another_step', 'it leads to "sum", where the call did not come'),
  ],
  [
    'a step that was taken out',
    [['  - {id: gap, say: How far?, ask: {type: number}}\n', '']],
    without('gap'),
    without('gap'),
  ],
  [
    'two steps the other way round',
    [
      ['  - {id: gap, say: How far?, ask: {type: number}}\n', ''],
      ['  - {id: keep', '  - {id: gap, say: How far?, ask: {type: number}}\n  - {id: keep'],
    ],
    same,
    same,
  ],
  [
    'an option that is gone',
    [[', service: Bad service', '']],
    same,
    diverges('reason', 'option_gone', 'option "service" is gone'),
  ],
  [
    'an option that is hidden',
    [['service: Bad service', 'service: {label: Bad service, when: worth > 1000}']],
    same,
    diverges('reason', 'option_hidden', 'option "service" is not shown'),
  ],
  [
    'an option that leads elsewhere',
    [['price: Too dear', 'price: {label: Too dear, end: leaves}']],
    { kind: 'other_outcome', was: { outcome: 'stays', group: 'saved' }, now: { outcome: 'leaves', group: 'lost' } },
    same,
  ],
  [
    'a bound',
    [['How far?, ask: {type: number}', 'How far?, ask: {type: number, max: 500}']],
    same,
    diverges('gap', 'answer_refused', 'the answer is not taken: it takes a number up to 500 now'),
  ],
  [
    'a check',
    [
      [
        'How far?, ask: {type: number}',
        'How far?, ask: {type: number, check: [{if: gap > 500, level: hard, message: Too much.}]}',
      ],
    ],
    same,
    diverges('gap', 'check_fails', 'a check speaks up: Too much.'),
  ],
  [
    'an answer that is needed now',
    [['type: date, optional: true', 'type: date']],
    same,
    diverges('until', 'answer_needed', 'an answer is needed, and was left open'),
  ],
  [
    'another type of question',
    [['Until when?, ask: {type: date', 'Until when?, ask: {type: number']],
    diverges('until', 'answer_refused', 'the answer is not taken: it takes a number now'),
    same,
  ],
  [
    'a fact that is needed now',
    [['  worth: {', '  town: {type: text, label: Town}\n  worth: {']],
    diverges('town', 'fact_needed', 'it is asked for, and the call did not have it'),
    diverges('town', 'fact_needed', 'it is asked for, and the call did not have it'),
  ],
  ['a fact that is not needed any more', [['  worth: {type: money, label: Worth}\n', '']], same, same],
  [
    'a card that is gone',
    [['  rival:\n', '  boss:\n']],
    same,
    diverges('gap', 'card_gone', 'card "rival" cannot be opened here'),
  ],
  [
    'an offer that is gone',
    [['offer: [pause, gift]', 'offer: [gift]']],
    diverges('keep', 'offer_gone', 'offer "pause" cannot be made: it is not among those of this step'),
    same,
  ],
  [
    'an offer that somebody else makes now',
    [['{label: A pause}', '{label: A pause, authority: team_lead}']],
    diverges('keep', 'offer_gone', 'offer "pause" cannot be made: it is for a team lead to make'),
    same,
  ],
  [
    'an offer that suits other reasons now',
    [
      ['insist: part', 'insist: part\nreason: reason'],
      ['{label: A pause}', '{label: A pause, suits: [service]}'],
    ],
    diverges('keep', 'offer_gone', 'offer "pause" cannot be made: it suits service, and the reason was another'),
    same,
  ],
  [
    'an offer that a rule holds back',
    [['insist: part', 'insist: part\nrules:\n  - never: {after: until, show: offer}']],
    diverges('until', 'another_step', 'it leads to "why", where the call did not come'),
    without('keep'),
  ],
  [
    'a screen that asks nothing',
    [['  - {id: until', '  - {id: sum, say: That adds up.}\n  - {id: until']],
    inserting('sum'),
    inserting('sum'),
  ],
  [
    'a screen that asks nothing, and leads some away',
    [
      [
        '  - {id: until',
        '  - {id: sum, say: That adds up., next: [{if: gap > 500, go: why}, {else: until}]}\n  - {id: until',
      ],
    ],
    inserting('sum'),
    { kind: 'same', unasked: ['until', 'keep'], inserted: ['sum'] },
  ],
  [
    'evidence that is needed now',
    [['leaves: {label: Leaves, group: lost', 'leaves: {label: Leaves, group: lost, needs: [until]']],
    same,
    lacks('leaves', 'the outcome needs evidence that was not given: until'),
  ],
  [
    'evidence that the call has',
    [
      ['group: lost', 'group: lost, needs: [why, note]'],
      ['group: saved', 'group: saved, needs: [offer]'],
    ],
    same,
    same,
  ],
  [
    'evidence that is asked for only at the end',
    [
      ['How far?, ask', 'How far?, when: worth > 1000, ask'],
      ['group: saved', 'group: saved, needs: [gap]'],
    ],
    same,
    without('gap'),
  ],
  [
    'another group of an outcome',
    [['group: lost', 'group: pending']],
    same,
    { kind: 'other_outcome', was: { outcome: 'leaves', group: 'lost' }, now: { outcome: 'leaves', group: 'pending' } },
  ],
];

describe('a past call against an edited playbook:', () => {
  test.each(CASES)('%s', (_, edits, saved, lost) => {
    const flow = edited(...edits);
    expect({ saved: replay(flow, taken(base, SAVED)), lost: replay(flow, taken(base, LOST)) }).toEqual({ saved, lost });
  });

  test('where the rep went back over what diverges, it is off the path; what was heard there counts', () => {
    const [first, ...rest] = SAVED.slice(1);
    if (first === undefined) throw new Error('no first answer');
    const back: Command = { type: 'back' };
    const detour = [begun, answer('service'), answer('900'), back, back, first, ...rest];
    expect(replay(edited([', service: Bad service', '']), taken(base, detour))).toEqual(same);

    const offered = [begun, answer('price'), answer('120'), answer(''), answer('gift'), answer('declined')];
    const changed = [
      ...offered,
      back,
      back,
      back,
      back,
      answer('121'),
      answer(''),
      answer('none'),
      answer('So.'),
      answer(''),
    ];
    const call = taken(base, [...changed, { type: 'end' }]);
    const once = '- {id: why, say: What else?, when: declined(gift), ask';
    expect(replay(edited(['- {id: why, say: What else?, ask', once]), call)).toEqual(same);
    const bounded = edited(
      ['ask: {type: number}', 'ask: {type: number, min: 121}'],
      ['- {id: why, say: What else?, ask', once],
    );
    expect(replay(bounded, call)).toEqual(same);
  });

  test('a customer who insisted, and nobody goes anywhere for that any more', () => {
    const call = taken(base, [begun, answer('price'), { type: 'insist' }, answer(''), { type: 'end' }]);
    expect(replay(base, call)).toEqual(same);
    expect(replay(edited(['insist: part\n', '']), call)).toEqual(
      diverges('gap', 'insist_gone', 'there is no way for who insists'),
    );
  });

  test('a customer who insisted where the rep went back over it has insisted all the same', () => {
    const back: Command = { type: 'back' };
    const detour = [begun, answer('price'), answer('900'), { type: 'insist' } as const, back, back];
    const call = taken(base, [...detour, answer('50'), ...SAVED.slice(3)]);
    expect(replay(edited(['{type: number}', '{type: number, max: 100}']), call)).toEqual(same);
    const barred = edited(
      ['{type: number}', '{type: number, max: 100}'],
      ['insist: part', 'insist: part\nrules:\n  - never: {after: insist, show: offer}'],
    );
    expect(replay(barred, call)).toEqual(
      diverges('until', 'another_step', 'it leads to "why", where the call did not come'),
    );
  });

  test('a call that was handed over before its first question can be handed over again', () => {
    const handOver: Command = {
      type: 'hand_over',
      what: 'Ask for the manager.',
      by: 'manager',
      due: DAY,
      call: 'test',
    };
    expect(replay(base, taken(base, [begun, handOver]))).toEqual(same);
    // One that comes to its outcome without a question was not led to that.
    const silent = flowOf(`
facts: {worth: {type: money, label: Worth}}
outcomes: {stays: {label: Stays, group: saved}}
steps:
  - {id: ask, when: worth > 1000, say: Why?}
  - {id: over, end: stays}
`);
    expect(replay(silent, taken(silent, [start({ worth: '450' }), handOver]))).toEqual(same);
  });

  test('an outcome that was picked by hand, and is gone', () => {
    const call = taken(base, [...LOST.slice(0, -1), { type: 'end', outcome: 'stays' }]);
    expect(replay(base, call)).toEqual(same);
    const flow = edited(['  stays:', '  kept:'], ['end: stays', 'end: kept']);
    expect(replay(flow, call)).toEqual(
      diverges('part', 'outcome_gone', 'outcome "stays" is gone, and was picked by hand'),
    );
  });

  test('an outcome that is against a rule now, and one that was against it then', () => {
    const flow = edited([
      'steps:\n  - {id: reason',
      'rules:\n  - before: {outcome: leaves, visit: [keep, gap]}\nsteps:\n  - {id: reason',
    ]);
    const insisted: readonly Command[] = [begun, answer('price'), { type: 'insist' }, answer('')];
    expect(replay(flow, taken(base, LOST))).toEqual(same);
    expect(replay(flow, taken(base, [...insisted, { type: 'end' }]))).toMatchObject({
      kind: 'diverges',
      at: 'leaves',
      why: { code: 'rule_broken' },
    });
    expect(replay(flow, taken(flow, [...insisted, { type: 'end', override: 'They hung up.' }]))).toEqual(same);
  });

  test('a fact that nobody asks for is known as it was then', () => {
    const unasked: readonly (readonly [string, string])[] = [
      ['worth: {type: money, label: Worth', 'worth: {type: money, label: Worth, asked: false'],
      ['- {id: gap, say', '- {id: gap, when: answered(worth) and worth > 100, say'],
    ];
    expect(replay(edited(...unasked), taken(edited(...unasked), SAVED))).toEqual(same);
    expect(replay(edited(...unasked), taken(base, SAVED))).toEqual(same);
    const later = [start({ customer: 'Mrs Khan' }), answer('450'), ...SAVED.slice(1)];
    expect(replay(edited(...unasked), taken(base, later))).toEqual(same);
    expect(
      replay(
        edited(['worth: {type: money, label: Worth', 'worth: {type: money, label: Worth, max: 400']),
        taken(base, SAVED),
      ),
    ).toEqual(diverges('worth', 'answer_refused', 'the answer is not taken: it takes an amount up to 400 now'));
  });

  test('words that were erased are held to no pattern and no check, before the first screen, on one, and after', () => {
    const strict: readonly (readonly [string, string])[] = [
      ['customer: {type: text, label: Customer', 'customer: {type: text, label: Customer, pattern: "[A-Z].*"'],
      ['What else?, ask: {type: text}', 'What else?, ask: {type: text, max: 3}'],
    ];
    const erased = (call: readonly CallEvent[]) =>
      JSON.parse(JSON.stringify(call).replaceAll(/"words":"[^"]*"/g, '"words":null')) as readonly CallEvent[];
    const asked = [start({ worth: '450' }), answer('Mrs Khan'), ...LOST.slice(1)];
    for (const commands of [LOST, asked]) {
      expect(replay(edited(...strict), erased(taken(base, commands)))).toEqual(same);
      expect(replay(edited(...strict), taken(base, commands))).toMatchObject({ kind: 'diverges', at: 'why' });
    }
  });

  test('a step that is left out counts as left out only where it stayed on the path', () => {
    const flow = edited(['How far?, ask', 'How far?, when: reason == "service", ask']);
    const back: Command = { type: 'back' };
    const gone = [begun, answer('price'), answer('120'), answer(''), back, back, back, answer('service')];
    const call = taken(base, [...gone, answer('7'), { type: 'end', outcome: 'hung_up' }]);
    expect(replay(flow, call)).toEqual(same);
    expect(replay(flow, taken(base, [begun, answer('price'), answer('120'), answer('')]))).toEqual(without('gap'));
  });

  test('a call that broke off is played up to there', () => {
    const call = taken(base, [begun, answer('price'), { type: 'end', outcome: 'hung_up' }]);
    expect(replay(edited(['Until when?, ask: {type: date', 'Until when?, ask: {type: number']), call)).toEqual(same);
    expect(replay(edited(['price: Too dear, ', '']), call)).toMatchObject({ kind: 'diverges', at: 'reason' });
  });

  test('a route that reads the day reads that of the call', () => {
    const flow = edited([
      '  - {id: until',
      '  - {id: sum, say: How much?, when: \'today < "2026-03-10"\', ask: {type: number}}\n  - {id: until',
    ]);
    const before = (day: string) =>
      replay(flow, taken(base, SAVED.slice(0, 3).concat({ type: 'end', outcome: 'hung_up' }), day));
    expect(before('2026-03-11')).toEqual(same);
    expect(before('2026-03-02')).toMatchObject({ kind: 'diverges', at: 'gap' });
  });

  test('nothing that a customer or a rep said is told of', () => {
    const secret = 'Zyxw';
    const call = taken(base, [
      begun,
      answer('price'),
      answer('1'),
      answer(''),
      answer('none'),
      answer(secret),
      answer(''),
      { type: 'end' },
    ]);
    for (const ask of [
      '{type: date}',
      '{type: number}',
      '{type: text, max: 2}',
      '{type: choice, options: {zy: Zy}}',
      '{type: text, pattern: "[0-9]+"}',
    ]) {
      const told = replay(edited(['What else?, ask: {type: text}', `What else?, ask: ${ask}`]), call);
      expect(told).toMatchObject({ kind: 'diverges', at: 'why' });
      expect(JSON.stringify(told)).not.toContain(secret);
    }
  });
});
