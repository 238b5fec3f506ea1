import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../src/call/decide.js';
import type { EventBody } from '../../src/call/event.js';
import { screenOf } from '../../src/call/screen-of.js';
import { evolve, openVisit, placeOf, type State } from '../../src/call/state.js';
import { at, TODAY } from './given.js';
import { limitedWalks, walk, walks } from './random-walk.js';

describe('whatever a rep does', () => {
  test('back after an answer shows the question that was answered, with its answer in place', () => {
    fc.assert(
      fc.property(walks, (drawn) => {
        const { flow, seen } = walk(drawn);
        for (const { move, before, after } of seen) {
          if (move !== 'answer' || before.card !== undefined || after.card !== undefined) continue;
          const answered = openVisit(before);
          const back = decide(flow, after, { type: 'back' }, TODAY);
          if (!back.ok) throw new Error('back was refused');
          const reopened = back.events.reduce(evolve, after);
          expect(at(reopened)).toBe(answered?.step);
          const visit = after.path.find((each) => each.visit === answered?.visit);
          if (visit?.answer === undefined || visit.frame === 'offer') continue;
          const { ends, ...answer } = visit.answer;
          expect(reopened.kept.get(placeOf(after.path, visit))).toEqual(answer);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('forward after back comes to where it was', () => {
    fc.assert(
      fc.property(walks, (drawn) => {
        const { flow, seen } = walk(drawn);
        for (const { move, before, after } of seen) {
          const beside = before.card !== undefined || openVisit(before)?.frame === 'offer';
          if (move !== 'answer' || beside || after.overridden.length > before.overridden.length) continue;
          const steps = [{ type: 'back' }, { type: 'forward' }] as const;
          const again = steps.reduce((state, command) => {
            const decision = decide(flow, state, command, TODAY);
            return decision.ok ? decision.events.reduce(evolve, state) : state;
          }, after);
          // Of a card that was left, a screen stands after the question, and going back takes it off.
          const pathTo = ({ path }: State) =>
            path
              .filter(({ frame, visit }) => frame !== 'card' && visit <= before.lastVisit)
              .map(({ step, answer }) => ({ step, answer }));
          expect(pathTo(again)).toEqual(pathTo(after));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('the screen that is open is on the path and has no answer; without one the call is at its wrap-up', () => {
    fc.assert(
      fc.property(walks, (drawn) => {
        const { flow, state } = walk(drawn);
        const screen = screenOf(flow, state, TODAY);
        expect(screen.kind === 'wrap_up').toBe(state.open === undefined);
        if (state.open !== undefined) expect(openVisit(state)).toMatchObject({ visit: state.open });
        expect(openVisit(state)?.answer).toBeUndefined();
      }),
    );
  });

  test('no more offers are made than the rules allow, and none that they bar', () => {
    fc.assert(
      fc.property(limitedWalks, (drawn) => {
        const { seen, events, state } = walk(drawn);
        const made = state.offers.map(({ offer }) => offer);
        expect(made.length).toBeLessThanOrEqual(4);
        expect(made.filter((offer) => offer.startsWith('pleading/')).length).toBeLessThanOrEqual(2);
        for (const { before, after } of seen) {
          const anew = after.offers.length > before.offers.length;
          const visits = ({ path }: State, id: string) => path.filter(({ step }) => step === id).length;
          if (anew) expect(visits(before, 'carry_out')).toBe(0);
          if (before.insisted && !events.some(({ type }) => type === 'went_back'))
            expect(visits(after, 'sure')).toBe(visits(before, 'sure'));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('what the customer heard and what was noted is never undone, and visit numbers never come twice', () => {
    fc.assert(
      fc.property(walks, (drawn) => {
        const { events, state } = walk(drawn);
        const of = (type: EventBody['type']) => events.filter((event) => event.type === type);
        expect(state.notes).toHaveLength(of('noted').length);
        expect(state.overridden).toHaveLength(of('check_overridden').length);
        expect(state.cards).toHaveLength(of('card_opened').length);
        const again = events.filter((event) => event.type === 'offer_shown' && event.again !== undefined);
        expect(state.offers).toHaveLength(of('offer_shown').length - again.length);
        const begun = new Set(['step_shown', 'frame_entered', 'frame_left', 'offer_shown']);
        const visits = events.flatMap((event) => ('visit' in event && begun.has(event.type) ? [event.visit] : []));
        expect(visits).toEqual(visits.map((_, index) => index + 1));
      }),
    );
  });
});
