import { writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { run } from '../cli/run.js';
import { CTRL, ENTER, UP } from './keys.js';
import { freshLog } from './log.js';
import { clockAt, lines, MONDAY, screen, sitDown, TUESDAY } from './messy-desk.js';
import { draftsIn, pathIn, taleIn } from './messy-tale.js';

/**
 * They want the boss in the middle of their story, and have to hang up for a moment. The window is closed while an offer is
 * on the table; the next day it is declined, another is taken, and before the day for it is named they are gone.
 */
const TALE = [
  'missed-delivery, by a rep',
  'customer: Jansen BV',
  'promised: 2026-11-06',
  'on_line: dial',
  'open_options: ["elsewhere","loan"]',
  'manager_knows: false',
  'tell_manager: away',
  'leave_note',
  'dial: answered_phone',
  'tell_them',
  'card angry, over hear_them',
  'card replaced',
  'card boss, over hear_them',
  'boss_when: later',
  'boss_on: 2026-11-03',
  'card returned',
  'hear_them: The fair is on Monday.',
  'note: Cannot move the fair.',
  'cause: supplier',
  'needed_by: 2026-11-09',
  'in_time: late',
  'back to in_time',
  'in_time: late',
  'elsewhere: no_help',
  'loan: helps',
  'certain: true',
  'satisfied: true',
  'promise_day: 2026-11-08',
  'comfort: null',
  'permission: refused',
  'apology: true',
  'loss: 50000',
  'marketing_budget: 500000',
  'customers_won: 50',
  'gift_floor',
  'keeps gift_cost: They asked for it.',
  'gift_cost: 8000',
  'paused',
  'resumed',
  'gift_worth: 60000',
  'offers supplies, which costs 8000',
  'resumed',
  'supplies is declined',
  'offers training, which costs 8000',
  'training is accepted',
  'note: Gone in mid sentence.',
  'promises 2026-11-03, manager, phone: Call Jansen BV, who asked for you: delivery of Fri, 6 Nov 2026',
  'promises 2026-11-08, rep, phone: Ask Jansen BV whether all is there and works',
  'writes email promise_day: Your delivery',
  'ends hung_up',
];

const START = ['call', 'missed-delivery', '--customer', 'Jansen BV', '--set', 'promised=2026-11-06'];

test('by keyboard', async () => {
  const log = freshLog();
  const first = await sitDown({ args: START, log, day: MONDAY, opens: 'If they rang you, listen first' });
  await first.press('1', 'Tick all that could still meet the need');
  await first.press('12', '1 [x] Get it from another source ❯ 2 [x] A demo unit on loan');
  await first.press(ENTER, 'Your manager hears of a risk');
  await first.press('n', 'Ring now');
  await first.press('2', 'Write your manager two lines');
  await first.press(ENTER, 'As early as you can');
  await first.press('1', "I'm calling about your delivery for Fri, 6 Nov 2026");
  await first.press(ENTER, 'Please tell me all of it');
  await first.press('The fair is', '› The fair is');
  await first.press(`${CTRL.o}angry`, 'Enter picks: angry ❯ 6 Is angry');
  await first.press(ENTER, 'CARD Is angry: back to the question after this');
  await first.press(CTRL.o, 'Which card?');
  expect(await first.press('5', 'somebody who can do more')).toBe(
    screen(`
       A delivery that will not make its day · Jansen BV  7 done · 00:00 · step 0:00
      CARD  Wants to speak to the boss: back to the question after this

      SAY  Of course. You should talk to somebody who can do more than I can. Now, or
           on a day that suits you?

      ❯ 1 Now
        2 Another day
        3 Goes on with me after all

      ^P back  ^F forward  ^N note  ^O cards  ^T trail  ^X way out  ^G why  ^C leave
    `),
  );
  await first.press('2', 'Which day may my manager');
  await first.press(`tomorrow${ENTER}`, '› The fair is');
  await first.press(` on Monday.${ENTER}`, 'what happened');
  await first.press(`${CTRL.n}Cannot move the fair.${ENTER}1`, 'On which day must you have it');
  await first.press(`9 nov${ENTER}`, 'needed Mon, 9 Nov 2026. Days of slack: 3.');
  await first.press('2', 'from another source');
  await first.press(CTRL.p, '❯ 2 Not as it stands');
  await first.press('2', 'from another source');
  await first.press('2', 'demo unit');
  await first.press('1', 'Is it certain');
  await first.press('y', 'is your problem solved');
  await first.press('y', 'let me give you the day');
  await first.press(`sun${ENTER}`, 'take the hit');
  await first.press(ENTER, 'your boss should hear');
  await first.press('3', 'Will you forgive me');
  await first.press('y', 'what did this cost you');
  await first.press(`500${ENTER}`, 'spend on marketing');
  await first.press(`5000${ENTER}`, 'how many customers');
  await first.press(`50${ENTER}`, 'A new customer costs us €100');
  await first.press(ENTER, 'worth much to them');
  await first.press(`80${ENTER}`, 'Less than a new customer costs us');
  await first.press(`They asked for it.${ENTER}`, 'What is it worth to them');
  await first.press(CTRL.x, 'The way out');
  expect(await first.leave('4')).toBe(0);
  expect(first.left()).toMatch(/Paused\. To go on with this call: holdfast resume /);

  const monday = await sitDown({ args: ['resume'], log, day: MONDAY, opens: 'What is it worth to them' });
  await monday.press(`600${ENTER}`, 'Ask your team lead: An upgrade Ask your manager: Money off');
  const offered = await monday.press(ENTER, 'You offer: Supplies. How is it taken?');
  expect(await monday.closeWindow()).toBe(130);

  const tuesday = await sitDown({
    args: ['resume'],
    log,
    day: TUESDAY,
    opens: 'You offer: Supplies. How is it taken?',
  });
  expect(tuesday.frame()).toBe(offered);
  await tuesday.press('3', '❯ 1 Training 2 Accessories 3 A treat, such as a bar tab 4 None of these');
  await tuesday.press(ENTER, 'You offer: Training. How is it taken?');
  await tuesday.press(ENTER, "when you'll have it");
  await tuesday.press('next w', '› next w');
  await tuesday.press(CTRL.x, 'The way out');
  await tuesday.press('2', 'Wrap up: Hung up');
  await tuesday.press(`${UP}2`, '❯ 2 [ ] drop:');
  expect(await tuesday.press('Gone in mid sentence.', '› Gone in mid sentence.')).toBe(
    screen(`
       A delivery that will not … · Jansen BV  29 done, 2+ to go · 00:00 · step 0:00

      DO   Wrap up: Hung up.

        1 Outcome: Hung up
        2 [ ] drop: Options for Jansen BV: delivery of Fri, 6 Nov 2026 at risk (Mana…
        3 [x] promise: Call Jansen BV, who asked for you: delivery of Fri, 6 Nov 202…
        4 [x] promise: Ask Jansen BV whether all is there and works (Rep, phone, Sun…
        5 [x] keep: E-mail to Jansen BV: Your delivery
      A note, or nothing
      › Gone in mid sentence.
      Enter ends the call · Up goes to the lines above

      ^P back  ^F forward  ^N note  ^O cards  ^T trail  ^X way out  ^G why  ^C leave
    `),
  );
  expect(await tuesday.leave(ENTER)).toBe(0);
  expect(tuesday.left()).toContain('Ended: Hung up. Call ');

  expectAll(log);
});

test('in plain lines, typed commands among them', async () => {
  const log = freshLog();
  const first = await run(
    [...START, '--db', log],
    lines(
      '1 | 1,2 | n | 2 |  | 1 |  | /card angry | /card boss | 2 | tomorrow | The fair is on Monday.',
      '/note Cannot move the fair. | 1 | 9 nov | 2 | /back |  | 2 | 1 | y | y | sun |  | 3',
      'y | 500 | 5000 | 50 |  | 80 | They asked for it. | /pause',
    ),
    clockAt(MONDAY),
  );
  expect(first).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Paused\. To go on .*holdfast resume /) });
  expect(first.stdout).toContain('CARD: Wants to speak to the boss: back to the question after this\nSAY: Of course.');

  const closed = await run(['resume', '--db', log], lines('600 | 1'), clockAt(MONDAY));
  expect(closed).toMatchObject({ code: 130, stderr: expect.stringContaining('holdfast resume') });

  const second = await run(
    ['resume', '--db', log],
    lines('3 | 1 | 1 | /hungup | 2 |  | Gone in mid sentence.'),
    clockAt(TUESDAY),
  );
  expect(second).toMatchObject({ code: 0, stderr: '' });
  expect(second.stdout).toContain('\nDO: You offer: Supplies. How is it taken?\n');
  expect(second.stdout).toContain('drop: Options for Jansen BV: delivery of Fri, 6 Nov 2026 at risk (Manager, ');

  expectAll(log);
});

test('from files of answers', async () => {
  const log = freshLog();
  writeFileSync(
    `${log}.monday.yaml`,
    `on_line: dial
open_options: [elsewhere, loan]
manager_knows: no
tell_manager: away
dial: answered_phone
hear_them: {answer: The fair is on Monday., first: card angry}
angry: {first: card boss}
boss_when: later
boss_on: tomorrow
cause: {answer: supplier, first: note Cannot move the fair.}
needed_by: 9 nov
in_time: late
elsewhere: {answer: no_help, first: back}
loan: helps
certain: yes
satisfied: yes
promise_day: sun
permission: refused
apology: yes
loss: 500
marketing_budget: 5000
customers_won: 50
gift_cost: {answer: 80, override: They asked for it.}
gift_worth: {first: pause}
`,
  );
  writeFileSync(`${log}.then.yaml`, 'gift_worth: 600\nmake_good: supplies\n');
  writeFileSync(
    `${log}.tuesday.yaml`,
    `make_good: [declined, training, accepted]
gift_day: {first: hungup}
note: Gone in mid sentence.
wrap_up: {leave_note: drop}
`,
  );
  const paused = await run([...START, '--answers', `${log}.monday.yaml`, '--db', log], '', clockAt(MONDAY));
  expect(paused).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Paused\. /) });
  const first = await run(['resume', '--answers', `${log}.then.yaml`, '--db', log], '', clockAt(MONDAY));
  expect(first).toMatchObject({ code: 1, stderr: expect.stringContaining('make_good: say how they take it') });
  const second = await run(['resume', '--answers', `${log}.tuesday.yaml`, '--db', log], '', clockAt(TUESDAY));
  expect(second).toMatchObject({ code: 0, stderr: '' });

  expectAll(log);
});

function expectAll(log: string): void {
  expect(taleIn(log)).toEqual(TALE);
  const path = pathIn(log);
  expect(path.filter((step) => step.startsWith('in_time'))).toEqual(['in_time: late']);
  expect(path.slice(-5)).toEqual(['make_good', 'make_good: declined', 'make_good', 'make_good: accepted', 'gift_day']);
  const [email, ...others] = draftsIn(log);
  expect(email).toContain('because a supplier did not deliver to us in time.');
  expect(email).toContain('We lend you a demo unit until yours is there. What you need is there on Sun, 8 Nov 2026');
  expect(others).toEqual([]);
}
