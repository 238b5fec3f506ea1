import { expect, test } from '@jest/globals';
import { CTRL, ENTER, UP } from './keys.js';
import { freshLog } from './log.js';
import { MONDAY, screen, sitDown, TUESDAY } from './messy-desk.js';
import { draftsIn, pathIn, taleIn } from './messy-tale.js';

const CUSTOMER = ['--customer', 'Jansen BV'];

test('at 40 columns: needs something in mid sentence; they hang up', async () => {
  const log = freshLog();
  const args = ['call', 'backup-vendor', ...CUSTOMER];
  const monday = await sitDown({ args, log, columns: 40, day: MONDAY, opens: 'Are you calm' });
  await monday.press('2', 'Thank you for letting me know');
  await monday.press(ENTER, 'Let me be your backup');
  await monday.press('3', 'When may I ask you again');
  await monday.press(CTRL.p, '❯ 3 Wants to think about it');
  await monday.press('1', 'what tipped it');
  await monday.press('too', '› too');
  await monday.press(CTRL.o, 'Which card');
  expect(await monday.press('3', 'Tell me what you need')).toBe(
    screen(`
       A deal is lo… · Jansen BV  00:00 3/3+
      CARD  Needs something right now: back
      to the question after this

      SAY  Tell me what you need, and by
           when. I'll see to it as if you'd
           been with us for years.

      DO   This is what a backup is for.
           Promise only what will be kept.

      Type a few words
      ›

      ^P back ^F fwd ^N note ^O cards
      ^T trail ^X out ^G why ^C leave
    `),
  );
  await monday.press(`Two pumps${ENTER}`, 'What comes of it');
  await monday.press('3', '› too');
  await monday.press(` slow${ENTER}3`, 'done differently');
  await monday.press(`Call sooner.${ENTER}`, 'have ready');
  await monday.press('Pumps in st', '› Pumps in st');
  expect(await monday.closeWindow()).toBe(130);

  const tuesday = await sitDown({ args: ['resume'], log, day: TUESDAY, columns: 40, opens: 'have ready' });
  await tuesday.press(`Pumps in stock.${ENTER}`, 'look in every');
  await tuesday.press('1', 'ask me all the same');
  await tuesday.press(`${CTRL.n}Likes us.${ENTER}${ENTER}`, 'Who else spent');
  await tuesday.press(CTRL.x, 'The way out');
  await tuesday.press('2', 'Wrap up: Hung up');
  expect(await tuesday.press(`${UP}2cut off`, '› cut off')).toBe(
    screen(`
       A deal is … · Jansen BV  00:00 10/18+

      DO   Wrap up: Hung up.

        1 Outcome: Hung up
        2 [ ] drop: Jansen BV needs from us:…
        3 [x] keep: E-mail to Jansen BV: You…
      A note, or nothing
      › cut off
      Enter ends the call · Up goes to the
      lines above

      ^P back ^F fwd ^N note ^O cards
      ^T trail ^X out ^G why ^C leave
    `),
  );
  await tuesday.press(`${UP}${UP}`, '❯ 2 [ ] drop: Jansen BV needs from us: Two pumps');
  await tuesday.press(' ', '❯ 2 [x] promise:');
  expect(await tuesday.leave(ENTER)).toBe(0);

  expect(taleIn(log)).toEqual([
    'backup-vendor, by a rep',
    'customer: Jansen BV',
    'calm: rang',
    'well_chosen',
    'be_backup: thinks',
    'back to be_backup',
    'be_backup: gladly',
    'card needs_now, over why_lost',
    'need_now: Two pumps',
    'sells_it: just_asked',
    'card returned',
    'why_lost: delivery (too slow)',
    'our_part: Call sooner.',
    'resumed',
    'requirements: Pumps in stock.',
    'keep_touch: both',
    'note: Likes us.',
    'useful',
    'note: cut off',
    'promises 2026-11-04, rep, phone: Jansen BV needs from us: Two pumps',
    'writes email requirements: Your backup, what we keep ready',
    'ends hung_up',
  ]);
  expect(pathIn(log)).toEqual([
    'calm: rang',
    'well_chosen',
    'be_backup: gladly',
    'why_lost: delivery',
    'need_now: Two pumps',
    'sells_it: just_asked',
    'our_part: Call sooner.',
    'requirements: Pumps in stock.',
    'keep_touch: both',
    'useful',
    'others_there',
  ]);
  expect(draftsIn(log)).toEqual([expect.stringContaining('Pumps in stock.')]);
});
