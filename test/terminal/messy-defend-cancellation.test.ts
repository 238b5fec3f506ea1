import { expect, test } from '@jest/globals';
import { CTRL, DOWN, ENTER, UP } from './keys.js';
import { freshLog } from './log.js';
import { MONDAY, screen, sitDown, TUESDAY } from './messy-desk.js';
import { pathIn, taleIn } from './messy-tale.js';

const CUSTOMER = ['--customer', 'Jansen BV'];

test('angry in mid sentence; one offer declined, one accepted; insists, and sleeps on it', async () => {
  const log = freshLog();
  const args = ['call', 'defend-cancellation', ...CUSTOMER];
  const monday = await sitDown({ args, log, day: MONDAY, opens: 'Thank you for telling me yourself' });
  await monday.press('1', 'What made you decide');
  await monday.press('1', 'If the prices were the same');
  await monday.press('1', "what you'd be paying over there");
  await monday.press(CTRL.p, '❯ 1 It really is the price');
  await monday.press('2', 'Something else is behind it: in a few words');
  await monday.press('nobody ca', '› nobody ca');
  await monday.press(`${CTRL.o}6`, 'every right to be angry');
  await monday.press(`The invoices.${ENTER}`, 'may I put it right');
  expect(await monday.press('y', 'By which day')).toBe(
    screen(`
       Defend a cancellation · Jansen BV                  4 done · 00:00 · step 0:00
      CARD  Is angry: back to the question after this

      SAY  Thank you. By which day does it have to be right?

      Type a day: fri, tomorrow, +3, 31 dec, 2026-12-31
      ›

      ^P back  ^F forward  ^N note  ^O cards  ^T trail  ^X way out  ^G why  ^C leave
    `),
  );
  await monday.press(`fri${ENTER}`, '› nobody ca');
  await monday.press(`lls${ENTER}`, 'second chance');
  await monday.press(CTRL.p, '❯ 2 Something else is behind it');
  await monday.press('2', '› nobody calls');
  await monday.press(ENTER, 'second chance');
  await monday.press('3', "what you'd be paying over there");
  await monday.press('4', 'may I try one more');
  await monday.press(`${CTRL.n}Wants to be heard.${ENTER}1`, 'what less of');
  await monday.press('more ca', '› more ca');
  expect(await monday.closeWindow()).toBe(130);

  const tuesday = await sitDown({ args: ['resume'], log, day: TUESDAY, opens: 'what less of' });
  await tuesday.press(`More calls.${ENTER}`, 'If I change that');
  await tuesday.press('3', 'Have you counted');
  await tuesday.press('3', 'same town');
  await tuesday.press('3', 'my manager in');
  await tuesday.press('4', 'look at your account');
  await tuesday.press(`300${ENTER}`, 'Ask your team lead: A tenth off, for a year Ask your manager: A fifth off');
  await tuesday.press(ENTER, 'You offer: A visit from me every quarter');
  await tuesday.press('3', 'From which day should it stop');
  await tuesday.press(CTRL.p, 'You offer: A visit from me every quarter');
  await tuesday.press(CTRL.p, 'putting something on the table');
  await tuesday.press(`${DOWN}${ENTER}`, 'You offer: Half of the next month on us');
  await tuesday.press(ENTER, 'Let me say back');
  await tuesday.press('/insist', '/insist');
  await tuesday.press(ENTER, 'From which day should it stop');
  await tuesday.press(`31 dec${ENTER}`, 'Thank you for the time');
  await tuesday.press(ENTER, 'which important client');
  await tuesday.press(ENTER, 'Wrap up: Leaves');
  await tuesday.press(`${UP}${UP}`, '‹ Leaves ›');
  await tuesday.press('    ', '‹ Wants to think it over ›');
  expect(await tuesday.press(ENTER, 'Wrap up: Wants to think it over')).toBe(
    screen(`
       Defend a cancellation · Jansen BV                 19 done · 00:00 · step 0:00

      DO   Wrap up: Wants to think it over.

        1 Outcome: Wants to think it over
      ❯ 2 The answer to "Promise":  ( ) Ask it now  ( ) Would not say  ( ) Not asked
        3 [x] promise: Put right what made Jansen BV angry (Rep, Fri, 6 Nov 2026)
      A note, or nothing
      ›
      Enter asks it now · Space goes through the rest

      ^P back  ^F forward  ^N note  ^O cards  ^T trail  ^X way out  ^G why  ^C leave
    `),
  );
  await tuesday.press(ENTER, "you won't have to chase us");
  await tuesday.press(`mon${ENTER}`, 'promise: Call Jansen BV as promised (Rep, phone, Mon, 9 Nov 2026)');
  expect(await tuesday.leave(`So she said.${ENTER}`)).toBe(0);

  expect(taleIn(log)).toEqual([
    'defend-cancellation, by a rep',
    'customer: Jansen BV',
    'opening: they',
    'reason: cheaper',
    'behind_price: price',
    'back to behind_price',
    'card angry, over behind_price',
    'complaint_first: The invoices.',
    'complaint_owned: true',
    'complaint_by: 2026-11-06',
    'card returned',
    'behind_price: ["behind","nobody calls"]',
    'back to behind_price',
    'behind_price: ["behind","nobody calls"]',
    'second_chance: leaves',
    'scope: leaves',
    'note: Wants to be heard.',
    'may_i: more',
    'resumed',
    'own_it: More calls.',
    'if_changed: leaves',
    'know_them: leaves',
    'local: leaves',
    'manager: leaves',
    'account_worth: 30000',
    'offers visits',
    'visits is declined',
    'back to stay_incentive',
    'back to stay_incentive',
    'offers half_month, which costs 15000',
    'half_month is accepted',
    'insisted',
    'last_day: 2026-12-31',
    'leave_well',
    'reach_out: null',
    'promise: 2026-11-09',
    'note: So she said.',
    'promises 2026-11-06, rep: Put right what made Jansen BV angry',
    'promises 2026-11-09, rep, phone, call defend-cancellation: Call Jansen BV as promised',
    'ends thinking, not lost',
  ]);
  expect(pathIn(log).slice(-8)).toEqual([
    'account_worth: 30000',
    'stay_incentive',
    'stay_incentive: accepted',
    'agreed',
    'last_day: 2026-12-31',
    'leave_well',
    'reach_out',
    'promise: 2026-11-09',
  ]);
});
