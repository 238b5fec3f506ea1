import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cardsNow } from '../../src/call/cards.js';
import type { Command } from '../../src/call/command.js';
import { decide } from '../../src/call/decide.js';
import type { EventBody } from '../../src/call/event.js';
import type { Screen } from '../../src/call/screen.js';
import { screenOf } from '../../src/call/screen-of.js';
import { evolve, initialState, openVisit, placeOf, type State } from '../../src/call/state.js';
import { compile } from '../../src/playbook/compile.js';
import type { Flow, Question } from '../../src/playbook/flow.js';
import { bundled } from '../playbooks/bundled.js';
import { at, start, TODAY } from './given.js';

const flows: readonly Flow[] = [...bundled].map(([file, text]) => {
  const { flow } = compile(text, (id) => bundled.get(`${id}.yaml`));
  if (flow === undefined) throw new Error(`${file} does not compile`);
  return flow;
});

/** One move of a rep; what it answers is drawn when the screen is known. */
type Move = {
  readonly kind: 'answer' | 'back' | 'forward' | 'jump' | 'note' | 'card' | 'insist';
  readonly pick: number;
};

const moves = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 8, arbitrary: fc.constant<Move['kind']>('answer') },
      { weight: 5, arbitrary: fc.constantFrom<Move['kind']>('back', 'forward', 'jump', 'note', 'card') },
      { weight: 1, arbitrary: fc.constant<Move['kind']>('insist') },
    ),
    pick: fc.nat(1000),
  }),
  { maxLength: 60 },
);
const walks = fc.record({ flow: fc.constantFrom(...flows), moves });

/** The events of a walk, and the state before each of its moves. */
function walk({ flow, moves: steps }: { readonly flow: Flow; readonly moves: readonly Move[] }) {
  const events: EventBody[] = [];
  const seen: { readonly move: Move['kind']; readonly before: State; readonly after: State }[] = [];
  let state = initialState;
  const perform = (command: Command): boolean => {
    const decision = decide(flow, state, command, TODAY);
    if (!decision.ok) return false;
    events.push(...decision.events);
    state = decision.events.reduce(evolve, state);
    return true;
  };
  perform(start());
  for (const { kind, pick } of steps) {
    const before = state;
    if (perform(commandOf(kind, flow, state, pick))) seen.push({ move: kind, before, after: state });
  }
  return { events, seen, state };
}

function commandOf(kind: Move['kind'], flow: Flow, state: State, pick: number): Command {
  switch (kind) {
    case 'answer':
      return answerAt(screenOf(flow, state, TODAY), pick);
    case 'note':
      return { type: 'note', text: `note ${pick}` };
    case 'card': {
      const cards = cardsNow(flow, state);
      return { type: 'open_card', card: cards[pick % Math.max(cards.length, 1)]?.id ?? 'none' };
    }
    case 'jump':
      return { type: 'jump', visit: state.path[pick % Math.max(state.path.length, 1)]?.visit ?? 0 };
    default:
      return { type: kind };
  }
}

function answerAt({ question, options }: Screen, pick: number): Command {
  const ids = options.map(({ id }) => id);
  return { type: 'answer', raw: question && rawFor(question, ids, pick), override: 'drawn at random' };
}

function rawFor(question: Question, options: readonly string[], pick: number) {
  switch (question.type) {
    case 'choice':
    case 'yes_no':
      return options[pick % options.length] ?? '';
    case 'choices':
      return options.filter((_, bit) => (pick >> bit) & 1);
    case 'scale':
      return question.min + (pick % (question.max - question.min + 1));
    case 'date':
      return `+${pick % 30}`;
    case 'number':
    case 'money':
      return pick;
    case 'text':
      return `words ${pick}`;
  }
}

describe('whatever a rep does', () => {
  test('back after an answer shows the question that was answered, with its answer in place', () => {
    fc.assert(
      fc.property(walks, (drawn) => {
        const { flow } = drawn;
        for (const { move, before, after } of walk(drawn).seen) {
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
        const { flow } = drawn;
        for (const { move, before, after } of walk(drawn).seen) {
          const beside = before.card !== undefined || openVisit(before)?.frame === 'offer';
          if (move !== 'answer' || beside || after.overridden.length > before.overridden.length) continue;
          const steps = [{ type: 'back' }, { type: 'forward' }] as const;
          const again = steps.reduce((state, command) => {
            const decision = decide(flow, state, command, TODAY);
            return decision.ok ? decision.events.reduce(evolve, state) : state;
          }, after);
          const pathTo = ({ path }: State) =>
            path.slice(0, before.path.length).map(({ step, answer }) => ({ step, answer }));
          expect(pathTo(again)).toEqual(pathTo(after));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('the screen that is open is on the path and has no answer; without one the call is at its wrap-up', () => {
    fc.assert(
      fc.property(walks, (drawn) => {
        const { state } = walk(drawn);
        const screen = screenOf(drawn.flow, state, TODAY);
        expect(screen.kind === 'wrap_up').toBe(state.open === undefined);
        if (state.open !== undefined) expect(openVisit(state)).toMatchObject({ visit: state.open });
        expect(openVisit(state)?.answer).toBeUndefined();
      }),
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
        expect(state.offers).toHaveLength(of('offer_shown').length);
        const begun = new Set(['step_shown', 'frame_entered', 'frame_left', 'offer_shown']);
        const visits = events.flatMap((event) => ('visit' in event && begun.has(event.type) ? [event.visit] : []));
        expect(visits).toEqual(visits.map((_, index) => index + 1));
      }),
    );
  });
});
