import { describe, expect, test } from '@jest/globals';
import { all, type Change, played, promised, read, written } from './played.js';

const call = (name: string, change?: Change, role?: Parameters<typeof played>[3]) =>
  played('defend-cancellation', name, change, role);

describe('less work for less money', () => {
  test('says the price, and what it makes over a year', async () => {
    const leaner = read(await call('leaner'), 'leaner');
    expect(leaner).toMatch(/€240 a month.*€60 less.*€720 over a year.*the second visit/s);
  });

  test('says no difference when nobody knows what they pay', async () => {
    const { path } = await call('leaner', { monthly_value: null, leaner_plain: 'stays', leaner: null });
    expect(path).toContain('leaner_plain');
    expect(path).not.toContain('leaner');
  });

  test('asks what they pay only when it is not known', async () => {
    expect((await call('thinking')).path).toContain('pays_now');
    const known = await call('thinking', { monthly_value: 1000, pays_now: null });
    expect(known.path).not.toContain('pays_now');
    expect(read(known, 'scope_gap')).toContain('€150 a month');
  });

  test('takes what they pay from the call that uses it', async () => {
    const used = await played('cancellation-request', 'talked-round', {
      'defend/behind_price': 'price',
      'defend/scope': 'named',
      'defend/new_price': 250,
      'defend/scope_gap': 'stays',
    });
    expect(used.path).not.toContain('defend/pays_now');
    expect(read(used, 'defend/scope_gap')).toContain('€50 a month');
  });

  test('needs a reason when it costs no less', async () => {
    await expect(call('leaner', { leaner_price: 300 })).rejects.toThrow(/no less than they pay now/);
  });

  test('is worked out another day when nobody can say it now', async () => {
    const later = { leaner_price: '', work_it_out: 'call', promise: '+3', leaner: null, agreed: null };
    expect((await call('leaner', later)).outcome).toBe('thinking');
  });
});

describe('the reason to stay', () => {
  test.each([
    ['offer', ['visits', 'half_month'], ['team lead: A month', 'team lead: A tenth', 'manager: A fifth']],
    ['back', ['visits'], ['team lead: A month', 'manager: Three months']],
  ])('%s: a rep gives the small one that suits, and is told whom to ask for the others', async (name, own, others) => {
    const { turns } = await call(name);
    const screen = turns.find((turn) => turn.screen.askFirst !== undefined)?.screen;
    expect(screen?.options.map(({ id }) => id)).toEqual([...own, 'none']);
    expect(screen?.askFirst).toEqual(others.map((other) => expect.stringContaining(`Ask your ${other}`)));
  });

  test('costs what they pay makes of it', async () => {
    expect(all(await call('offer'), 'offer_shown')).toMatchObject([{ offer: 'half_month', cost: { minor: 10_000 } }]);
    const year = { stay_incentive: ['tenth_off', 'accepted'] };
    expect(all(await call('offer', year, 'team_lead'), 'offer_shown')).toMatchObject([
      { offer: 'tenth_off', cost: { minor: 24_000 } },
    ]);
  });

  test('has what they pay asked for, once, when nobody has said it', async () => {
    const asked = await call('offer', { monthly_value: null, account_worth: 300 });
    expect(all(asked, 'offer_shown')).toMatchObject([{ offer: 'half_month', cost: { minor: 15_000 } }]);
    expect((await call('offer')).path).not.toContain('account_worth');
  });

  test('costs nothing that somebody made up', async () => {
    const [offer] = all(await call('offer', { monthly_value: null }), 'offer_shown');
    expect(offer?.offer).toBe('half_month');
    expect(offer).not.toHaveProperty('cost');
  });

  test('is accepted, slept on, declined', async () => {
    const taken = async (name: string) => all(await call(name), 'offer_answered').map(({ reply }) => reply);
    expect(await taken('offer')).toEqual(['accepted']);
    expect(await taken('back')).toEqual(['considering']);
    expect(await taken('lost')).toEqual(['declined']);
  });

  test('may be for the manager to give, when the rep gives none', async () => {
    const none = { stay_incentive: 'none', more_than_mine: 'later', manager_on: 'mon', agreed: null };
    const asked = await call('offer', none);
    expect(asked.outcome).toBe('with_manager');
    expect(all(asked, 'offer_shown')).toEqual([]);
  });
});

describe('what is promised', () => {
  test('the visit, the day we come back, and both in writing', async () => {
    const visit = await call('visit');
    expect(promised(visit)).toEqual([
      ['2026-11-22', 'Visit Garage De Linde, and hear every reason again', 'rep', 'visit'],
      ['2026-11-25', 'Show Garage De Linde what we would do differently', 'rep', 'visit'],
    ]);
    expect(written(visit)).toEqual([expect.stringMatching(/on Sun,? 22 Nov 2026.*Wed,? 25 Nov 2026/s)]);
  });

  test('the call of the manager whom they asked for', async () => {
    expect(promised(await call('manager'))).toEqual([
      ['2026-11-23', 'Call Bouwbedrijf Haan, who wants to leave', 'manager', 'phone'],
    ]);
  });

  test('the call to somebody who thinks it over, from which the decision is taken up again', async () => {
    expect(all(await call('thinking'), 'follow_up_promised')).toMatchObject([
      { due: '2026-12-01', by: 'rep', channel: 'phone', call: 'defend-cancellation' },
    ]);
    const back = await call('back', { where_now: 'stays', agreed: 'A call every month.', promise: null });
    expect(back.outcome).toBe('saved');
    expect(back.path).not.toContain('may_i');
  });

  test('what a card promised, though the customer leaves', async () => {
    expect(promised(await call('messy')).map(([due, what]) => [due, what])).toEqual([
      ['2026-11-22', 'Put right what made Slagerij Blom angry'],
      ['2026-11-23', 'Write to Slagerij Blom: Who answers for my account, by name.'],
      ['2027-02-21', 'Ask Slagerij Blom how it goes with the new supplier'],
    ]);
  });

  test('what was agreed, in their words, and a look after two weeks', async () => {
    const saved = await call('saved');
    expect(written(saved)).toEqual([expect.stringMatching(/agreed:\n\nA call on the first Monday of every month/)]);
    expect(promised(saved)).toMatchObject([['2026-12-05', expect.any(String), 'rep', 'phone']]);
  });
});
