import type { Fact, Flow, Need, Outcome, Step } from '../playbook/flow.js';
import { BUILT_IN_OUTCOMES } from '../playbook/outcomes.js';
import type { EventBody } from './event.js';
import { optionsNow, optionsOf, settle, stepOf, targetOf } from './route.js';
import type { Known } from './scope.js';
import { answerTo, type State, type Visit } from './state.js';

/** Where a call stands. */
export type Position =
  | { readonly kind: 'fact'; readonly visit: Visit; readonly fact: Fact }
  | { readonly kind: 'step'; readonly visit: Visit; readonly step: Step }
  | { readonly kind: 'wrap_up'; readonly outcome: Outcome; readonly missing: readonly Need[] }
  | { readonly kind: 'closed' };

export function position(flow: Flow, state: State, scope: Known): Position {
  if (state.status === 'closed') return { kind: 'closed' };
  const visit = state.path.at(-1);
  if (visit !== undefined && visit.answer === undefined) {
    const fact = visit.frame === 'facts' ? flow.facts.get(visit.step) : undefined;
    return fact ? { kind: 'fact', visit, fact } : { kind: 'step', visit, step: stepOf(flow, visit.step) };
  }
  const target = ahead(flow, state, scope);
  if ('go' in target) throw new Error(`the screen of ${target.go} was never shown`);
  const outcome = outcomeOf(flow, target.end);
  return { kind: 'wrap_up', outcome, missing: missing(state, outcome) };
}

export function outcomeOf(flow: Flow, id: string): Outcome {
  const outcome = flow.outcomes.get(id) ?? BUILT_IN_OUTCOMES.get(id);
  if (outcome === undefined) throw new Error(`${flow.id} has no outcome ${id}`);
  return outcome;
}

/** What comes next: a screen as an event, or the outcome with which the call comes to its wrap-up. */
export function advance(flow: Flow, state: State, scope: Known): EventBody | { readonly end: string } {
  const visit = state.lastVisit + 1;
  const fact = factToAsk(flow, state);
  if (fact !== undefined) {
    const options = optionsOf(fact.question).map(({ id }) => id);
    return { type: 'step_shown', visit, frame: 'facts', step: fact.id, options };
  }
  const target = ahead(flow, state, scope);
  return 'end' in target ? target : shown(flow, target.go, visit, 'playbook', scope);
}

export function shown(flow: Flow, id: string, visit: number, frame: 'playbook' | 'wrap_up', scope: Known): EventBody {
  const options = optionsNow(stepOf(flow, id), scope).map((option) => option.id);
  return { type: 'step_shown', visit, frame, step: id, options };
}

/** Facts that no flag gave are asked for before the first step. */
function factToAsk(flow: Flow, state: State): Fact | undefined {
  if (state.path.some(({ frame }) => frame === 'playbook')) return undefined;
  // A fact that the rep went back over still stands, but its screen comes again.
  const settled = ({ id }: Fact) =>
    state.path.some(({ step, answer }) => step === id && answer !== undefined) ||
    (state.facts.has(id) && !state.kept.has(`${id} 1`) && !state.path.some(({ step }) => step === id));
  return [...flow.facts.values()].find((fact) => !settled(fact));
}

function ahead(flow: Flow, state: State, scope: Known) {
  const last = state.path.findLast(({ frame }) => frame === 'playbook');
  // What the answer led to then is what counts: a route may read the day, and lead elsewhere by now.
  if (last?.answer?.ends !== undefined) return { end: last.answer.ends };
  const target =
    last === undefined
      ? { go: flow.start }
      : targetOf(flow, state, stepOf(flow, last.step), last.answer?.value ?? null, scope);
  return settle(flow, state, target, scope);
}

function missing(state: State, outcome: Outcome): readonly Need[] {
  return outcome.needs.filter((need) => {
    if (state.waived.has(needId(need))) return false;
    return need.kind === 'note' ? state.notes.length === 0 : !answerTo(state, need.step)?.value;
  });
}

/** How a need is named in the log. */
export const needId = (need: Need): string => (need.kind === 'step' ? need.step : need.kind);
