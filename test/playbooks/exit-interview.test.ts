import { describe, expect, test } from '@jest/globals';
import { type Change, played, promised, written } from './played.js';

const call = (name: string, change?: Change) => played('exit-interview', name, change);

describe('what is promised', () => {
  const tells = (found: ReturnType<typeof promised>) =>
    found.filter(([, what]) => /what we changed/.test(String(what))).map(([due, , by]) => [due, by]);

  test('what we changed is told to somebody who wants to hear it, and to nobody else', async () => {
    expect(tells(promised(await call('held')))).toEqual([['2027-01-02', 'manager']]);
    expect(tells(promised(await call('notes')))).toEqual([]);
  });

  test('whoever takes it over is named', async () => {
    expect(promised(await call('not-held'))).toEqual([
      [
        '2026-11-28',
        'Exit interview with Bakkerij Smit, held by The sales manager for the north',
        'manager',
        undefined,
      ],
    ]);
  });

  test('somebody who might come back is called, on the day they name', async () => {
    expect(promised(await call('messy'))).toContainEqual([
      '2026-12-05',
      'Call Fietsen Kramer, who might come back',
      'manager',
      'phone',
    ]);
    const quiet = promised(await call('messy', { may_call: 'no', call_on: null }));
    expect(quiet.filter(([, what]) => /come back/.test(String(what)))).toEqual([]);
  });

  test('nobody who would rather not is contacted again', async () => {
    const declined = await call('declined');
    expect([...promised(declined), ...written(declined)]).toEqual([]);
  });
});

describe('letters and e-mails', () => {
  test('a letter of thanks, which neither argues nor sells', async () => {
    const [letter, ...others] = written(await call('held'));
    expect(others).toEqual([]);
    expect(letter).toMatch(/^Dear Jansen BV,.*telling us openly why you left/s);
    expect(letter).not.toMatch(/offer|price|back to us/i);
  });

  test('the survey asks what the interview would', async () => {
    const [email] = written(await call('survey'));
    for (const asked of [/Before your last account manager/, /since then/, /our last proposal/, /weighed most/])
      expect(email).toMatch(asked);
  });
});
