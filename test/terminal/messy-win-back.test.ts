import { expect, test } from '@jest/globals';
import { CTRL, DOWN, ENTER, UP } from './keys.js';
import { freshLog } from './log.js';
import { MONDAY, screen, sitDown, TUESDAY } from './messy-desk.js';
import { draftsIn, pathIn, taleIn } from './messy-tale.js';

const CUSTOMER = ['--customer', 'Jansen BV'];

test('an old complaint in mid sentence; an offer accepted on another day; paused, and insists in the end', async () => {
  const log = freshLog();
  const args = ['call', 'win-back', ...CUSTOMER];
  const monday = await sitDown({ args, log, day: MONDAY, opens: 'Has the letter reached' });
  await monday.press('1', 'Ring yourself');
  await monday.press('1', 'five minutes');
  await monday.press('1', 'How is it going for you');
  await monday.press('fine so', '› fine so');
  await monday.press(`${CTRL.o}3`, 'Tell me all of it');
  expect(await monday.press(`The invoices.${ENTER}`, 'should not have happened')).toBe(
    screen(`
       Win a customer back · Jansen BV                    4 done · 00:00 · step 0:00
      CARD  Brings up what went wrong: back to the question after this

      SAY  I'm sorry. That should not have happened to you. You'll hear from me what
           we've changed, or that we haven't.

      DO   Promise no change that you cannot show.

      ⏎ Enter goes on

      ^P back  ^F forward  ^N note  ^O cards  ^T trail  ^X way out  ^G why  ^C leave
    `),
  );
  await monday.press(ENTER, '› fine so');
  await monday.press(` far${ENTER}1`, 'what was it that made you go');
  await monday.press('1', 'If you ever came back');
  await monday.press(`Clear invoices.${ENTER}`, 'what I could offer you');
  await monday.press(CTRL.p, '› Clear invoices.');
  await monday.press(ENTER, 'what I could offer you');
  await monday.press('1', 'What would they pay');
  await monday.press(`200${ENTER}`, 'Ask your team lead: Their old price, for a year');
  await monday.press(`${DOWN}${DOWN}${ENTER}`, 'You offer: The first month on us');
  expect(await monday.closeWindow()).toBe(130);

  const tuesday = await sitDown({ args: ['resume'], log, day: TUESDAY, opens: 'You offer: The first month on us' });
  await tuesday.press(ENTER, 'From which day');
  await tuesday.press('16 nov', '› 16 nov');
  await tuesday.press(CTRL.x, 'The way out');
  expect(await tuesday.leave('4')).toBe(0);
  expect(tuesday.left()).toMatch(/Paused\. To go on with this call: holdfast resume /);

  const later = await sitDown({ args: ['resume'], log, day: TUESDAY, opens: 'From which day' });
  await later.press(`16 nov${ENTER}`, 'what we agreed');
  await later.press(`Clear invoices.${ENTER}`, 'Welcome back');
  await later.press(ENTER, 'Wrap up: Comes back');
  await later.press('/insist', '/insist');
  await later.press(ENTER, 'ask after you once more');
  await later.press('1', 'All the best to you until then');
  await later.press(ENTER, 'Wrap up: Does not come back');
  expect(await later.press(`${UP}346`, '6 [ ] drop:')).toBe(
    screen(`
       Win a customer back · Jansen BV                   16 done · 00:00 · step 0:00

      DO   Wrap up: Does not come back.

        1 Outcome: Does not come back
        2 [x] promise: Tell Jansen BV what has changed about this: The invoices. (Re…
        3 [ ] drop: First day of Jansen BV with us again: is everything as we said? …
        4 [ ] drop: Ask Jansen BV how the first weeks were, before they tell somebod…
        5 [x] promise: Ask Jansen BV how they are (Rep, phone, Tue, 2 Nov 2027)
      ❯ 6 [ ] drop: E-mail to Jansen BV: Welcome back
      A note, or nothing
      ›
      Space ticks · e opens it in your editor · Enter ends the call

      ^P back  ^F forward  ^N note  ^O cards  ^T trail  ^X way out  ^G why  ^C leave
    `),
  );
  expect(await later.leave(ENTER)).toBe(0);
  expect(taleIn(log)).toEqual([
    'win-back, by a rep',
    'customer: Jansen BV',
    'letter_there: sent',
    'dial: answered_phone',
    'hello: gladly',
    'card old_complaint, over how_now',
    'old_hurt: The invoices.',
    'old_owned',
    'card returned',
    'how_now: well (fine so far)',
    'left_for: cheaper',
    'wish: Clear invoices.',
    'back to wish',
    'wish: Clear invoices.',
    'may_offer: tell',
    'month_price: 20000',
    'offers first_month, which costs 20000',
    'resumed',
    'first_month is accepted',
    'paused',
    'resumed',
    'start_on: 2026-11-16',
    'agreed: Clear invoices.',
    'welcome',
    'insisted',
    'leave_well: hello',
    'next_year',
    'promises 2026-11-06, rep, phone: Tell Jansen BV what has changed about this: The invoices.',
    'promises 2027-11-02, rep, phone, call win-back: Ask Jansen BV how they are',
    'ends stays_away',
  ]);
  expect(pathIn(log).slice(-7)).toEqual([
    'new_offer',
    'new_offer: accepted',
    'start_on: 2026-11-16',
    'agreed: Clear invoices.',
    'welcome',
    'leave_well: hello',
    'next_year',
  ]);
  expect(draftsIn(log)).toEqual([]);
});
