import { describe, expect, test } from '@jest/globals';
import { settled } from '../../src/terminal/items.js';
import { begin } from '../../src/terminal/typing.js';
import {
  draft,
  drawn,
  evidence,
  followUp,
  lacking,
  outcome,
  pressed,
  pressedOn,
  promptOf,
  wrapUp,
} from './hand-made.js';

const screen = wrapUp(outcome, evidence('promise'), followUp('call'), followUp('visit'), draft('letter'));
const settledAll = {
  outcome: 'saved',
  'needs promise': '',
  'follow_up call': 'promise',
  'follow_up visit': 'promise',
  'draft letter': 'keep',
};

/** The reply with its picks as an object. */
function replied(...keys: readonly string[]) {
  const { reply } = pressed(screen, ...keys);
  if (reply === undefined || !('picks' in reply)) throw new Error('no reply with picks');
  return { ...reply, picks: Object.fromEntries(reply.picks ?? []) };
}

describe('the cursor begins', () => {
  test('on the evidence that is missing, and Enter asks for it', () => {
    expect(replied('{enter}')).toEqual({
      kind: 'answer',
      raw: '',
      picks: { ...settledAll, 'needs promise': 'ask' },
    });
  });

  test('on the note when nothing is missing, and Enter ends the call', () => {
    const { reply } = pressed(wrapUp(outcome, followUp('call')), 'a 1st note', '{enter}');
    expect(reply).toEqual({
      kind: 'answer',
      raw: 'a 1st note',
      picks: new Map([
        ['outcome', 'saved'],
        ['follow_up call', 'promise'],
      ]),
    });
  });
});

test('the cursor begins on the note when nothing that is missing can be asked for', () => {
  expect(pressed(wrapUp(outcome, lacking)).typing.focus).toBe('');
  expect(pressed(wrapUp(outcome, lacking, evidence('promise'))).typing.focus).toBe('needs promise');
});

test('the hint says that Enter turns to another outcome, wherever the cursor is, and does not end the call', () => {
  const hint = (...keys: readonly string[]) => {
    const simple = wrapUp(outcome, followUp('call'), draft('letter'));
    const lines = drawn(simple, pressed(simple, ...keys).typing, { columns: 80, rows: 24 });
    return lines.slice(lines.indexOf('› ') + 1).join(' ');
  };
  const turns = 'Enter turns to "Leaves", which is wrapped up next';
  expect(hint('{tab}')).toContain('Space goes through the outcomes · Enter ends the call');
  expect(hint('{tab}', ' ')).toContain(`Space goes through the outcomes · ${turns}`);
  expect(hint('{tab}', ' ', '{down}')).toContain(`Space ticks · ${turns}`);
  expect(hint('{tab}', ' ', '{back_tab}')).toContain(turns);
  expect(hint('{tab}', ' ', ' ')).not.toContain('turns');
});

describe('an item', () => {
  test('goes through its options with Space and the arrows', () => {
    expect(replied(' ', ' ', '{enter}').picks['needs promise']).toBe('would_not_say');
    expect(replied('{left}', '{enter}').picks['needs promise']).toBe('not_asked');
    expect(replied('{right}', '{left}', '{left}', '{enter}').picks['needs promise']).toBe('would_not_say');
    expect(replied('{up}', ' ', '{enter}').picks['outcome']).toBe('lost');
    expect(replied('{down}', ' ', '{enter}').picks).toEqual({ ...settledAll, 'follow_up call': 'drop' });
    expect(replied('{down}', ' ', ' ', '{enter}').picks).toEqual(settledAll);
  });

  test('is reached by its digit, and ticked with it when that is all it takes', () => {
    expect(replied('45', '{enter}').picks).toEqual({
      ...settledAll,
      'follow_up visit': 'drop',
      'draft letter': 'drop',
    });
    expect(pressed(screen, '1').typing).toMatchObject({ focus: 'outcome', picks: new Map() });
    expect(pressed(screen, '9').typing.problem).toContain('no line 9');
  });

  test('is passed with Tab, round and round, the note among them', () => {
    expect(pressed(screen, '{tab}', '{tab}', '{tab}').typing.focus).toBe('draft letter');
    expect(pressed(screen, '{tab}', '{tab}', '{tab}', '{tab}', '{tab}').typing.focus).toBe('outcome');
    expect(pressed(screen, '{back_tab}', '{back_tab}').typing.focus).toBe('');
    expect(pressed(screen, '{up}', '{up}', '{up}').typing.focus).toBe('outcome');
  });

  test('that cannot be asked for is marked with Space, or comes with the note', () => {
    const without = wrapUp(outcome, lacking);
    const { typing, reply } = pressed(without, '{up}', '{enter}');
    expect(reply).toBeUndefined();
    expect(typing.problem).toContain('Space');
    expect(pressed(without, '{up}', ' ', '{enter}').reply).toMatchObject({
      picks: new Map([...picksOf('would_not_say')]),
    });
    expect(pressed(without, 'he said so', '{enter}').reply).toMatchObject({
      raw: 'he said so',
      picks: new Map([...picksOf('')]),
    });
  });

  const picksOf = (mark: string) => [['outcome', 'saved'] as const, ['needs note', mark] as const];
});

test('words typed on an item are the note, and so is what is pasted', () => {
  const { typing } = pressed(screen, 'No', '{up}', '{up}', 'w');
  expect(typing.lines.question.text).toBe('Now');
  expect(typing.focus).toBe('');
  expect(pressed(screen, '{down}', 'x2 e', '{enter}').reply).toMatchObject({ raw: 'x2 e' });
});

test('e on a draft asks for its text, with all that was typed and set, and keeps the draft', () => {
  const { reply } = pressed(screen, 'note', '{up}', ' ', '{up}', ' ', '{down}', 'e');
  expect(reply).toEqual({
    kind: 'edit',
    item: 'draft letter',
    raw: 'note',
    picks: new Map(Object.entries({ ...settledAll, 'follow_up visit': 'drop' })),
  });
  expect(pressed(screen, '{down}', 'e').reply).toBeUndefined();
});

test('a command is typed on an item, whatever stands in the note', () => {
  expect(pressed(screen, 'note', '{up}', '/trail', '{enter}').reply).toEqual({ kind: 'trail' });
});

describe('the same wrap-up again', () => {
  test('has what was set and typed, and the cursor where it was', () => {
    const { typing } = pressed(screen, 'half', '{up}', ' ');
    const again = begin(promptOf(screen), typing);
    expect(again).toMatchObject({ focus: 'draft letter', picks: new Map([['draft letter', 'drop']]) });
    expect(pressedOn(screen, again, '{enter}').reply).toMatchObject({ raw: 'half' });
  });

  test('begins anew where evidence is missing, and does not ask again by itself', () => {
    const { typing } = pressed(screen, '4', '{up}', '{up}', ' ', '{up}', ' ');
    const again = begin(promptOf(screen), { ...typing, ...settled(screen, typing) });
    expect(again).toMatchObject({ focus: 'needs promise', picks: new Map([['follow_up visit', 'drop']]) });
  });

  test('forgets what is not offered any more', () => {
    const { typing } = pressed(screen, '45');
    const fewer = wrapUp(outcome, followUp('call'), { ...followUp('visit'), options: [] });
    expect(begin(promptOf(fewer), typing)).toMatchObject({ focus: '', picks: new Map() });
  });
});

describe('on a terminal', () => {
  const full = wrapUp(
    outcome,
    ...['one', 'two', 'three'].map((id) => evidence(id, `The answer to "${id}"`)),
    ...['a', 'b', 'c', 'd'].map((id) => followUp(id, `Call Jansen BV back about what was agreed on ${id} (phone)`)),
    ...['x', 'y'].map((id) => draft(id, `E-mail to Jansen BV: ${id}`)),
  );

  test('of 80 by 24, three pieces of evidence, four follow-ups and two drafts all show', () => {
    const lines = drawn(full, begin(promptOf(full), undefined), { columns: 80, rows: 24 });
    expect(lines).toEqual([
      expect.stringMatching(/^ Test · Jansen BV .* 3 done, 2\+ to go · 04:12 · step 0:35 *$/),
      '',
      'DO   Wrap up: Stays.',
      '',
      '  1 Outcome: Stays',
      '❯ 2 The answer to "one":  ( ) Ask it now  ( ) Would not say  ( ) Not asked',
      '  3 The answer to "two": ?',
      '  4 The answer to "three": ?',
      '  5 [x] promise: Call Jansen BV back about what was agreed on a (phone)',
      '  6 [x] promise: Call Jansen BV back about what was agreed on b (phone)',
      '  7 [x] promise: Call Jansen BV back about what was agreed on c (phone)',
      '  8 [x] promise: Call Jansen BV back about what was agreed on d (phone)',
      '  9 [x] keep: E-mail to Jansen BV: x',
      '    [x] keep: E-mail to Jansen BV: y',
      'A note, or nothing',
      '› ',
      'Enter asks it now · Space goes through the rest',
      '',
      '^P back  ^F forward  ^N note  ^O cards  ^T trail  ^X way out  ^G why  ^C leave',
    ]);
  });

  test('of 40 columns, the item with the cursor shows whole, the others are cut, and arrows say that there are more', () => {
    const { typing } = pressed(full, '6');
    const lines = drawn(full, typing, { columns: 40, rows: 20 });
    const from = lines.findIndex((line) => line.startsWith('↑'));
    expect(lines.slice(from)).toEqual([
      '↑ 2 The answer to "one": ?',
      '  3 The answer to "two": ?',
      '  4 The answer to "three": ?',
      '  5 [x] promise: Call Jansen BV back a…',
      '❯ 6 [ ] drop: Call Jansen BV back about',
      '              what was agreed on b',
      '              (phone)',
      '  7 [x] promise: Call Jansen BV back a…',
      '↓ 8 [x] promise: Call Jansen BV back a…',
      'A note, or nothing',
      '› ',
      'Space ticks · Enter ends the call',
      '',
      '^P back ^F fwd ^N note ^O cards',
      '^T trail ^X out ^G why ^C leave',
    ]);
  });
});
