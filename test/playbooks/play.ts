import { decide } from '../../src/call/decide.js';
import type { Raw } from '../../src/call/read-answer.js';
import type { Screen } from '../../src/call/screen.js';
import { screenOf } from '../../src/call/screen-of.js';
import { evolve, initialState, type State } from '../../src/call/state.js';
import type { Flow } from '../../src/playbook/flow.js';

/** By the id of the step or the fact: the answer, or the answer with a few words. */
export type Answers = Readonly<Record<string, Raw | { readonly answer: Raw; readonly words: string }>>;

/** How a scripted call went. */
export interface Played {
  readonly outcome: string;
  /** Steps in the order in which they were shown. */
  readonly path: readonly string[];
  readonly screens: readonly Screen[];
  /** Answers that no screen asked for. */
  readonly unused: readonly string[];
  readonly overridden: number;
}

/** Takes a whole call from a map of answers; throws when one is refused, or missing where the question insists on one. */
export function play(flow: Flow, answers: Answers, today: string): Played {
  const used = new Set<string>();
  const screens: Screen[] = [];
  const perform = (state: State, command: Parameters<typeof decide>[2]): State => {
    const decision = decide(flow, state, command, today);
    if (!decision.ok) throw new Error(`${screens.at(-1)?.step}: ${decision.refusal.message}`);
    return decision.events.reduce(evolve, state);
  };
  const start = { type: 'start', rep: 'test', currency: 'EUR', locale: 'en', facts: new Map() } as const;
  let state = perform(initialState, start);
  while (state.status === 'open' && screens.length < 100) {
    const screen = screenOf(flow, state, today);
    screens.push(screen);
    const given = answers[screen.step ?? ''] ?? '';
    used.add(screen.step ?? '');
    const { answer: raw, words } = isWorded(given) ? given : { answer: given, words: undefined };
    const answer = { type: 'answer', raw, ...(words === undefined ? {} : { words }) } as const;
    state = perform(state, screen.kind === 'wrap_up' ? { type: 'end' } : answer);
  }
  return {
    outcome: state.ended?.outcome ?? '',
    path: state.path.map(({ step }) => step),
    screens,
    unused: Object.keys(answers).filter((id) => !used.has(id)),
    overridden: state.overridden.length,
  };
}

const isWorded = (given: Answers[string]): given is { readonly answer: Raw; readonly words: string } =>
  typeof given === 'object' && !Array.isArray(given);
