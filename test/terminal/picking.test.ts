import { describe, expect, test } from '@jest/globals';
import { option, type Screen } from '../../src/call/screen.js';
import { press } from '../../src/terminal/press.js';
import { cards, offers, pressed, pressedOn, question } from './hand-made.js';

const urgent: Screen = offers([], 'Certain', 'Perhaps', 'No');
const plain = { optional: false, personal: false, checks: [] };

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
    const screen: Screen = { ...urgent, options, question: { type: 'yes_no', options, ...plain } };
    const { typing, reply } = pressed(screen, 'ok', '{enter}');
    expect(reply).toBeUndefined();
    expect(typing.problem).toBe('"ok" picks nothing here: y, n or an arrow does');
    expect(pressedOn(screen, typing, 'n').reply).toMatchObject({ raw: 'no' });
  });

  test('several options are not taken as ticked', () => {
    const several: Screen = { ...urgent, question: { type: 'choices', options: urgent.options, ...plain } };
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

describe('what a menu offers to be taken as it is', () => {
  const name: Screen = { ...question, kind: 'menu', prefill: { value: { type: 'text', words: 'root' } } };

  test('gives way to the first character or paste', () => {
    expect(pressed(name, 'Sam', '{enter}').reply).toMatchObject({ raw: 'Sam' });
    const begun = pressed(name).typing;
    const pasted = press(name, begun, { name: 'paste', text: 'Sam' }, { rows: 10, most: 0 });
    expect(pasted).toMatchObject({ typing: { lines: { question: { text: 'Sam' } } } });
  });

  test('is taken with Enter, and edited with the keys that edit', () => {
    expect(pressed(name, '{enter}').reply).toMatchObject({ raw: 'root' });
    expect(pressed(name, '{backspace}', 'm', '{enter}').reply).toMatchObject({ raw: 'room' });
    expect(pressed(name, '{home}', 'g', '{enter}').reply).toMatchObject({ raw: 'groot' });
    expect(pressed(name, '{end}', 's', '{enter}').reply).toMatchObject({ raw: 'roots' });
    expect(pressed(name, '{left}', 's', '{enter}').reply).toMatchObject({ raw: 'roost' });
  });

  test('is no text of a call, to which words are added', () => {
    expect(pressed({ ...name, kind: 'step' }, 's', '{enter}').reply).toMatchObject({ raw: 'roots' });
  });
});
