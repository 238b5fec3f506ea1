import { decide } from '../../src/call/decide.js';
import type { Raw } from '../../src/call/read-answer.js';
import type { Screen } from '../../src/call/screen.js';
import { screenOf } from '../../src/call/screen-of.js';
import { evolve, initialState, type State } from '../../src/call/state.js';
import type { Flow } from '../../src/playbook/flow.js';
import type { Answers } from '../playbooks/play.js';
import { ENTER } from './keys.js';

/** What a trained rep types on one screen, and what tells it from the next. */
export interface Stroke {
  readonly screen: Screen;
  readonly keys: string;
}

/** The keys that give the answers written down, screen by screen, up to the end of the call. */
export function strokes(flow: Flow, answers: Answers, today: string): readonly Stroke[] {
  const typed: Stroke[] = [];
  const perform = (state: State, command: Parameters<typeof decide>[2]): State => {
    const decision = decide(flow, state, command, today);
    if (!decision.ok) throw new Error(`${typed.at(-1)?.screen.step}: ${decision.refusal.message}`);
    return decision.events.reduce(evolve, state);
  };
  let state = perform(initialState, {
    type: 'start',
    rep: 'Robin',
    currency: 'EUR',
    locale: 'en-GB',
    facts: new Map(),
  });
  while (state.status === 'open') {
    const screen = screenOf(flow, state, today);
    const given = answers[screen.step ?? ''] ?? '';
    const { answer, words } = typeof given === 'object' && 'answer' in given ? given : { answer: given, words: '' };
    typed.push({ screen, keys: keysFor(screen, answer, words) });
    state = perform(state, screen.kind === 'wrap_up' ? { type: 'end' } : { type: 'answer', raw: answer, words });
  }
  return typed;
}

function keysFor({ kind, question, options, jot }: Screen, answer: Raw, words: string): string {
  const skipJot = jot === undefined ? '' : ENTER;
  if (kind === 'wrap_up' || question === undefined) return skipJot + ENTER;
  const digit = (id: string) => String(options.findIndex((option) => option.id === id) + 1);
  switch (question.type) {
    case 'choice': {
      const picked = options.find(({ id }) => id === answer);
      return skipJot + digit(String(answer)) + (picked?.words ? words + ENTER : '');
    }
    case 'yes_no':
      return skipJot + (answer === true || answer === 'yes' ? 'y' : 'n');
    case 'choices':
      return skipJot + (Array.isArray(answer) ? answer : []).map(digit).join('') + ENTER;
    case 'scale':
      return skipJot + String(answer) + (question.max > 9 ? ENTER : '');
    default:
      return skipJot + String(answer) + ENTER;
  }
}
