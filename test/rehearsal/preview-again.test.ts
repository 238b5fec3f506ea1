import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Command } from '../../src/call/command.js';
import { decide } from '../../src/call/decide.js';
import type { EventBody } from '../../src/call/event.js';
import { foldBodies } from '../../src/call/onward.js';
import { initialState, openVisit, placeOf, type State } from '../../src/call/state.js';
import type { Flow } from '../../src/playbook/flow.js';
import { playAgain } from '../../src/rehearsal/preview-again.js';
import { answer, flowOf, start, TODAY } from '../call/given.js';
import { walk, walks } from '../call/random-walk.js';

const TEXT = `
insist: bye
outcomes: {over: {label: Over, group: done, needs: [late]}}
offers: {month: {label: A month}}
cards: {boss: {label: Boss, steps: [{id: who, say: Who?, ask: {type: text}}, {id: when_boss, say: When?, ask: {type: date}}]}}
steps:
  - {id: mood, say: How are you?, jot: Words, ask: {type: choice, options: {well: Well, bad: {label: Bad, words: true}}}}
  - {id: keep, say: An offer?, offer: [month]}
  - {id: score, say: Score?, ask: {type: number, check: [{if: score > 9, level: soft, message: Much.}]}}
  - {id: last, say: Last., ask: {type: yes_no, yes: {end: over}}}
  - {id: late, say: Late?, ask: {type: text}, end: over}
  - {id: bye, say: Bye., end: over}
`;
const flow = flowOf(TEXT);

/** All events of these commands, the first of which begins the call. */
function played(commands: readonly Command[]) {
  let state = initialState;
  const events: EventBody[] = [];
  for (const command of commands) {
    const decision = decide(flow, state, command, TODAY);
    if (!decision.ok) throw new Error(decision.refusal.message);
    events.push(...decision.events);
    state = foldBodies(state, decision.events);
  }
  return events;
}

const begun = (of: Flow): readonly EventBody[] => {
  const decision = decide(of, initialState, start(), TODAY);
  return decision.ok ? decision.events : [];
};

/** Where a call stands: what is on the path, and which screen is open. */
function standing(events: readonly EventBody[]) {
  const state = foldBodies(initialState, events);
  const open = openVisit(state);
  const at = (visit: State['path'][number]) => placeOf(state.path, visit);
  const path = state.path.map((visit) => [at(visit), visit.frame, visit.answer?.value, visit.answer?.jot]);
  return { open: open && at(open), path, card: state.card?.card, insisted: state.insisted, notes: state.notes };
}

const full: readonly Command[] = [
  start(),
  answer('bad', { words: 'tired', jot: 'so so' }),
  { type: 'open_card', card: 'boss' },
  answer('Jo'),
  answer('2026-12-01'),
  answer('month'),
  answer('declined'),
  { type: 'note', text: 'a note' },
  answer('12', { override: 'they said so' }),
];

test('the same playbook: the same path and place, with words, cards, offers, overrides and notes', () => {
  for (let length = 1; length <= full.length; length++) {
    const before = played(full.slice(0, length));
    const { events, told } = playAgain(flow, begun(flow), before, TODAY);
    expect(standing(events)).toEqual(standing(before));
    expect(told).toBe('↻ reloaded');
  }
});

test('what was asked at wrap-up, and that the customer insisted', () => {
  const asked = played([...full, answer('yes'), { type: 'ask_need', need: 'late' }, answer('so late')]);
  expect(standing(playAgain(flow, begun(flow), asked, TODAY).events)).toEqual(standing(asked));
  const insists = played([...full.slice(0, 4), { type: 'insist' }]);
  const again = standing(playAgain(flow, begun(flow), insists, TODAY).events);
  expect(again).toMatchObject({ open: 'bye 1', insisted: true });
  // Whoever went back from there stays where they went.
  const back = played([...full.slice(0, 4), { type: 'insist' }, { type: 'back' }]);
  expect(standing(playAgain(flow, begun(flow), back, TODAY).events).open).toBe(standing(back).open);
});

/** What became of the place after an edit. */
function edited(from: string, to: string, commands: readonly Command[] = full) {
  expect(TEXT).toContain(from);
  const next = flowOf(TEXT.replace(from, to));
  const { events, told } = playAgain(next, begun(next), played(commands), TODAY);
  return { open: standing(events).open, told };
}

test('an edit keeps the place as far as the answers fit, and says where it leads', () => {
  expect(edited('Last.', 'Farewell.')).toEqual({ open: 'last 1', told: '↻ reloaded' });
  expect(edited('well: Well, bad: {label: Bad, words: true}', 'well: Well, poor: Poor')).toEqual({
    open: 'mood 1',
    told: expect.stringMatching(/^↻ reloaded: your answer to "Mood" no longer fits \(.*bad.*\); you are at "Mood"$/),
  });
  expect(edited('level: soft', 'level: hard')).toEqual({
    open: 'score 1',
    told: '↻ reloaded: your answer to "Score" no longer fits (Much.); you are at "Score"',
  });
  expect(edited('  - {id: last', '  - {id: fresh, say: New.}\n  - {id: last')).toEqual({
    open: 'fresh 1',
    told: '↻ reloaded: your answers now lead to "Fresh"',
  });
  expect(edited('{id: last,', '{id: goodbye,')).toEqual({
    open: 'goodbye 1',
    told: '↻ reloaded: your answers now lead to "Goodbye"',
  });
});

test.each([
  { how: 'with insisting', moves: ['answer', 'note', 'card', 'insist'] },
  { how: 'with going back', moves: ['answer', 'note', 'back'] },
])('whatever a rep does, $how, the place is kept', ({ moves: kinds }) => {
  const drawn = walks.map(({ playbook, moves }) => ({
    playbook,
    moves: moves.filter(({ kind }) => kinds.includes(kind)),
  }));
  let far = 0;
  fc.assert(
    fc.property(drawn, (each) => {
      const { flow: of, events, state } = walk(each);
      // Offers that were gone back over still count, and are not made again.
      fc.pre(state.offers.length === 0 || events.every(({ type }) => type !== 'went_back'));
      const again = playAgain(of, begun(of), events, TODAY);
      const was = standing(events);
      far = Math.max(far, was.path.length);
      expect(again.told).toBe('↻ reloaded');
      expect(standing(again.events)).toMatchObject({ open: was.open, card: was.card, insisted: was.insisted });
    }),
    { numRuns: 150 },
  );
  expect(far).toBeGreaterThan(10);
});

test('insisting at the end, and gone back over, is not done again when the end is reached otherwise', () => {
  const ended: readonly Command[] = [...full, answer('yes')];
  const before = played([...ended, { type: 'insist' }, { type: 'back' }, answer('yes')]);
  const again = playAgain(flow, begun(flow), before, TODAY);
  expect([again.told, standing(again.events).open]).toEqual(['↻ reloaded', standing(before).open]);
  expect(standing(again.events).path).toEqual(standing(before).path);
});
