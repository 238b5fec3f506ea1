import { writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { run } from '../cli/run.js';
import { CTRL, DOWN, ENTER, ESCAPE, UP } from './keys.js';
import { freshLog } from './log.js';
import { clockAt, lines, MONDAY, screen, sitDown, TUESDAY } from './messy-desk.js';
import { draftsIn, pathIn, taleIn } from './messy-tale.js';

/**
 * They say that nobody calls, and name a competitor. Two offers do not help; in the longer talk one does, and then they
 * insist after all. In between the window is closed, with a card open, and the call goes on the next day.
 */
const TALE = [
  'cancellation-request, by a rep',
  'customer: Jansen BV',
  'how: phone',
  'card competitor, over talk',
  'competitor: Snelvers',
  'card returned',
  'talk: tells (We never see you)',
  'note: Sounds tired.',
  'reason: complaint',
  'what_failed: In May, I told Kim.',
  'would_stay: Somebody calls back.',
  'pays_now: 45000',
  'offers free_month, which costs 45000',
  'free_month is declined',
  'offers less_for_less',
  'less_for_less is declined',
  'before_you_go: gladly',
  'into defend-cancellation',
  'back to before_you_go',
  'before_you_go: gladly',
  'into defend-cancellation',
  'defend/opening: they',
  'defend/reason: complaint',
  'card defend/in_writing, over defend/own_it',
  'card replaced',
  'card defend/signed, over defend/own_it',
  'resumed',
  'card returned',
  'card defend/in_writing, over defend/own_it',
  'defend/write_what: A named contact.',
  'defend/write_now: goes_on',
  'card returned',
  'defend/own_it: Fewer surprises.',
  'defend/if_changed: leaves',
  'defend/visit: leaves',
  'defend/may_i: more',
  'defend/in_our_shoes: Answer the phone.',
  'defend/review: leaves',
  'defend/manager: leaves',
  'offers defend/half_month, which costs 22500',
  'defend/half_month is accepted',
  'insisted',
  'defend/last_day: 2026-12-31',
  'defend/leave_well',
  'defend/reach_out: Peters',
  'out of it: defend is lost',
  'book_it: 2026-12-31',
  'may_write: true',
  'sign_letter',
  'could_mend: promises',
  'note: Kim reads this.',
  'promises 2026-11-04, rep: Carry out the cancellation of Jansen BV, and see that it stops on Thu, 31 Dec 2026',
  'promises 2026-11-24, manager, letter: Sign the letter to Jansen BV by hand, and post it',
  'promises 2026-12-01, rep, phone, call win-back: Ring Jansen BV with a new offer, once the letter is there',
  'writes email book_it: Your cancellation is arranged',
  'writes letter sign_letter: Thank you',
  'ends cancelled',
];

const START = ['call', 'cancellation-request', '--customer', 'Jansen BV'];

test('by keyboard', async () => {
  const log = freshLog();
  const monday = await sitDown({ args: START, log, day: MONDAY, opens: 'How did it come in?' });
  await monday.press('1', 'how have things been');
  await monday.press('We never see', '› We never see');
  await monday.press(CTRL.o, 'Which card?');
  expect(await monday.press('1', 'They know their trade')).toBe(
    screen(`
       A cancellation comes in · Jansen BV                1 done · 00:00 · step 0:00
      CARD  Names a competitor: back to the question after this

      SAY  They know their trade, and I won't say a word against them. What do they
           do that you miss with us?

      DO   Note it. No "yes, but". Then go on where you were.

      Type a few words (optional)
      ›

      ^P back  ^F forward  ^N note  ^O cards  ^T trail  ^X way out  ^G why  ^C leave
    `),
  );
  await monday.press(`Snelvers${ENTER}`, '› We never see');
  await monday.press(` you${ENTER}`, 'In their words: We never see you ❯ 1 They tell me');
  await monday.press('1', 'what made up your mind');
  await monday.press(`${CTRL.n}Sounds tired.${ENTER}4`, 'When did it first go wrong');
  await monday.press(`In May, I told Kim.${ENTER}`, 'have had to be different');
  await monday.press(`Somebody calls back.${ENTER}`, 'What do they pay us');
  await monday.press(`450${ENTER}`, 'Ask your team lead: A tenth off for six months');
  await monday.press(`${DOWN}${DOWN}${ENTER}`, 'You offer: A free month. How is it taken?');
  await monday.press('3', 'You could also stay with less');
  await monday.press(ENTER, 'You offer: A smaller package');
  await monday.press('3', 'May I first');
  await monday.press('1', 'Thank you for telling me yourself');
  expect(await monday.press(CTRL.p, 'May I first')).toMatch(/^ A cancellation comes in · Jansen BV +9 done/);
  expect(await monday.press('1', 'Thank you for telling me yourself')).toMatch(/^ Defend a cancellation · Jansen BV/);
  await monday.press('1', 'What made you decide');
  await monday.press('3', 'what should we do more of');
  await monday.press('fewer surp', '› fewer surp');
  await monday.press(`${CTRL.o}writing`, 'Enter picks: writing');
  await monday.press(ENTER, 'CARD Wants it in writing: back to the question after this');
  const open = await monday.press(`${CTRL.o}3`, 'CARD Has already signed elsewhere: back to the question');
  expect(await monday.closeWindow()).toBe(130);
  expect(monday.left()).toMatch(/To go on with this call: holdfast resume /);

  const tuesday = await sitDown({ args: ['resume'], log, day: TUESDAY, opens: 'CARD Has already signed elsewhere' });
  expect(tuesday.frame()).toBe(open);
  await tuesday.press(ESCAPE, 'what should we do more of');
  await tuesday.press('Fewer surprises.', '› Fewer surprises.');
  await tuesday.press(`${CTRL.o}4`, 'what has to be in it');
  await tuesday.press(`A named contact.${ENTER}`, 'Shall we go on for a minute');
  await tuesday.press('1', '› Fewer surprises.');
  await tuesday.press(ENTER, 'If I change that');
  await tuesday.press('3', 'May I come and see you');
  await tuesday.press('4', 'may I try one more');
  await tuesday.press('1', 'In my shoes');
  await tuesday.press(`Answer the phone.${ENTER}`, 'go through your account');
  await tuesday.press('4', 'my manager in');
  await tuesday.press('4', 'putting something on the table');
  await tuesday.press(`${DOWN}${ENTER}`, 'You offer: Half of the next month on us');
  await tuesday.press('1', '! Enter, if it is so: Takes it, and stays');
  await tuesday.press(ENTER, 'Let me say back what we agreed');
  await tuesday.press('a call', '› a call');
  await tuesday.press(CTRL.x, 'The way out');
  await tuesday.press('1', 'From which day should it stop');
  await tuesday.press(`31 dec${ENTER}`, 'Thank you for the time we had');
  await tuesday.press(ENTER, 'which important client do you reach out to');
  expect(await tuesday.press(`Peters${ENTER}`, 'carry it out')).toMatch(/^ A cancellation comes in · Jansen BV/);
  await tuesday.press(`31 dec${ENTER}`, 'Do they get a letter');
  await tuesday.press('y', 'signed by hand');
  await tuesday.press(ENTER, 'what could we have mended');
  await tuesday.press('2', 'Wrap up: Cancelled');
  await tuesday.press(`${UP}26`, '6 [ ] drop:');
  expect(await tuesday.press('Kim reads this.', '› Kim reads this.')).toBe(
    screen(`
       A cancellation comes in · Jansen BV               29 done · 00:00 · step 0:00

      DO   Wrap up: Cancelled.

        1 Outcome: Cancelled
        2 [ ] drop: Write to Jansen BV: A named contact. (Rep, email, Wed, 4 Nov 202…
        3 [x] promise: Carry out the cancellation of Jansen BV, and see that it stop…
        4 [x] promise: Sign the letter to Jansen BV by hand, and post it (Manager, l…
        5 [x] promise: Ring Jansen BV with a new offer, once the letter is there (Re…
        6 [ ] drop: E-mail to Jansen BV: What you asked me to write
        7 [x] keep: E-mail to Jansen BV: Your cancellation is arranged
        8 [x] keep: Letter to Jansen BV: Thank you
      A note, or nothing
      › Kim reads this.
      Enter ends the call · Up goes to the lines above

      ^P back  ^F forward  ^N note  ^O cards  ^T trail  ^X way out  ^G why  ^C leave
    `),
  );
  expect(await tuesday.leave(ENTER)).toBe(0);
  expect(tuesday.left()).toContain('Ended: Cancelled. Call ');

  expectAll(log);
});

test('in plain lines, typed commands among them', async () => {
  const log = freshLog();
  const first = await run(
    [...START, '--db', log],
    lines(
      '1 | /card competitor | Snelvers | We never see you | 1 | /note Sounds tired. | 4',
      'In May, I told Kim. | Somebody calls back. | 450 | 3 | 3 | 1 | 3 | 1 | /back | 1',
      '1 | 3 | /card writing | /card signed',
    ),
    clockAt(MONDAY),
  );
  expect(first).toMatchObject({ code: 130, stderr: expect.stringContaining('holdfast resume') });
  expect(first.stdout).toContain('CARD: Has already signed elsewhere: back to the question after this\nSAY: Thank you');
  expect(first.stdout).toContain('  (Ask your team lead: A tenth off for six months)\n');

  const second = await run(
    ['resume', '--db', log],
    lines(
      '/back | /card writing | A named contact. | 1 | Fewer surprises. | 3 | 4 | 1 | Answer the phone.',
      '4 | 4 | 2 | 1 | /insist | 31 dec |  | Peters | 31 dec | y |  | 2',
      '2,6 |  | Kim reads this.',
    ),
    clockAt(TUESDAY),
  );
  expect(second).toMatchObject({ code: 0, stderr: '' });
  expect(second.stdout.startsWith('\n-- Defend a cancellation · Jansen BV · 12 done\nCARD: Has already signed')).toBe(
    true,
  );
  expect(second.stdout).toContain('\ndrop: E-mail to Jansen BV: What you asked me to write\n');

  expectAll(log);
});

test('from files of answers', async () => {
  const log = freshLog();
  writeFileSync(
    `${log}.monday.yaml`,
    `how: phone
talk: {answer: tells, jot: We never see you, first: card competitor}
competitor: Snelvers
reason: {answer: complaint, first: ['note Sounds tired.']}
what_failed: In May, I told Kim.
would_stay: Somebody calls back.
pays_now: 450
for_service: [free_month, declined]
less: [less_for_less, declined]
before_you_go: gladly
defend/opening: {answer: they, first: back}
defend/reason: complaint
defend/own_it: {first: card writing}
defend/write_what: {first: card signed}
`,
  );
  writeFileSync(
    `${log}.tuesday.yaml`,
    `defend/bound: {first: back}
defend/own_it: {answer: Fewer surprises., first: card writing}
defend/write_what: A named contact.
defend/write_now: goes_on
defend/if_changed: leaves
defend/visit: leaves
defend/may_i: more
defend/in_our_shoes: Answer the phone.
defend/review: leaves
defend/manager: leaves
defend/stay_incentive: [half_month, accepted]
defend/agreed: {first: insist}
defend/last_day: 31 dec
defend/reach_out: Peters
book_it: 31 dec
may_write: yes
could_mend: promises
note: Kim reads this.
wrap_up: {defend/write_what: drop}
`,
  );
  const first = await run([...START, '--answers', `${log}.monday.yaml`, '--db', log], '', clockAt(MONDAY));
  expect(first).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('the answers have nothing for "defend/bound"'),
  });
  const second = await run(['resume', '--answers', `${log}.tuesday.yaml`, '--db', log], '', clockAt(TUESDAY));
  expect(second).toMatchObject({ code: 0, stderr: '' });

  expectAll(log);
});

function expectAll(log: string): void {
  expect(taleIn(log)).toEqual(TALE);
  const path = pathIn(log);
  expect(path.filter((step) => step.startsWith('before_you_go'))).toEqual(['before_you_go: gladly']);
  expect(path.slice(-10)).toEqual([
    'defend/stay_incentive: accepted',
    'defend/agreed',
    'defend/last_day: 2026-12-31',
    'defend/leave_well',
    'defend/reach_out: Peters',
    'defend: lost',
    'book_it: 2026-12-31',
    'may_write: true',
    'sign_letter',
    'could_mend: promises',
  ]);
  const [arranged, thanks, ...others] = draftsIn(log);
  expect(arranged).toMatch(
    /^email to Jansen BV: Your cancellation is arranged\nDear Jansen BV,\n\nAs you asked, Thu, 31 /,
  );
  expect(thanks).toMatch(/^letter to Jansen BV: Thank you\nDear Jansen BV,/);
  expect(others).toEqual([]);
}
