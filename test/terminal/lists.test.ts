import { describe, expect, test } from '@jest/globals';
import { begin } from '../../src/terminal/typing.js';
import { cards, drawn, inCard, offers, pressed, pressedOn, promptOf, question, shown, trailOf } from './hand-made.js';

describe('cards', () => {
  const few = cards('Names a competitor', 'Wants to speak to the boss', 'Café Nero closes');

  test('open from any screen, in the middle of typing, of words beside an option and of a command too', () => {
    expect(pressed(question, 'half', '{cards}').reply).toEqual({ kind: 'cards' });
    expect(pressed(question, '/ba', '{cards}').reply).toEqual({ kind: 'cards' });
    expect(pressed(inCard, '{cards}').reply).toEqual({ kind: 'cards' });
    expect(pressed({ ...question, kind: 'menu' }, '{cards}').reply).toBeUndefined();
  });

  test('are picked by digit, also while searching, or found by words in any order', () => {
    expect(pressed(few, '2').reply).toEqual({ kind: 'answer', raw: 'card_2' });
    expect(pressed(few, 'boss SPEAK', '{enter}').reply).toEqual({ kind: 'answer', raw: 'card_2' });
    expect(pressed(few, 'the', '2').reply).toEqual({ kind: 'answer', raw: 'card_2' });
    expect(pressed(few, 'cafe', '{enter}').reply).toEqual({ kind: 'answer', raw: 'card_3' });
    expect(pressed(few, 'e', '{down}', '{enter}').reply).toEqual({ kind: 'answer', raw: 'card_2' });
    expect(pressed(few, 'bossy', '{backspace}', '{enter}').reply).toEqual({ kind: 'answer', raw: 'card_2' });
  });

  test('that nothing fits say so, and Enter picks none', () => {
    const { typing, reply } = pressed(few, 'lawyer', '{enter}');
    expect(reply).toBeUndefined();
    expect(typing.problem).toBe('no option fits what you typed');
    expect(drawn(few, typing, { columns: 80, rows: 24 })).toContain('  nothing fits');
  });

  test('show their digits, what is typed, and no digit from the tenth on', () => {
    const many = cards(...Array.from({ length: 11 }, (_, at) => `Card number ${at + 1}`));
    const lines = drawn(many, pressed(many, 'card').typing, { columns: 80, rows: 24 });
    expect(lines).toContain('Type to search, Enter picks: card');
    expect(lines).toContain('  9 Card number 9');
    expect(lines).toContain('    Card number 10');
    expect(pressed(many, 'number ', '{down}', '{up}', '{enter}').reply).toMatchObject({ raw: 'card_1' });
  });

  test('are left with Escape', () => {
    expect(pressed(few, 'x', '{escape}').reply).toEqual({ kind: 'back' });
  });
});

describe('a card that is open', () => {
  test('says that it is off the path, and Escape leads back', () => {
    expect(shown(inCard)[1]).toBe('CARD  Names a competitor: back to the question after this');
    expect(pressed(inCard, 'half', '{escape}').reply).toEqual({ kind: 'back' });
    expect(pressed(question, '{escape}').reply).toBeUndefined();
  });

  test('closes what was opened over it first', () => {
    const { typing, reply } = pressed(inCard, '{help}', '{escape}');
    expect(reply).toBeUndefined();
    expect(pressedOn(inCard, typing, '{escape}').reply).toEqual({ kind: 'back' });
  });
});

describe('the trail', () => {
  const few = trailOf('Reason: Too dear', 'Deal: Accepts');

  test('begins at its end, so that Enter stays, and goes back to the step the cursor is on', () => {
    expect(pressed(few, '{enter}').reply).toEqual({ kind: 'answer', raw: '' });
    expect(pressed(few, '{up}', '{up}', '{enter}').reply).toEqual({ kind: 'answer', raw: '1' });
    expect(pressed(few, '2').reply).toEqual({ kind: 'answer', raw: '2' });
    expect(pressed(few, '{escape}').reply).toEqual({ kind: 'back' });
  });

  test('of more than nine is searched', () => {
    const many = trailOf(...Array.from({ length: 12 }, (_, at) => `Step ${at + 1}: answer`));
    expect(pressed(many, 'answer 11', '{enter}').reply).toEqual({ kind: 'answer', raw: '11' });
    expect(drawn(many, pressed(many).typing, { columns: 40, rows: 14 })).toEqual(
      expect.arrayContaining(['Type to search, Enter picks: ', expect.stringMatching(/^↑ Step \d+/), '❯ Stay here']),
    );
  });

  test('cuts long answers but for the one the cursor is on', () => {
    const long = trailOf(`Tell: ${'very '.repeat(20)}much`);
    const narrow = { columns: 40, rows: 24 };
    expect(shown(long, narrow)).toContain('  1 Tell: very very very very very ver…');
    expect(drawn(long, pressed(long, '{up}').typing, narrow).join(' ')).toMatch(/❯ 1 Tell: very .* much/);
  });

  test('says in its header how long the call and the step take; narrow, the call alone', () => {
    expect(shown(few)[0]).toMatch(/· 04:12 · step 0:35 *$/);
    expect(shown(few, { columns: 40, rows: 24 })[0]).toMatch(/ 04:12 3\/5\+ *$/);
  });
});

describe('offers', () => {
  const screen = offers(['Ask your team lead: A free quarter', 'Ask your manager: A free year'], 'Month', 'None');

  test('that somebody else may make are named after those that can be picked', () => {
    const lines = shown(screen);
    const from = lines.indexOf('❯ 1 Month');
    expect(lines.slice(from, from + 4)).toEqual([
      '❯ 1 Month',
      '  2 None',
      '  Ask your team lead: A free quarter',
      '  Ask your manager: A free year',
    ]);
    expect(pressed(screen, '3').reply).toBeUndefined();
  });

  test('are accepted with Enter only: a digit may be a slip', () => {
    const weighty = { ...offers([], 'Accepted', 'Declined'), weighty: new Set(['accepted']) };
    const { typing, reply } = pressed(weighty, '{down}', '1');
    expect(reply).toBeUndefined();
    expect(typing.problem).toContain('Enter');
    expect(pressedOn(weighty, typing, '{enter}').reply).toEqual({ kind: 'answer', raw: 'accepted' });
    expect(pressed(weighty, '2').reply).toEqual({ kind: 'answer', raw: 'declined' });
  });
});

describe('the keys below', () => {
  test.each([
    [79, ['^P back  ^F forward  ^N note  ^O cards  ^T trail  ^X way out  ^G why  ^C leave']],
    [78, ['^P back ^F fwd ^N note ^O cards ^T trail ^X out ^G why ^C leave']],
    [40, ['^P back ^F fwd ^N note ^O cards', '^T trail ^X out ^G why ^C leave']],
    [20, ['^P back ^F fwd', '^N note ^O cards', '^T trail ^X out', '^G why ^C leave']],
  ])('fit in %d columns, and none is broken', (columns, foot) => {
    const lines = shown(question, { columns, rows: 24 });
    expect(lines.slice(-foot.length)).toEqual(foot);
  });
});

test('what is half typed is there again after a card', () => {
  const { typing } = pressed(question, 'half typ', '{cards}');
  expect(pressedOn(question, begin(promptOf(question), typing), 'ed', '{enter}').reply).toMatchObject({
    raw: 'half typed',
  });
});

describe('a line of words before a question', () => {
  const why = { ...offers([], 'Price', 'Quality', 'Moves away'), jot: 'In their words' };

  test('shows the options that come, without keys, which are words there', () => {
    const lines = shown(why);
    const from = lines.indexOf('In their words (optional)');
    expect(lines.slice(from, from + 5)).toEqual([
      'In their words (optional)',
      '› ',
      '    · Price',
      '    · Quality',
      '    · Moves away',
    ]);
    expect(pressed(why, '1', '{enter}', '2').reply).toEqual({ kind: 'answer', raw: 'quality', jot: '1' });
  });

  test('keeps its script whole: what has no room is cut', () => {
    const lines = shown(why, { columns: 80, rows: 9 });
    expect(lines).toEqual([
      expect.stringContaining('Jansen BV'),
      'SAY  Tell me.',
      'In their words (optional)',
      '› ',
      '    · Price',
      '    · Quality',
      '    · Moves away',
    ]);
    expect(shown(why, { columns: 80, rows: 7 }).slice(-2)).toEqual(['    · Price', '    · Quality …']);
    expect(shown(why, { columns: 80, rows: 5 }).at(-1)).toBe('›');
  });
});
