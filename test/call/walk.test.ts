import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Command } from '../../src/call/command.js';
import { decide } from '../../src/call/decide.js';
import type { EventBody } from '../../src/call/event.js';
import { evolve, initialState, placeOf, type State } from '../../src/call/state.js';
import { compile } from '../../src/playbook/compile.js';
import type { Flow, Question } from '../../src/playbook/flow.js';
import { bundled } from '../playbooks/bundled.js';
import { at, start, TODAY } from './given.js';

const flows: readonly Flow[] = [...bundled].map(([file, text]) => {
  const { flow } = compile(text);
  if (flow === undefined) throw new Error(`${file} does not compile`);
  return flow;
});

/** One move of a rep; what it answers is drawn when the screen is known. */
type Move = { readonly kind: 'answer' | 'back' | 'forward' | 'note' | 'insist'; readonly pick: number };

const moves = fc.array(
  fc.record({
    kind: fc.constantFrom('answer', 'answer', 'answer', 'answer', 'back', 'forward', 'note', 'insist') as fc.Arbitrary<
      Move['kind']
    >,
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
    const done =
      kind === 'answer'
        ? perform(answerAt(flow, state, pick))
        : perform(kind === 'note' ? { type: 'note', text: `note ${pick}` } : { type: kind });
    if (done) seen.push({ move: kind, before, after: state });
  }
  return { events, seen, state };
}

function answerAt(flow: Flow, state: State, pick: number): Command {
  const last = state.path.at(-1);
  const question = last && (flow.facts.get(last.step)?.question ?? flow.steps.get(last.step)?.ask);
  return { type: 'answer', raw: question && rawFor(question, last?.options ?? [], pick), override: 'drawn at random' };
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
          if (move !== 'answer') continue;
          const answered = at(before);
          const back = decide(flow, after, { type: 'back' }, TODAY);
          if (!back.ok) throw new Error('back was refused');
          const reopened = back.events.reduce(evolve, after);
          expect(at(reopened)).toBe(answered);
          const screen = reopened.path.at(-1);
          const { ends, ...answer } = after.path.at(before.path.length - 1)?.answer ?? { value: null };
          expect(screen && reopened.kept.get(placeOf(reopened.path, screen))).toEqual(answer);
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
          if (move !== 'answer' || after.overridden.length > before.overridden.length) continue;
          const steps = [{ type: 'back' }, { type: 'forward' }] as const;
          const again = steps.reduce((state, command) => {
            const decision = decide(flow, state, command, TODAY);
            return decision.ok ? decision.events.reduce(evolve, state) : state;
          }, after);
          expect(again.path.slice(0, before.path.length).map(({ step, answer }) => ({ step, answer }))).toEqual(
            after.path.slice(0, before.path.length).map(({ step, answer }) => ({ step, answer })),
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  test('only the last screen of the path may be open, save those that insisting left behind', () => {
    fc.assert(
      fc.property(walks, (drawn) => {
        const { state, events } = walk(drawn);
        const open = state.path.slice(0, -1).filter(({ answer }) => answer === undefined);
        expect(open.length).toBeLessThanOrEqual(events.filter(({ type }) => type === 'insisted').length);
      }),
    );
  });

  test('notes and overrides are never undone, and visit numbers never come twice', () => {
    fc.assert(
      fc.property(walks, (drawn) => {
        const { events, state } = walk(drawn);
        const of = (type: EventBody['type']) => events.filter((event) => event.type === type);
        expect(state.notes).toHaveLength(of('noted').length);
        expect(state.overridden).toHaveLength(of('check_overridden').length);
        const visits = events.flatMap((event) => (event.type === 'step_shown' ? [event.visit] : []));
        expect(visits).toEqual(visits.map((_, index) => index + 1));
      }),
    );
  });
});
