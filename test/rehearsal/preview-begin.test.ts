import { describe, expect, test } from '@jest/globals';
import { foldBodies } from '../../src/call/onward.js';
import { screenOf } from '../../src/call/screen-of.js';
import { initialState } from '../../src/call/state.js';
import { begin } from '../../src/rehearsal/preview-begin.js';
import { at, flowOf, HEAD, knows, perform, start, TODAY } from '../call/given.js';

const inner = `${HEAD.replace('playbook: test', 'playbook: plead')}
outcomes: {stays: {label: Stays, group: saved}, goes: {label: Goes, group: lost}}
steps:
  - {id: why, say: Why?, ask: {type: choice, options: {price: Price, other: Other}}}
  - {id: sure, say: Sure?, ask: {type: yes_no, yes: {end: goes}, no: {end: stays}}}
`;
const flow = flowOf(
  `
reason: reason
facts:
  customer: {type: text, label: Customer}
  monthly: {type: money, label: Monthly, optional: true, min: 0}
computed:
  yearly: {type: money, label: Yearly, value: monthly * 12}
outcomes: {over: {label: Over, group: done}}
offers: {month: {label: A month, suits: [price]}, year: {label: A year, authority: manager}}
cards: {boss: {label: Wants the boss, on: [gap], say: You do?}}
steps:
  - {id: reason, say: Why?, ask: {type: choice, options: {price: Price, boss: {label: Boss, when: 'default(yearly, 0) > 100'}}}}
  - {id: gap, say: How much?, ask: {type: number, min: 0, check: [{if: gap > 50, level: soft, message: Much.}]}}
  - {id: worth, when: 'default(yearly, 0) > 1000', say: "{{ yearly }}, {{ gap }}?", ask: {type: choices, options: {a: A, b: B}}}
  - {id: keep, say: Well?, offer: [month, year]}
  - {id: pleading, use: plead}
  - {id: quick, say: Quick?, ask: {type: yes_no, yes: {end: over}}}
  - {id: last, say: So?, end: over}
`,
  { plead: inner },
);

const { facts: _, ...starting } = start({}, 'rep') as Extract<ReturnType<typeof start>, { type: 'start' }>;
const begun = (from: string | undefined, set: Readonly<Record<string, string>> = {}) =>
  begin(flow, { start: starting, set: new Map(Object.entries(set)), ...(from === undefined ? {} : { from }) }, TODAY);

/** The state at which a preview begins, and what the trainer is told of it. */
function stateAt(from: string | undefined, set: Readonly<Record<string, string>> = {}) {
  const events = begun(from, set);
  if (!events.ok) throw new Error(events.problem);
  return { state: foldBodies(initialState, events.events), told: events.told };
}

const trouble = (from: string | undefined, set: Readonly<Record<string, string>> = {}) => {
  const { problem = '', hint = '' } = { ...begun(from, set) } as { problem?: string; hint?: string };
  return [problem, hint];
};

describe('a preview that begins at a step', () => {
  test('stands there as if the answers had been given, in the order of the playbook', () => {
    const { state, told } = stateAt('worth', { gap: '12', reason: 'price', monthly: '450', customer: 'Jo' });
    expect(told).toEqual([]);
    expect(state.path.map(({ step }) => step)).toEqual(['reason', 'gap', 'worth']);
    expect(screenOf(flow, state, TODAY)).toMatchObject({ say: '€5,400, 12?', header: { customer: 'Jo', done: 2 } });
    const on = perform(flow, state, { type: 'answer', raw: ['a'] });
    expect(at(on)).toBe('keep');
    expect(at(perform(flow, perform(flow, state, { type: 'back' }), { type: 'answer', raw: '13' }))).toBe('worth');
  });

  test('says which answers it reads that are not there, and why a call would not show it', () => {
    expect(stateAt('worth').told).toEqual([
      '! a call would skip "worth": when default(yearly, 0) > 1000 (yearly is missing)',
      '! "worth" reads what is not set: monthly, gap',
    ]);
    expect(at(stateAt('worth').state)).toBe('worth');
    expect(stateAt('gap').told).toEqual([]);
  });

  test('what it hands to a playbook that it uses, and what its letter reads, is among what is missing', () => {
    const handing = flowOf(
      `
facts:
  customer: {type: text, label: Customer, optional: true}
  town: {type: text, label: Town}
outcomes: {over: {label: Over, group: done}}
steps:
  - {id: pleading, use: plead, with: {who: customer}}
  - id: letter
    say: I write to you.
    draft: {kind: email, to: x@example.com, subject: From us, body: "To {{ town }}"}
    end: over
`,
      { plead: inner.replace('\noutcomes', '\nfacts: {who: {type: text, label: Who, optional: true}}\noutcomes') },
    );
    const told = (from: string) => {
      const events = begin(handing, { start: starting, set: new Map(), from }, TODAY);
      return events.ok ? events.told : [events.problem];
    };
    expect(told('pleading')).toEqual(['! "pleading" reads what is not set: customer']);
    expect(told('letter')).toEqual(['! "letter" reads what is not set: town']);
  });

  test('takes the answers of offers, of playbooks that are used, of several options, and past soft checks', () => {
    const set = { reason: 'price', gap: '60', worth: 'a,b', keep: 'accepted', pleading: 'stays' };
    const { state } = stateAt('last', set);
    const knowing = knows(flow, state);
    expect(['gap', 'worth', 'keep', 'pleading'].map((name) => knowing.value(name))).toEqual([
      60,
      ['a', 'b'],
      'accepted',
      'stays',
    ]);
    expect(state.offers).toMatchObject([{ offer: 'month', reply: 'accepted' }]);
    expect(stateAt('last', { reason: 'price', keep: 'month declined' }).state.offers).toMatchObject([
      { offer: 'month', reply: 'declined' },
    ]);
    expect(knows(flow, stateAt('last', { keep: 'none' }).state).value('keep')).toBe('none');
    // Where an answer leads is not where the preview goes.
    expect(stateAt('last', { quick: 'yes' }).state.path[0]?.answer).toEqual({
      value: expect.objectContaining({ yes: true }),
    });
  });

  test('can begin in a playbook that is used, and in a card', () => {
    const { state } = stateAt('pleading/sure', { gap: '1', 'pleading/why': 'price' });
    expect(state.path.map(({ step }) => step)).toEqual(['gap', 'pleading', 'pleading/why', 'pleading/sure']);
    expect(at(perform(flow, state, { type: 'answer', raw: 'no' }))).toBe('quick');
    expect(at(stateAt('pleading').state)).toBe('pleading/why');
    const card = stateAt('boss');
    expect(card.told).toEqual(['· the card is opened over "gap"']);
    expect(screenOf(flow, card.state, TODAY)).toMatchObject({ card: 'Wants the boss', say: 'You do?' });
    expect(at(perform(flow, card.state, { type: 'answer' }))).toBe('gap');
  });

  test('without a step, begins as a call', () => {
    expect(at(stateAt(undefined, { customer: 'Jo', monthly: '5' }).state)).toBe('reason');
    expect(at(stateAt(undefined).state)).toBe('customer');
  });
});

test('what cannot be is told, with what to type instead', () => {
  expect(trouble('wort')).toEqual(['there is no step "wort"', 'did you mean "worth"?']);
  expect(trouble('sure')).toEqual(['there is no step "sure"', 'did you mean "pleading/sure"?']);
  expect(trouble('pleading/shure')[1]).toBe('did you mean "pleading/sure"?');
  expect(trouble('worth', { gap: '-4' })[0]).toBe('gap: -4 is too low; the least is 0');
  expect(trouble('worth', { gapp: '4' })).toEqual([
    '"gapp" is no fact and no step of test',
    'did you mean --set gap=…?',
  ]);
  expect(trouble('worth', { reason: 'boss' })[0]).toMatch(/^reason: .*"boss"/);
  expect(trouble('worth', { worth: 'a' })).toEqual(['"worth" is the step to begin at', 'leave its --set out']);
  expect(trouble('gap', { 'pleading/why': 'price' })[0]).toBe(
    '"pleading/why" is no step that "gap" can see the answer of',
  );
  expect(trouble('last', { pleading: 'stayz' })[1]).toBe('did you mean "stays"?');
  expect(trouble('last', { reason: 'price', keep: 'month' })[0]).toBe('keep: how was the offer taken?');
  expect(trouble('last', { keep: 'month' })[0]).toBe('keep: pick one of the offers here: none');
  expect(trouble(undefined, { gap: '4' })[0]).toBe('"gap" is a step, and --set without --from takes facts');
  expect(trouble(undefined, { monthly: 'much' })[0]).toMatch(/^monthly: /);
  expect(trouble('__proto__')[0]).toBe('there is no step "__proto__"');
});
