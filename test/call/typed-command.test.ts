import { expect, test } from '@jest/globals';
import { readCommand, TYPED_COMMANDS } from '../../src/call/typed-command.js';

test.each([
  ['/back', { kind: 'back' }],
  ['forward', { kind: 'forward' }],
  ['/note  call after three ', { kind: 'note', text: 'call after three' }],
  ['/note', { kind: 'note' }],
  ['/card the boss', { kind: 'cards', card: 'the boss' }],
  ['/card', { kind: 'cards' }],
  ['/cards', { kind: 'cards' }],
  ['/trail', { kind: 'trail' }],
  ['/out', { kind: 'way_out' }],
  ['/insist', { kind: 'way_out', way: 'insist' }],
  ['/HungUp', { kind: 'way_out', way: 'hung_up' }],
  ['/wrong', { kind: 'way_out', way: 'wrong_number' }],
  ['/pause', { kind: 'way_out', way: 'pause' }],
  ['/why', { kind: 'help' }],
  ['/leave', { kind: 'leave' }],
  ['/constructor', undefined],
  ['/', undefined],
])('%s', (typed, reply) => {
  expect(readCommand(typed)).toEqual(reply);
});

test('every command that is listed is one', () => {
  for (const [word] of TYPED_COMMANDS) expect([word, readCommand(word)]).not.toEqual([word, undefined]);
});
