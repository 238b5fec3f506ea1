import { describe, expect, test } from '@jest/globals';
import { position } from '../../src/call/position.js';
import type { State } from '../../src/call/state.js';
import { wrapUp } from '../../src/call/wrap-up.js';
import type { Value } from '../../src/playbook/value.js';
import { after, answer, at, flowOf, given, knows, perform, start, TODAY } from './given.js';

const branching = flowOf(`
reason: reason
insist: leave
facts:
  customer: {type: text, label: Customer, identifies: customer, personal: true}
  monthly: {type: money, label: Monthly value, optional: true}
computed:
  yearly: {type: money, value: monthly * 12}
outcomes:
  saved: {label: Stays, group: saved, needs: [reason, follow]}
  lost: {label: Leaves, group: lost, needs: [note]}
steps:
  - id: reason
    say: Why?
    ask:
      type: choice
      options:
        price: Too dear
        closing: {label: It closes, go: leave}
        other: {label: Else, words: true}
  - id: big
    when: yearly > 1000
    say: A big one.
  - id: follow
    say: When?
    ask: {type: date, optional: true}
  - id: stays
    say: Do you stay?
    ask: {type: yes_no, yes: {end: saved}, no: {go: leave}}
  - id: leave
    say: Farewell.
    end: lost
`);
const begun = [start({ customer: 'Jansen', monthly: '90' })];

describe('starting', () => {
  test('records the playbook, the facts, and the first screen', () => {
    given(branching)
      .when(start({ customer: 'Jansen' }))
      .then(
        {
          type: 'call_started',
          playbook: {
            id: 'test',
            title: 'Test',
            version: 1,
            hash: branching.hash,
            about: 'cancellation',
            reason: 'reason',
          },
          rep: 'Robin',
          currency: 'EUR',
          locale: 'en-GB',
        },
        {
          type: 'fact_set',
          fact: 'customer',
          label: 'Customer',
          question: 'text',
          personal: true,
          value: { type: 'text', words: 'Jansen' },
          identifies: 'customer',
        },
        { type: 'step_shown', visit: 1, frame: 'facts', step: 'monthly', options: [] },
      );
  });

  test('asks for the facts that no flag gave, then for the first step', () => {
    const asked = after(branching, start());
    expect(at(asked)).toBe('customer');
    expect(at(perform(branching, asked, answer('Jansen')))).toBe('monthly');
    expect(at(after(branching, start(), answer('Jansen'), answer('')))).toBe('reason');
  });

  test('holds flags to the same validation as keys', () => {
    given(branching)
      .when(start({ monthly: 'lots' }))
      .refused('invalid', /monthly: "lots" is not a number/);
    given(branching)
      .when(start({ colour: 'red' }))
      .refused('invalid', /not a fact of test; its facts: customer, monthly/);
  });
});

describe('answering', () => {
  test('records the answer with its label, and shows where it leads', () => {
    given(branching, ...begun)
      .when(answer('price'))
      .then(
        {
          type: 'answered',
          visit: 1,
          step: 'reason',
          question: 'choice',
          value: { type: 'choice', id: 'price', label: 'Too dear' },
        },
        { type: 'step_shown', visit: 2, frame: 'playbook', step: 'big', options: [] },
      );
  });

  test('skips a step whose condition does not hold, or is missing', () => {
    expect(at(after(branching, start({ customer: 'J', monthly: '10' }), answer('price')))).toBe('follow');
    expect(at(after(branching, start({ customer: 'J' }), answer(''), answer('price')))).toBe('follow');
  });

  test('refuses what is not an option, and names those that are', () => {
    given(branching, ...begun)
      .when(answer('cheap'))
      .refused('invalid', /"cheap" is not an option here; pick one of price, closing, other/);
  });

  test('keeps the words beside an option, and drops those beside one that asks for none', () => {
    const state = after(branching, ...begun, answer('other', { words: ' bad  luck ' }));
    expect(state.path[0]?.answer?.value).toEqual({ type: 'choice', id: 'other', label: 'Else', words: 'bad  luck' });
    const without = after(branching, ...begun, answer('price', { words: 'unasked' }));
    expect(without.path[0]?.answer?.value).toEqual({ type: 'choice', id: 'price', label: 'Too dear' });
  });
});

describe('going back', () => {
  const far = [...begun, answer('price'), answer(undefined), answer('tomorrow')];

  test('reopens the screen before, and keeps what was answered there', () => {
    const { when, state } = given(branching, ...far);
    expect(at(state)).toBe('stays');
    when({ type: 'back' }).then({ type: 'went_back', visit: 3 });
    const back = perform(branching, state, { type: 'back' });
    expect(at(back)).toBe('follow');
    expect(back.kept.get('follow 1')?.value).toEqual({ type: 'date', date: '2026-11-22' });
  });

  test('goes through any number of screens, and stops at the first', () => {
    const first = after(branching, ...far, { type: 'back' }, { type: 'back' }, { type: 'back' });
    expect(at(first)).toBe('reason');
    given(branching, ...far, { type: 'back' }, { type: 'back' }, { type: 'back' })
      .when({ type: 'back' })
      .refused('nothing', /first screen/);
  });

  test('reopens the facts that were asked for', () => {
    const state = after(branching, start(), answer('Jansen'), answer('90'), { type: 'back' });
    expect(at(state)).toBe('monthly');
    expect(at(perform(branching, state, answer('1')))).toBe('reason');
    expect(knows(branching, perform(branching, state, answer('1'))).value('monthly')).toBe(1);
  });

  test('forward takes over what still holds, and stops where the rep is needed', () => {
    const state = after(branching, ...far, { type: 'back' }, { type: 'back' }, { type: 'back' }, { type: 'forward' });
    expect(at(state)).toBe('stays');
    expect(state.path.map(({ step }) => step)).toEqual(['reason', 'big', 'follow', 'stays']);
    given(branching, ...far)
      .when({ type: 'forward' })
      .refused('nothing', /needs an answer/);
  });

  test('answers off the path are kept, and pre-fill when the path returns', () => {
    const elsewhere = after(branching, ...far, { type: 'back' }, { type: 'back' }, { type: 'back' }, answer('closing'));
    expect(at(elsewhere)).toBe('leave');
    expect(knows(branching, elsewhere).value('follow')).toBeUndefined();
    const returned = [{ type: 'back' }, answer('price'), answer(undefined)] as const;
    const again = returned.reduce((state, command) => perform(branching, state, command), elsewhere);
    expect(at(again)).toBe('follow');
    expect(again.kept.get('follow 1')?.value).toEqual({ type: 'date', date: '2026-11-22' });
  });

  test('from the wrap-up opens the last screen again', () => {
    const state = after(branching, ...far, answer('y'), { type: 'back' });
    expect(at(state)).toBe('stays');
  });
});

describe('wrapping up', () => {
  const toSaved = [...begun, answer('price'), answer(undefined), answer(''), answer('y')];
  const wrappedUp = (state: State) => {
    const at = position(branching, state, TODAY);
    if (at.kind !== 'wrap_up') throw new Error(`the call is at a ${at.kind}`);
    return wrapUp(branching, state, at.outcome, TODAY);
  };

  test('evidence that is missing is asked for', () => {
    const state = after(branching, ...toSaved);
    expect(wrappedUp(state)).toMatchObject({ missing: [{ kind: 'step', id: 'follow' }] });
    given(branching, ...toSaved)
      .when({ type: 'end' })
      .refused('invalid', /Stays still needs: follow/);
    const asked = after(branching, ...toSaved, { type: 'ask_need', need: 'follow' }, answer('tomorrow'));
    expect(wrappedUp(asked)).toMatchObject({ outcome: { id: 'saved' }, missing: [] });
  });

  test('or marked, and the mark is recorded with the outcome, its group, and what was computed', () => {
    given(branching, ...toSaved)
      .when({ type: 'end', waive: new Map([['follow', 'would_not_say']]), note: 'Glad.' })
      .then(
        { type: 'evidence_waived', need: 'follow', mark: 'would_not_say' },
        { type: 'noted', note: { words: 'Glad.' } },
        {
          type: 'call_ended',
          outcome: 'saved',
          label: 'Stays',
          group: 'saved',
          computed: [{ name: 'yearly', value: { type: 'money', minor: 108_000, currency: 'EUR' } }],
        },
      );
  });

  test('a mark for what is not missing is not recorded', () => {
    const given = after(branching, ...toSaved, { type: 'ask_need', need: 'follow' }, answer('tomorrow'));
    const ended = perform(branching, given, { type: 'end', waive: new Map([['follow', 'not_asked']]) });
    expect([...ended.waived]).toEqual([]);
  });

  test('a note is evidence', () => {
    const toLost = [...begun, answer('closing'), answer(undefined)];
    expect(wrappedUp(after(branching, ...toLost))).toMatchObject({ missing: [{ kind: 'note' }] });
    expect(wrappedUp(after(branching, ...toLost, { type: 'note', text: 'Sad.' }))).toMatchObject({ missing: [] });
  });

  test('a call that has ended takes nothing more', () => {
    const ended = [...begun, { type: 'end', outcome: 'hung_up' }] as const;
    given(branching, ...ended)
      .when(answer('price'))
      .refused('nothing', /has ended/);
    given(branching, ...ended)
      .when({ type: 'note', text: 'late' })
      .refused('nothing', /has ended/);
  });
});

test('a customer who insists goes to the declared step, whatever screen is open', () => {
  given(branching, ...begun)
    .when({ type: 'insist' })
    .then(
      { type: 'insisted', step: 'reason' },
      { type: 'step_shown', visit: 2, frame: 'playbook', step: 'leave', options: [] },
    );
});

describe('checks', () => {
  const checked = flowOf(`
outcomes:
  over: {label: Over, group: done}
steps:
  - id: gift
    say: How much?
    ask:
      type: money
      check:
        - {if: gift < 10, level: hard, message: Too little.}
        - {if: gift > 100, level: soft, message: That is a lot.}
    end: over
`);

  test('a hard one must be mended, whatever the reason', () => {
    given(checked, start())
      .when(answer('5', { override: 'please' }))
      .refused('invalid', /^Too little\.$/);
  });

  test('a soft one may be overridden, with a reason that is kept', () => {
    given(checked, start())
      .when(answer('500'))
      .refused('soft', /^€500: That is a lot\.$/);
    given(checked, start())
      .when(answer('500', { override: '  ' }))
      .refused('soft', /lot/);
    given(checked, start())
      .when(answer('500', { override: 'the boss agreed' }))
      .then(
        {
          type: 'check_overridden',
          visit: 1,
          step: 'gift',
          message: 'That is a lot.',
          reason: { words: 'the boss agreed' },
        },
        {
          type: 'answered',
          visit: 1,
          step: 'gift',
          question: 'money',
          value: { type: 'money', minor: 50_000, currency: 'EUR' },
          ends: 'over',
        },
      );
  });

  test('going back never undoes an override', () => {
    const state = after(checked, start(), answer('500', { override: 'agreed' }), { type: 'back' }, answer('50'));
    expect(state.overridden).toHaveLength(1);
  });

  test('forward does not take an answer over that a check speaks against', () => {
    const back = after(checked, start(), answer('500', { override: 'agreed' }), { type: 'back' });
    expect(back.kept.has('gift 1')).toBe(true);
    given(checked, start(), answer('500', { override: 'agreed' }), { type: 'back' })
      .when({ type: 'forward' })
      .refused('nothing', /needs an answer/);
  });
});

describe('try', () => {
  const trying = flowOf(
    `
outcomes:
  lost: {label: Leaves, group: lost}
options:
  verdict:
    no: {label: Still leaving, go: tactics}
steps:
  - id: reason
    ask: {type: choice, options: {price: Price, care: Care}}
  - id: tactics
    try:
      by: reason
      price: [scope, manager]
      else: [manager, visit]
      then: bye
  - {id: scope, say: Scope, ask: {type: choice, options: verdict}}
  - {id: manager, say: Manager, when: 'reason != "nobody" or true', ask: {type: choice, options: verdict}}
  - {id: visit, say: Visit, when: 'reason == "price"', ask: {type: choice, options: verdict}}
  - {id: bye, say: Bye, end: lost}
`.replace('reason != "nobody" or true', 'reason == "price" or reason == "care"'),
  );

  test('goes to the first fitting step not yet visited, then on', () => {
    const walk = [start(), answer('price'), answer('no'), answer('no')];
    expect(walk.map((_, to) => at(after(trying, ...walk.slice(0, to + 1))))).toEqual([
      'reason',
      'scope',
      'manager',
      'bye',
    ]);
  });

  test('falls back on else, and leaves out what does not hold', () => {
    const walk = [start(), answer('care'), answer('no')];
    expect(walk.map((_, to) => at(after(trying, ...walk.slice(0, to + 1))))).toEqual(['reason', 'manager', 'bye']);
  });

  test('what was tried on a path that was taken back may be tried again', () => {
    const state = after(
      trying,
      start(),
      answer('price'),
      answer('no'),
      { type: 'back' },
      { type: 'back' },
      answer('care'),
    );
    expect(at(state)).toBe('manager');
  });
});

describe('what a second reader found', () => {
  const daily = flowOf(`
outcomes:
  soon: {label: Soon, group: done}
  late: {label: Late, group: done}
steps:
  - id: day
    say: When?
    ask: {type: date}
    next:
      - {if: 'days_between(today, day) < 2', end: soon}
      - else: {end: late}
`);

  test('the outcome an answer led to stays when the day changes', () => {
    const state = after(daily, start(), answer('+3'));
    expect(position(daily, state, '2026-11-23')).toMatchObject({ kind: 'wrap_up', outcome: { id: 'late' } });
  });

  test('facts gone back over come again, each of them', () => {
    const commands = [start(), answer('Jansen'), answer('90'), { type: 'back' }, { type: 'back' }] as const;
    expect(at(after(branching, ...commands))).toBe('customer');
    expect(at(after(branching, ...commands, answer('Smit')))).toBe('monthly');
    expect(at(after(branching, ...commands, { type: 'forward' }))).toBe('reason');
  });

  const looping = flowOf(`
insist: pause
outcomes:
  over: {label: Over, group: done}
steps:
  - {id: one, say: One, ask: {type: text}}
  - {id: more, say: More?, ask: {type: yes_no, yes: {go: one}, no: {end: over}}}
  - {id: pause, say: Well, ask: {type: yes_no, yes: {go: one}, no: {end: over}}}
`);

  test('a step seen twice keeps two answers, and forward takes each to its own', () => {
    const commands = [start(), answer('first'), answer('y'), answer('second')];
    const back = [{ type: 'back' }, { type: 'back' }, { type: 'back' }] as const;
    const state = after(looping, ...commands, ...back, { type: 'forward' });
    expect(at(state)).toBe('more');
    const words = (value: Value | null | undefined) => (value?.type === 'text' ? value.words : undefined);
    expect(state.path.map((visit) => [visit.step, words(visit.answer?.value)])).toEqual([
      ['one', 'first'],
      ['more', undefined],
      ['one', 'second'],
      ['more', undefined],
    ]);
  });

  test('what was answered after insisting is not taken for what was left open before', () => {
    const commands = [start(), { type: 'insist' }, answer('y'), answer('x')] as const;
    const back = [{ type: 'back' }, { type: 'back' }, { type: 'back' }] as const;
    given(looping, ...commands, ...back)
      .when({ type: 'forward' })
      .refused('nothing', /needs an answer/);
  });

  test('flags are judged in the order of the playbook', () => {
    const pair = flowOf(`
facts:
  low: {type: number, label: Low}
  high: {type: number, label: High, check: [{if: high < low, level: hard, message: Too low.}]}
outcomes:
  over: {label: Over, group: done}
steps:
  - {id: bye, say: Bye, end: over}
`);
    given(pair)
      .when(start({ high: '1', low: '2' }))
      .refused('invalid', /high: Too low/);
  });

  test('a fact that is not asked is known when it is given, and else is not', () => {
    const quiet = flowOf(`
facts:
  monthly: {type: money, label: A month, asked: false}
outcomes: {over: {label: Over, group: done}}
steps:
  - {id: big, say: Much, when: 'default(monthly, 0) > 100'}
  - {id: bye, say: Bye, end: over}
`);
    expect(at(after(quiet, start()))).toBe('bye');
    expect(at(after(quiet, start({ monthly: '101' })))).toBe('big');
  });

  test('only what is missing can be asked', () => {
    given(branching, ...begun)
      .when({ type: 'ask_need', need: 'follow' })
      .refused('nothing', /nothing needs/);
  });
});
