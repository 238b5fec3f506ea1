import type { Fact, Flow, Step, Target } from '../playbook/flow.js';
import { optionsOf } from '../playbook/targets.js';
import type { EventBody } from './event.js';
import { inner, type Level, levelOf, stepOf, userOf } from './level.js';
import { outcomeOf } from './outcome.js';
import { type Heard, optionsNow, settle, targetOf } from './route.js';
import { isOf, known } from './scope.js';
import { evolve, type State, type Visit, visitOf } from './state.js';

/** What comes next: events that end with a screen, or the outcome with which the call comes to its wrap-up. */
export interface Advance {
  readonly events: readonly EventBody[];
  readonly end?: string;
}

/** Where a call goes on from what was answered last. */
export function advance(flow: Flow, state: State, today: string, heard?: Heard): Advance {
  const last = state.from === undefined ? undefined : visitOf(state, state.from);
  if (last === undefined || last.frame === 'facts') return begin(flow, state, today, heard);
  if (last.frame === 'wrap_up') {
    const end = state.path.findLast(({ answer }) => answer?.ends !== undefined)?.answer?.ends;
    if (end !== undefined) return { events: [], end };
  }
  const level = levelOf(flow, last.step);
  return follow(level, targetAfter(level, last, state, today, heard), state, today, heard);
}

/** The next fact that no flag gave, else the first step. */
function begin(flow: Flow, state: State, today: string, heard?: Heard): Advance {
  const fact = factToAsk(flow, state);
  if (fact === undefined) return follow({ flow, prefix: '' }, { go: flow.start }, state, today, heard);
  const options = optionsOf(fact.question).map(({ id }) => id);
  const visit = state.lastVisit + 1;
  return { events: [{ type: 'step_shown', visit, frame: 'facts', step: fact.id, options }] };
}

function targetAfter(level: Level, { step, answer }: Visit, state: State, today: string, heard?: Heard): Target {
  const left = stepOf(level.flow, step.slice(level.prefix.length));
  return targetOf(level.flow, left, answer?.value ?? null, known(level, state, today), heard);
}

/** Follows a target into playbooks that are used, out of those that have come to an outcome, and out of cards. */
export function follow(from: Level, to: Target, state: State, today: string, heard?: Heard): Advance {
  const events: EventBody[] = [];
  let now = state;
  const add = (event: EventBody): void => {
    events.push(event);
    now = evolve(now, event);
  };
  /** Closes the card that is open, if it is one of this playbook's, and not of one that uses it. */
  const close = (level: Level, how: Extract<EventBody, { type: 'card_closed' }>['how']): void => {
    const card = now.card?.card;
    if (card !== undefined && isOf(level, card)) add({ type: 'card_closed', card, how });
  };
  for (let level = from, target = to; ; ) {
    const at = settle(level.flow, target, known(level, now, today), heard);
    if ('return' in at) {
      close(level, 'returned');
      return { events };
    }
    if ('end' in at) {
      close(level, 'ended');
      const { outer } = level;
      if (outer === undefined) return { events, end: at.end };
      const { id, label } = outcomeOf(level.flow, at.end);
      const value = { type: 'choice', id, label } as const;
      add({
        type: 'frame_left',
        visit: now.lastVisit + 1,
        step: userOf(level),
        value,
        ...(now.card ? { beside: true } : {}),
      });
      target = targetOf(outer.level.flow, outer.step, value, known(outer.level, now, today), heard);
      level = outer.level;
      continue;
    }
    const step = stepOf(level.flow, at.go);
    if (step.card === undefined) close(level, 'jumped');
    const visit = now.lastVisit + 1;
    if (step.use === undefined) {
      add(shown(level, step, visit, now.card === undefined ? 'playbook' : 'card', now, today));
      return { events };
    }
    const { id, title, version, hash } = step.use.flow;
    add({ type: 'frame_entered', visit, step: level.prefix + step.id, playbook: { id, title, version, hash } });
    level = inner(level, step);
    target = { go: level.flow.start };
  }
}

export function shown(
  level: Level,
  step: Step,
  visit: number,
  frame: 'playbook' | 'card' | 'wrap_up',
  state: State,
  today: string,
): EventBody {
  const options = optionsNow(level.flow, step, known(level, state, today)).map(({ id }) => id);
  return { type: 'step_shown', visit, frame, step: level.prefix + step.id, options };
}

function factToAsk(flow: Flow, state: State): Fact | undefined {
  // A fact that the rep went back over still stands, but its screen comes again.
  const settled = ({ id }: Fact) =>
    state.path.some(({ step, answer }) => step === id && answer !== undefined) ||
    (state.facts.has(id) && !state.kept.has(`${id} 1`) && !state.path.some(({ step }) => step === id));
  return [...flow.facts.values()].find((fact) => fact.asked && !settled(fact));
}
