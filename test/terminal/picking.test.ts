import { describe, expect, test } from '@jest/globals';
import { choice, option, type Screen } from '../../src/call/screen.js';
import { cards, offers, pressed, pressedOn, question } from './hand-made.js';

const urgent: Screen = offers([], 'Certain', 'Perhaps', 'No');

describe('after a key that picks nothing', () => {
  test('Enter picks nothing, and the screen says what does', () => {
    const { typing, reply } = pressed(urgent, 'asap', '{enter}', '{enter}');
    expect(reply).toBeUndefined();
    expect(typing).toMatchObject({ row: 0, problem: '"asap" picks nothing here: a digit or an arrow does' });
    expect(pressedOn(urgent, typing, '{backspace}', '{enter}').reply).toBeUndefined();
  });

  test('an arrow or a digit picks again', () => {
    expect(pressed(urgent, 'asap', '{down}', '{enter}').reply).toMatchObject({ raw: 'perhaps' });
    expect(pressed(urgent, 'asap', '{up}', '{enter}').reply).toMatchObject({ raw: 'certain' });
    expect(pressed(urgent, 'asap', '3').reply).toMatchObject({ raw: 'no' });
    expect(pressed(urgent, 'asap', '9', '{enter}').reply).toBeUndefined();
  });

  test('an option that weighs much is picked by its digit and Enter', () => {
    const weighty = { ...urgent, weighty: new Set(['no']) };
    expect(pressed(weighty, 'x3', '{enter}').reply).toMatchObject({ raw: 'no' });
    expect(pressed(weighty, '3x', '{enter}').reply).toBeUndefined();
  });

  test('yes or no names its own keys', () => {
    const options = [option('yes', 'Yes'), option('no', 'No')];
    const screen: Screen = { ...urgent, options, question: { ...choice(options), type: 'yes_no' } };
    const { typing, reply } = pressed(screen, 'ok', '{enter}');
    expect(reply).toBeUndefined();
    expect(typing.problem).toBe('"ok" picks nothing here: y, n or an arrow does');
    expect(pressedOn(screen, typing, 'n').reply).toMatchObject({ raw: 'no' });
  });

  test('several options are not taken as ticked', () => {
    const several: Screen = { ...urgent, question: { ...choice(urgent.options), type: 'choices' } };
    const { typing, reply } = pressed(several, '2asap', '{enter}');
    expect(reply).toBeUndefined();
    expect(typing.problem).toBe('"asap" ticks nothing here: Space, a digit or an arrow does');
    expect(pressed(several, '2asap3', '{enter}').reply).toMatchObject({ raw: ['perhaps', 'no'] });
  });
});

test('on a screen that is searched Enter picks what was found', () => {
  expect(pressed(cards('The boss', 'A rival'), 'riv', '{enter}').reply).toMatchObject({ raw: 'card_2' });
});

test('a text is no pick', () => {
  expect(pressed(question, 'asap', '{enter}').reply).toMatchObject({ raw: 'asap' });
});
