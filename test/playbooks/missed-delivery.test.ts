import { describe, expect, test } from '@jest/globals';
import { all, type Change, played, promised, written } from './played.js';

const call = (name: string, change?: Change, role?: Parameters<typeof played>[3]) =>
  played('missed-delivery', name, change, role);

describe('the e-mail', () => {
  test('names the situation, the solution and the day', async () => {
    const [late] = written(await call('late'));
    expect(late).toMatch(/because a supplier did not deliver.*We lend you a demo unit.*Wed,? 25 Nov 2026/s);
    const [inTime] = written(await call('in-time'));
    expect(inTime).toMatch(/because it is held up on the way.*in time for the day on which you need it/s);
    const [theirs] = written(await call('considered'));
    expect(theirs).toMatch(/because of what I told you on the phone.*We do what you proposed/s);
  });

  test('names the option that helped last', async () => {
    const twice = { elsewhere: 'helps', satisfied: ['no', 'yes'] };
    expect(written(await call('late', twice))).toEqual([expect.stringMatching(/We lend you a demo unit/)]);
  });

  test('blames nobody for an order that was not clear', async () => {
    const [email] = written(await call('late', { cause: 'unclear' }));
    expect(email).toContain('because we did not make sure of what you ordered');
  });

  test('promises nothing that is not certain, and does not apologise for it yet', async () => {
    const [email] = written(await call('messy'));
    expect(email).toMatch(/we may not make that\s+day/);
    expect(email).not.toMatch(/sorry|place of another delivery/);
  });

  test('holds what they asked to have in writing', async () => {
    const [email] = written(await call('messy'));
    expect(email).toContain('above all: That the van is on you.');
    expect(written(await call('open'))).toEqual([expect.not.stringContaining('above all')]);
  });
});

describe('what is promised', () => {
  test('the manager learns of the risk at once, finds options, and calls who asked for it', async () => {
    expect(promised(await call('messy'))).toEqual([
      [
        '2026-11-23',
        expect.stringMatching(/^Options for Fietsen Kramer: delivery of .* at risk/),
        'manager',
        undefined,
      ],
      ['2026-11-23', expect.stringMatching(/^Call Fietsen Kramer, who asked for you/), 'manager', 'phone'],
      ['2026-11-23', 'Call Fietsen Kramer with options', 'rep', 'phone'],
      ['2026-11-23', 'Options for Fietsen Kramer, before they are called', 'manager', undefined],
    ]);
  });

  test('their boss hears what they allowed, from the manager', async () => {
    expect(promised(await call('late'))).toContainEqual([
      '2026-11-23',
      'Tell their boss (Bakkerij Smit) only this: That it is the supplier, and that a loan oven comes first.',
      'manager',
      'phone',
    ]);
  });

  test('nobody contacts a boss who is to be left out of it', async () => {
    expect(promised(await call('in-time')).filter(([, what]) => /boss/.test(String(what)))).toEqual([]);
  });
});

describe('the compensation', () => {
  test('is kept with what we spend on it, and another is put when one is not wanted', async () => {
    const late = await call('late');
    expect(all(late, 'offer_shown')).toMatchObject([
      { offer: 'supplies', cost: { minor: 15_000 } },
      { offer: 'training', cost: { minor: 15_000 } },
    ]);
    expect(all(late, 'offer_answered').map(({ reply }) => reply)).toEqual(['declined', 'accepted']);
  });

  test('money off is the call of the manager', async () => {
    const money = { make_good: ['money_off', 'accepted'] };
    await expect(call('late', money)).rejects.toThrow(/make_good: pick one of the offers/);
    expect(all(await call('late', money, 'manager'), 'offer_shown')).toMatchObject([{ offer: 'money_off' }]);
  });

  test('is called about by the manager, when they think about it', async () => {
    expect(promised(await call('considered'))).toContainEqual([
      '2026-11-24',
      'Call Tuincentrum Post, and make up for the delay',
      'manager',
      'phone',
    ]);
  });

  test('is none for somebody who wants none', async () => {
    const wants = { gift_cost: '', gift_worth: null, make_good: null, gift_day: null };
    const { path } = await call('in-time', wants);
    expect(path).toContain('next_time');
    expect(path).not.toContain('make_good');
    const declined = { make_good: ['treat', 'declined', 'none'], nothing_taken: 'wants_none', gift_day: null };
    expect((await call('in-time', declined)).outcome).toBe('met_on_time');
  });
});
