import { describe, expect, test } from '@jest/globals';
import type { Raw } from '../../src/call/read-answer.js';
import type { Role } from '../../src/playbook/flow.js';
import { played, read } from './played.js';

describe('what the rep reads', () => {
  test('the difference in price, by the month and by the year', async () => {
    expect(read(await played('defend-cancellation', 'thinking'), 'scope_gap')).toMatch(/€150 a month.*€1,800/s);
  });

  test('the floor of a compensation: 5,000 / 50 = 100', async () => {
    expect(read(await played('missed-delivery', 'in-time'), 'gift_floor')).toContain('€100.');
  });

  test('no floor, when nobody knows the numbers', async () => {
    expect((await played('missed-delivery', 'in-time', { marketing_budget: '' })).path).not.toContain('gift_floor');
  });
});

describe('checks', () => {
  test('a compensation under the floor needs a reason', async () => {
    await expect(played('missed-delivery', 'in-time', { gift_cost: 99 })).rejects.toThrow(
      /Less than a new customer costs/,
    );
  });

  test('a compensation that is worth no more than they lost needs a reason', async () => {
    await expect(played('missed-delivery', 'in-time', { gift_worth: 60 })).rejects.toThrow(/do not come out ahead/);
  });

  test('a presentation comes after the visit', async () => {
    await expect(played('defend-cancellation', 'visit', { visit_on: '+3', present_on: '+2' })).rejects.toThrow(
      /before the visit/,
    );
  });

  test('what we spend above the floor is put to the manager', async () => {
    const more = await played('missed-delivery', 'in-time', { gift_cost: 101, manager_more: 'yes' });
    expect((await played('missed-delivery', 'in-time')).path).not.toContain('manager_more');
    expect(more.path).toContain('manager_more');
  });
});

describe('offers', () => {
  const costs = async (change: Readonly<Record<string, Raw>>, role?: Role) => {
    const { events } = await played('cancellation-request', 'smaller', change, role);
    return events.flatMap((event) => (event.type === 'offer_shown' ? [[event.offer, event.cost?.minor]] : []));
  };

  test('a tenth off for six months takes a team lead, and is kept with what it costs', async () => {
    const discount = { for_money: ['discount', 'declined'] };
    await expect(costs(discount)).rejects.toThrow(/for_money: pick one of the offers/);
    expect(await costs(discount, 'team_lead')).toEqual([
      ['discount', 12_000],
      ['less_for_less', undefined],
    ]);
  });

  test('nobody hears of a cost that cannot be known', async () => {
    expect(await costs({ pays_now: '', for_money: ['discount', 'declined'] }, 'manager')).toContainEqual([
      'discount',
      undefined,
    ]);
  });

  test('a smaller package that costs no less needs a reason', async () => {
    await expect(costs({ new_price: 200 })).rejects.toThrow(/No less than they pay now/);
  });
});

describe('what is promised when a call ends', () => {
  const promised = async (playbook: string, name: string) => {
    const { events } = await played(playbook, name);
    return events.flatMap((event) => (event.type === 'follow_up_promised' ? [event] : []));
  };
  const written = async (playbook: string, name: string) =>
    [...(await played(playbook, name)).state.drafts.values()].map(({ kind, body }) => `${kind}: ${body.words}`);

  test('a letter signed by hand, then a call with the new offer', async () => {
    expect(await promised('cancellation-request', 'cancelled')).toMatchObject([
      { id: 'read_back', due: '2026-11-23' },
      { id: 'send_what' },
      { id: 'sign_letter', by: 'manager', channel: 'letter', due: '2026-12-12' },
      { id: 'sign_letter_2', by: 'rep', channel: 'phone', due: '2026-12-19', call: 'win-back' },
    ]);
  });

  test('no letter to somebody who would rather have none', async () => {
    const calls = await promised('cancellation-request', 'insists');
    expect(calls.map(({ id }) => id)).toEqual(['read_back']);
  });

  test('the last day, in writing', async () => {
    const [mail] = await written('cancellation-request', 'insists');
    expect(mail).toMatch(/^email: Dear Slagerij Vos,.*30 Nov 2026 is your last day/s);
  });

  test('eighteen months of calm reminders for the backup', async () => {
    const calls = await promised('backup-vendor', 'backup');
    expect(calls.find(({ id }) => id === 'look_in')).toMatchObject({
      due: '2027-01-02',
      repeat: { count: 6, unit: 'week' },
      times: 13,
    });
  });
});
