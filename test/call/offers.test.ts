import { describe, expect, test } from '@jest/globals';
import { screenOf } from '../../src/call/screen-of.js';
import type { Role } from '../../src/playbook/flow.js';
import { after, answer, at, flowOf, given, knows, perform, start, TODAY } from './given.js';

const flow = flowOf(`
reason: reason
facts:
  monthly: {type: money, label: Monthly, optional: true}
outcomes:
  saved: {label: Stays, group: saved, needs: [offer]}
  lost: {label: Leaves, group: lost}
offers:
  month: {label: A free month, cost: 'default(monthly, 0) * 1', suits: [price]}
  visit: {label: A visit, times: 2}
  year: {label: A free year, cost: '12 * 10', authority: manager}
steps:
  - {id: reason, say: Why?, ask: {type: choice, options: {price: Price, other: Other}}}
  - id: incentive
    say: Let me put something on the table.
    offer: [month, visit, year]
    accepted: {label: Takes it, end: saved}
    considering: {label: Thinks about it, go: again}
    declined: {go: again}
  - id: again
    say: Shall I try again?
    ask: {type: yes_no, yes: {go: incentive}, no: {end: lost}}
    next: incentive
`);

const begin = (reason: string, role?: Role) => [start({ monthly: '45.50' }, role), answer(reason)] as const;
const options = (state: ReturnType<typeof after>) => screenOf(flow, state, TODAY).options.map(({ id }) => id);

describe('a step of offers', () => {
  test('shows those that suit and that this rep may make; the others say whom to ask', () => {
    const state = after(flow, ...begin('price'));
    expect(options(state)).toEqual(['month', 'visit', 'none']);
    expect(screenOf(flow, state, TODAY).askFirst).toEqual(['Ask your manager: A free year']);
    expect(options(after(flow, ...begin('other')))).toEqual(['visit', 'none']);
    const manager = after(flow, ...begin('price', 'manager'));
    expect(options(manager)).toEqual(['month', 'visit', 'year', 'none']);
    expect(screenOf(flow, manager, TODAY).askFirst).toEqual([]);
    given(flow, ...begin('price'))
      .when(answer('year'))
      .refused('invalid', /pick one of the offers here: month, visit, none; "year" is for a manager to make/);
  });

  test('records what was shown with its cost, and how it was taken', () => {
    given(flow, ...begin('price'))
      .when(answer('month'))
      .then({
        type: 'offer_shown',
        visit: 3,
        step: 'incentive',
        offer: 'month',
        label: 'A free month',
        cost: { type: 'money', minor: 4550, currency: 'EUR' },
      });
    given(flow, ...begin('price'), answer('month'))
      .when(answer('accepted'))
      .then({
        type: 'offer_answered',
        visit: 3,
        step: 'incentive',
        offer: 'month',
        reply: 'accepted',
        label: 'Takes it',
        ends: 'saved',
      });
  });

  test('shows an offer as often as it may be, and is skipped when none is left', () => {
    const again = [answer('declined'), answer('y')] as const;
    const shownOnce = after(flow, ...begin('other'), answer('visit'), ...again);
    expect(options(shownOnce)).toEqual(['visit', 'none']);
    const shownTwice = [...begin('other'), answer('visit'), ...again, answer('visit'), ...again] as const;
    // The offer of a manager is left: it can be asked for, not made.
    expect(options(after(flow, ...shownTwice))).toEqual(['none']);
    const alone = flowOf(`
outcomes: {over: {label: Over, group: done}}
offers: {visit: {label: A visit}}
steps:
  - {id: incentive, say: Well, offer: [visit], declined: {go: incentive}, next: bye}
  - {id: bye, say: Bye, end: over}
`);
    expect(at(after(alone, start(), answer('visit'), answer('declined')))).toBe('bye');
  });

  test('goes on when none is made', () => {
    const state = after(flow, ...begin('price'), answer('none'));
    expect(at(state)).toBe('again');
    expect(knows(flow, state).value('incentive')).toBe('none');
    expect(state.offers).toEqual([]);
  });
});

test('going back undoes no offer; the answer to it can be set right', () => {
  const state = after(flow, ...begin('price'), answer('month'), answer('declined'));
  expect(at(state)).toBe('again');
  const back = perform(flow, state, { type: 'back' });
  expect(screenOf(flow, back, TODAY).do).toContain('A free month');
  const other = perform(flow, back, answer('considering'));
  expect(other.offers).toMatchObject([{ offer: 'month', reply: 'considering' }]);
  const further = perform(flow, perform(flow, back, { type: 'back' }), { type: 'back' });
  expect(at(further)).toBe('reason');
  expect(further.offers).toMatchObject([{ offer: 'month', reply: 'declined' }]);
  // The customer has heard it: it is taken up again, and is no second offer.
  const again = perform(flow, further, answer('price'));
  expect(options(again)).toEqual(['month', 'visit', 'none']);
  const taken = perform(flow, again, answer('month'));
  expect(screenOf(flow, taken, TODAY).prefill?.value).toMatchObject({ id: 'declined' });
  expect(perform(flow, taken, answer('accepted')).offers).toMatchObject([{ offer: 'month', reply: 'accepted' }]);
});

test('a step whose offers are used up is not skipped when the rep comes back to it', () => {
  const once = flowOf(`
outcomes: {over: {label: Over, group: done, needs: [gift]}}
offers: {tea: {label: Tea}}
steps:
  - {id: one, say: One, ask: {type: text}}
  - {id: gift, say: Tea?, offer: [tea]}
  - {id: bye, say: Bye, end: over}
`);
  const accepted = [start(), answer('a'), answer('tea'), answer('accepted')] as const;
  const back = after(once, ...accepted, { type: 'jump', visit: 1 }, { type: 'forward' });
  expect(at(back)).toBe('gift');
  const taken = perform(once, perform(once, back, answer('tea')), answer('accepted'));
  expect(taken.offers).toHaveLength(1);
  expect(at(taken)).toBe('bye');
});

test('expressions read what was offered and how it was taken', () => {
  const scope = knows(
    flow,
    after(flow, ...begin('price'), answer('month'), answer('declined'), answer('y'), answer('visit')),
  );
  expect([scope.offers('shown'), scope.offers('declined'), scope.offers('accepted')]).toEqual([2, 1, 0]);
  expect([scope.offers('shown', 'visit'), scope.offers('declined', 'visit')]).toEqual([1, 0]);
});

test('an outcome that needs an offer has it once one was shown', () => {
  const state = after(flow, ...begin('price'), answer('month'), answer('accepted'));
  expect(screenOf(flow, state, TODAY).items?.map(({ id }) => id)).toEqual(['outcome']);
});

test('each offer that is made asks on a screen of its own: what was set for one is not for another', () => {
  const back = { type: 'back' } as const;
  const key = (...commands: Parameters<typeof after>[1][]) =>
    screenOf(flow, after(flow, ...begin('price'), ...commands), TODAY).key;
  const one = [answer('month'), answer('declined'), back, back] as const;
  expect(key(...one, answer('visit'))).not.toBe(key(answer('month')));
  expect(key(...one, answer('month'))).toBe(key(answer('month')));
});

test('forward does not take over that no offer was made, once one was', () => {
  const back = { type: 'back' } as const;
  const state = after(flow, ...begin('price'), answer('none'), back, answer('month'), back);
  given(flow, ...begin('price'), answer('none'), back, answer('month'), back)
    .when({ type: 'forward' })
    .refused('nothing', /needs an answer/);
  expect(at(state)).toBe('incentive');
});
