import { expect, test } from '@jest/globals';
import { CTRL, DOWN, END, ENTER, UP } from './keys.js';
import { freshLog } from './log.js';
import { clockAt, MONDAY, screen, sitDown, TUESDAY } from './messy-desk.js';
import { draftsIn, pathIn, taleIn } from './messy-tale.js';
import { holdfast } from './terminal.js';

const CUSTOMER = ['--customer', 'Jansen BV'];

test('the recorder goes off in mid sentence; insists on stopping; what was missed is asked at the end', async () => {
  const log = freshLog();
  const role = 'manager';
  const args = ['call', 'exit-interview', ...CUSTOMER];
  const monday = await sitDown({ args, role, log, day: MONDAY, opens: 'Who are you to this customer' });
  await monday.press('1', 'Are you calm');
  await monday.press('y', 'How do you hold it');
  await monday.press('2', 'May I ask you a few');
  await monday.press('1', 'had a say in');
  await monday.press('2', 'Some are here: in a few words');
  await monday.press(`Kim was away${ENTER}`, 'May I record this');
  await monday.press(CTRL.p, '❯ 2 Some are here');
  await monday.press(`2${ENTER}`, 'May I record this');
  await monday.press('1', 'starting it now');
  await monday.press(ENTER, 'start at the beginning');
  await monday.press(`Kind people.${ENTER}`, 'when did it turn');
  await monday.press('Nobody ans', '› Nobody ans');
  await monday.press(`${CTRL.o}rec off`, 'Enter picks: rec off');
  expect(await monday.press(ENTER, "it's off")).toBe(
    screen(`
       Exit interview · Jansen BV                         8 done · 00:00 · step 0:00
      CARD  Wants the recorder off: back to the question after this

      SAY  Of course, it's off. Shall I keep what we have so far, or delete it?

      DO   Off first, then ask. What they want deleted is deleted today.

      ❯ 1 Keep it
        2 Delete it

      ^P back  ^F forward  ^N note  ^O cards  ^T trail  ^X way out  ^G why  ^C leave
    `),
  );
  await monday.press('1', '› Nobody ans');
  await monday.press(CTRL.n, 'A note, kept with the call');
  await monday.press(`Close to tears.${ENTER}`, '› Nobody ans');
  expect(await monday.closeWindow()).toBe(130);

  const tuesday = await sitDown({ args: ['resume'], role, log, day: TUESDAY, opens: 'when did it turn' });
  await tuesday.press(`Nobody answered.${ENTER}`, 'judge our last proposal');
  await tuesday.press(CTRL.x, 'The way out');
  await tuesday.press('1', "let's stop here");
  await tuesday.press(ENTER, 'Wrap up: Ended early');
  await tuesday.press(UP, '‹ Ended early ›');
  await tuesday.press(' ', '‹ Interview held ›');
  expect(await tuesday.press(ENTER, 'Wrap up: Interview held')).toBe(
    screen(`
       Exit interview · Jansen BV                        11 done · 00:00 · step 0:00

      DO   Wrap up: Interview held.

        1 Outcome: Interview held
      ❯ 2 The answer to "Reason":  ( ) Ask it now  ( ) Would not say  ( ) Not asked
        3 The answer to "Proposal": ?
        4 [x] promise: Send Jansen BV the letter of thanks (Manager, letter, Thu, 5 …
        5 [x] keep: Letter to Jansen BV: Thank you
      A note, or nothing
      ›
      Enter asks it now · Space goes through the rest

      ^P back  ^F forward  ^N note  ^O cards  ^T trail  ^X way out  ^G why  ^C leave
    `),
  );
  await tuesday.press('  ', '(•) Would not say');
  await tuesday.press(`${DOWN}${ENTER}`, 'How did you judge our last proposal');
  await tuesday.press(`Too late.${ENTER}`, '2 The answer to "Reason": Would not say');
  // Nobody has thanked them: that is said when the rep keeps it all the same.
  await tuesday.press(`By phone.${ENTER}`, 'say why');
  expect(await tuesday.leave(`They hung up.${ENTER}`)).toBe(0);

  expect(taleIn(log)).toEqual([
    'exit-interview, by a manager',
    'customer: Jansen BV',
    'who_asks: sales_manager',
    'calm: true',
    'way: phone',
    'opening: gladly',
    'with_whom: ["some","Kim was away"]',
    'back to with_whom',
    'with_whom: ["some","Kim was away"]',
    'consent: agreed',
    'record',
    'before: Kind people.',
    'card recorder_off, over during',
    'recorder_off: keep',
    'card returned',
    'note: Close to tears.',
    'resumed',
    'during: Nobody answered.',
    'insisted',
    'stop_here',
    'proposal: Too late.',
    'reason is would_not_say',
    'rule_overridden',
    'note: By phone.',
    'promises 2026-11-05, manager, letter: Send Jansen BV the letter of thanks',
    'writes letter held: Thank you',
    'ends held, not cut_short',
  ]);
  expect(pathIn(log).slice(-6)).toEqual([
    'before: Kind people.',
    'during: Nobody answered.',
    'recorder_off: keep',
    'proposal',
    'stop_here',
    'proposal: Too late.',
  ]);
  expect(draftsIn(log)).toEqual([expect.stringMatching(/^letter to Jansen BV: Thank you\nDear Jansen BV,\n/)]);
});

test('a rep is told who may take it, and promises it to them', async () => {
  const log = freshLog();
  const terminal = holdfast(['call', 'exit-interview', ...CUSTOMER, '--db', log], {
    env: { ...clockAt(MONDAY), HOLDFAST_ROLE: 'rep' },
  });
  const told = (await terminal.sees('Promise the call to a manager')).replaceAll(/\s+/g, ' ');
  expect(told).toContain('"Exit interview" is a call for a manager, and you are set up as rep');
  terminal.type('1');
  await terminal.sees('By which day');
  terminal.type(`fri${ENTER}`);
  await terminal.sees('What should a manager know?');
  // End goes behind what stands there; typing at once would begin anew.
  terminal.type(`${END}: left in May${ENTER}`);
  expect(await terminal.exited).toBe(0);
  expect(taleIn(log)).toEqual([
    'exit-interview, by a rep',
    'customer: Jansen BV',
    'promises 2026-11-06, manager, call exit-interview: Exit interview: left in May',
    'ends handed_over',
  ]);
});
