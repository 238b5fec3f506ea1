import { describe, expect, test } from '@jest/globals';
import { screenOf } from '../../src/call/screen-of.js';
import { after, answer, at, flowOf, given, HEAD, perform, start, TODAY } from './given.js';

type State = ReturnType<typeof after>;

const optionsOf = (flow: ReturnType<typeof flowOf>, state: State) =>
  screenOf(flow, state, TODAY).options.map(({ id }) => id);

describe('at most so many offers', () => {
  const flow = flowOf(`
outcomes: {over: {label: Over, group: done}}
offers: {month: {label: A free month, times: 9}, visit: {label: A visit, times: 9, authority: manager}}
cards: {boss: {label: Boss, say: Well, offer: [month]}}
rules: [{at_most: {offers: 2}}]
steps:
  - {id: gift, say: Well, offer: [month, visit], declined: {go: gift}, next: bye}
  - {id: bye, say: Bye, ask: {type: yes_no, yes: {end: over}, no: {go: gift}}}
`);
  const declined = [answer('month'), answer('declined')] as const;

  test('once they are made, a step that offers is passed over, though somebody else could make one', () => {
    expect(optionsOf(flow, after(flow, start(), ...declined))).toEqual(['month', 'none']);
    const made = after(flow, start(), ...declined, ...declined);
    expect(at(made)).toBe('bye');
    expect(at(perform(flow, made, answer('n')))).toBe('bye');
  });

  test('going back undoes none of them, and what the customer heard can be said again', () => {
    const back = { type: 'back' } as const;
    const state = after(flow, start(), ...declined, answer('month'), back, back, back);
    expect(state.offers).toHaveLength(2);
    expect(optionsOf(flow, state)).toEqual(['month', 'none']);
    const again = after(flow, start(), ...declined, ...declined, back, back, answer('month'), answer('declined'));
    expect(again.offers).toHaveLength(2);
    expect(at(again)).toBe('bye');
  });

  test('one that a card makes counts, for the step over which it was opened as well', () => {
    const card = { type: 'open_card', card: 'boss' } as const;
    const state = after(flow, start(), ...declined, card, ...declined);
    expect(at(state)).toBe('gift');
    expect(optionsOf(flow, state)).toEqual(['none']);
    expect(screenOf(flow, state, TODAY).askFirst).toEqual(['No more offers: at most 2 offers in a call.']);
    given(flow, start(), ...declined, card, ...declined)
      .when(answer('month'))
      .refused('invalid', /pick one of the offers here: none; a rule of this playbook: at most 2 offers in a call/);
    given(flow, start(), ...declined, card, ...declined)
      .when(card)
      .refused('nothing', /nothing to show here/);
  });
});

describe('across playbooks that are used', () => {
  const child = `${HEAD.replace('playbook: test', 'playbook: child')}
outcomes: {stays: {label: Stays, group: saved}, leaves: {label: Leaves, group: lost}}
offers: {month: {label: A free month, times: 9}}
rules:
  - at_most: {offers: 2}
  - before: {outcome: leaves, visit: [ask]}
steps:
  - {id: hello, say: Hello, ask: {type: yes_no, yes: {go: gift}, no: {end: leaves}}}
  - {id: ask, say: Why?}
  - {id: gift, say: Well, offer: [month], accepted: {end: stays}, declined: {go: ask}, next: bye}
  - {id: bye, say: Bye, end: leaves}
`;
  const parent = (rules: string) =>
    flowOf(
      `
outcomes: {over: {label: Over, group: done}}
offers: {visit: {label: A visit, times: 9}}
rules: ${rules}
steps:
  - {id: gift, say: Well, offer: [visit], next: one}
  - {id: one, use: child, next: two}
  - {id: two, use: child, end: over}
`,
      { child },
    );
  const visit = [answer('visit'), answer('declined')] as const;
  const month = [answer('month'), answer('declined'), answer(undefined)] as const;

  test('the offers of all of them count for the playbook of the call', () => {
    const flow = parent('[{at_most: {offers: 2}}]');
    const state = after(flow, start(), ...visit, answer('y'), ...month);
    expect(at(state)).toBe('one/bye');
    expect(state.offers.map(({ offer }) => offer)).toEqual(['visit', 'one/month']);
  });

  test('those of its own part count for one that is used, and no others', () => {
    const flow = parent('[{at_most: {offers: 9}}]');
    const used = after(flow, start(), ...visit, answer('y'), ...month, ...month);
    expect(at(used)).toBe('one/bye');
    const twice = perform(flow, perform(flow, used, answer(undefined)), answer('y'));
    expect(at(twice)).toBe('two/gift');
  });

  test('a customer who insisted is made no offer there either, while the playbook of the call says so', () => {
    const flow = flowOf(
      `
insist: carry_out
outcomes: {over: {label: Over, group: done}}
rules: [{never: {after: insist, show: offer}}]
steps:
  - {id: hello, say: Hello}
  - {id: carry_out, say: Done., next: one}
  - {id: one, use: child, end: over}
`,
      { child },
    );
    const calm = after(flow, start(), answer(undefined), answer(undefined), answer('y'));
    expect(at(calm)).toBe('one/gift');
    const insisting = after(flow, start(), { type: 'insist' }, answer(undefined), answer('y'));
    expect(at(insisting)).toBe('one/bye');
  });

  test('what is shown while a playbook is played does not come after the step that uses it', () => {
    const flow = flowOf(
      `
outcomes: {over: {label: Over, group: done}}
rules: [{never: {after: one, show: offer}}]
steps:
  - {id: one, use: child, next: two}
  - {id: two, use: child, end: over}
`,
      { child },
    );
    const one = after(flow, start(), answer('y'));
    expect(optionsOf(flow, one)).toEqual(['month', 'none']);
    const two = [answer('month'), answer('accepted'), answer('y')].reduce(
      (state, each) => perform(flow, state, each),
      one,
    );
    expect(at(two)).toBe('two/bye');
  });

  test('one that is played again has visited nothing yet, and one that broke off kept its rules', () => {
    const again = `${HEAD.replace('playbook: test', 'playbook: child')}
outcomes: {over: {label: Over, group: done}}
offers: {month: {label: A month, times: 9}}
rules: [{never: {after: bye, show: offer}}, {always: {visit: [bye]}}]
steps:
  - {id: gift, say: Well, offer: [month], accepted: {end: hung_up}, declined: {go: bye}}
  - {id: bye, say: Bye, end: over}
`;
    const flow = flowOf(
      `
outcomes: {over: {label: Over, group: done}}
steps:
  - {id: one, use: child, next: more}
  - {id: more, say: More?, ask: {type: yes_no, yes: {go: one}, no: {end: over}}}
`,
      { child: again },
    );
    const twice = after(flow, start(), answer('month'), answer('declined'), answer(undefined), answer('y'));
    expect(at(twice)).toBe('one/gift');
    const broken = after(flow, start(), answer('month'), answer('accepted'), answer('n'), { type: 'end' });
    expect(broken.ended?.outcome).toBe('over');
  });

  test('what a used playbook came to against its rules needs a reason at wrap-up, and leaving does not', () => {
    const flow = parent('[{at_most: {offers: 9}}]');
    const rude = [start(), answer('none'), answer('n'), answer('y'), answer('none'), answer(undefined)] as const;
    given(flow, ...rude)
      .when({ type: 'end' })
      .refused('soft', /"Ask" before "Leaves"/);
    expect(perform(flow, after(flow, ...rude), { type: 'end', outcome: 'hung_up' }).ended?.outcome).toBe('hung_up');
    const asked = [start(), answer('none'), answer('y'), ...month, answer('none'), answer(undefined)] as const;
    const fair = after(flow, ...asked, answer('y'), answer('month'), answer('accepted'));
    expect(perform(flow, fair, { type: 'end' }).overridden).toEqual([]);
  });
});

describe('never after', () => {
  const flow = flowOf(`
insist: read_back
outcomes: {lost: {label: Leaves, group: lost, needs: [why]}}
offers: {month: {label: A free month, times: 9}}
cards: {rival: {label: Rival, say: Which?}}
rules:
  - never: {after: gift, show: offer}
  - never: {after: insist, show: why}
  - never: {after: insist, show: rival}
  - never: {after: read_back, show: sure}
  - never: {after: insist, show: read_back}
steps:
  - {id: why, say: Why?, ask: {type: text}}
  - {id: gift, say: Well, offer: [month], next: sure}
  - {id: sure, say: Sure?, ask: {type: yes_no, yes: {go: read_back}, no: {go: gift}}}
  - {id: read_back, say: You leave., ask: {type: yes_no, yes: {end: lost}, no: {go: sure}}}
`);

  test('a step may make its own offer, and comes to nothing when it is come to again', () => {
    const gift = after(flow, start(), answer('price'));
    expect(optionsOf(flow, gift)).toEqual(['month', 'none']);
    const offered = perform(flow, perform(flow, gift, answer('month')), answer('declined'));
    expect(at(offered)).toBe('sure');
    expect(at(perform(flow, offered, answer('n')))).toBe('sure');
  });

  test('a step that is barred is passed over, as when its `when` did not hold', () => {
    const state = after(flow, start(), answer('price'), answer('none'), answer('y'));
    expect(at(state)).toBe('read_back');
    expect(at(perform(flow, state, answer('n')))).toBe('read_back');
    expect(at(perform(flow, after(flow, start(), answer('x'), answer('none')), { type: 'back' }))).toBe('gift');
  });

  test('a customer who insists gets where such a customer goes, whatever the rules say', () => {
    expect(at(after(flow, start(), { type: 'insist' }))).toBe('read_back');
  });

  test('a card that is barred has nothing to show, and evidence is not asked for against a rule', () => {
    given(flow, start(), { type: 'insist' })
      .when({ type: 'open_card', card: 'rival' })
      .refused('nothing', /nothing to show here/);
    const leaving = [start(), { type: 'insist' }, answer('y')] as const;
    const evidence = screenOf(flow, after(flow, ...leaving), TODAY).items?.find(({ id }) => id === 'needs why');
    expect(evidence?.options.map(({ id }) => id)).toEqual(['would_not_say', 'not_asked']);
    given(flow, ...leaving)
      .when({ type: 'ask_need', need: 'why' })
      .refused('nothing', /cannot be asked any more/);
  });

  test('rules that bar every step that there is to come to give way', () => {
    const circle = flowOf(`
outcomes: {over: {label: Over, group: done}}
rules:
  - never: {after: one, show: one}
  - never: {after: two, show: two}
steps:
  - {id: one, say: One, ask: {type: yes_no, yes: {go: two}, no: {end: over}}, next: two}
  - {id: two, say: Two, ask: {type: yes_no, yes: {go: one}, no: {end: over}}, next: one}
`);
    expect(at(after(circle, start(), answer('y'), answer('y'), answer('y')))).toBe('two');
  });
});

describe('an outcome against a rule', () => {
  const flow = flowOf(`
insist: bye
facts: {yearly: {type: money, label: A year}}
outcomes:
  saved: {label: Stays, group: saved}
  lost: {label: Leaves, group: lost}
rules:
  - before: {outcome: lost, visit: [read_back, sorry]}
  - always: {visit: [consent], if: yearly > 1000}
steps:
  - {id: why, say: Why?, ask: {type: choice, options: {short: {label: Short, go: bye}, long: Long}}}
  - {id: read_back, say: You leave.}
  - {id: sorry, say: Sorry.}
  - {id: consent, say: May I?, ask: {type: yes_no}}
  - {id: bye, say: Bye., end: lost}
`);
  const short = (yearly: string) => [start({ yearly }), answer('short'), answer(undefined)] as const;

  test('is refused until there is a reason, and names every rule', () => {
    given(flow, ...short('2000'))
      .when({ type: 'end' })
      .refused('soft', /: "Read back" and "Sorry" before "Leaves"; "Consent" in every call where yearly > 1000\.$/);
    given(flow, ...short('20'))
      .when({ type: 'end' })
      .refused('soft', /: "Read back" and "Sorry" before "Leaves"\.$/);
    given(flow, ...short('20'))
      .when({ type: 'end', override: '  ' })
      .refused('soft', /Read back/);
  });

  test('passes with one, which is recorded for each rule, without the number of a card', () => {
    const masked = 'No time. [card number ending 1111]';
    given(flow, ...short('2000'))
      .when({ type: 'end', override: 'No time. 4111 1111 1111 1111' })
      .then(
        {
          type: 'rule_overridden',
          rule: '"Read back" and "Sorry" before "Leaves"',
          outcome: 'lost',
          reason: { words: masked },
        },
        {
          type: 'rule_overridden',
          rule: '"Consent" in every call where yearly > 1000',
          outcome: 'lost',
          reason: { words: masked },
        },
        { type: 'masked', ending: '1111' },
        { type: 'call_ended', outcome: 'lost', label: 'Leaves', group: 'lost', computed: [] },
      );
    const ended = perform(flow, after(flow, ...short('2000')), { type: 'end', override: 'No time.' });
    expect(ended.overridden.map(({ type }) => type)).toEqual(['rule_overridden', 'rule_overridden']);
  });

  test('is none where the rule was kept, and a reason that nothing asks for is not recorded', () => {
    const kept = [start({ yearly: '2000' }), answer('long'), ...Array(2).fill(answer(undefined)), answer('y')] as const;
    given(flow, ...kept, answer(undefined))
      .when({ type: 'end', override: 'Just so. 4111 1111 1111 1111' })
      .then({ type: 'call_ended', outcome: 'lost', label: 'Leaves', group: 'lost', computed: [] });
  });

  test('is one as well when it is picked by hand, at wrap-up or where the call broke off', () => {
    given(flow, ...short('2000'))
      .when({ type: 'end', outcome: 'saved' })
      .refused('soft', /: "Consent" in every call where yearly > 1000\.$/);
    given(flow, start({ yearly: '20' }))
      .when({ type: 'end', outcome: 'lost' })
      .refused('soft', /Read back/);
    expect(perform(flow, after(flow, ...short('20')), { type: 'end', outcome: 'saved' }).ended?.outcome).toBe('saved');
  });

  test('a step from which the rep went back is not visited', () => {
    const there = [start({ yearly: '20' }), answer('long'), answer(undefined), answer(undefined)] as const;
    const state = after(flow, ...there, { type: 'jump', visit: 1 }, answer('short'), answer(undefined));
    given(flow, ...there, { type: 'jump', visit: 1 }, answer('short'), answer(undefined))
      .when({ type: 'end' })
      .refused('soft', /Read back/);
    expect(state.path.map(({ step }) => step)).toEqual(['why', 'bye']);
  });

  test('leaving is never one', () => {
    for (const outcome of ['hung_up', 'wrong_number', 'abandoned']) {
      for (const before of [short('2000'), [start({ yearly: '2000' })]]) {
        expect(perform(flow, after(flow, ...before), { type: 'end', outcome }).ended?.outcome).toBe(outcome);
      }
    }
    const over = { type: 'hand_over', what: 'Call', by: 'manager', due: TODAY, call: 'test' } as const;
    expect(perform(flow, after(flow, start({ yearly: '2000' })), over).ended?.outcome).toBe('handed_over');
    expect(at(after(flow, start({ yearly: '2000' }), { type: 'insist' }))).toBe('bye');
    given(flow, ...short('2000'))
      .when({ type: 'pause' })
      .then({ type: 'paused' });
  });
});
