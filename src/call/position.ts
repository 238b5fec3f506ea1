import type { Fact, Flow, Offer, Outcome, Step } from '../playbook/flow.js';
import { advance } from './advance.js';
import { type Level, levelOf, stepOf } from './level.js';
import { outcomeOf } from './outcome.js';
import { openVisit, type State, type Visit } from './state.js';

/** Where a call stands. */
export type Position =
  | { readonly kind: 'fact'; readonly visit: Visit; readonly fact: Fact }
  | { readonly kind: 'step'; readonly visit: Visit; readonly level: Level; readonly step: Step }
  /** An offer has been made, and how it is taken is asked. */
  | {
      readonly kind: 'reply';
      readonly visit: Visit;
      readonly level: Level;
      readonly step: Step;
      readonly offer: Offer;
    }
  | { readonly kind: 'wrap_up'; readonly outcome: Outcome }
  | { readonly kind: 'closed' };

export function position(flow: Flow, state: State, today: string): Position {
  if (state.status === 'closed') return { kind: 'closed' };
  const visit = openVisit(state);
  if (visit === undefined) return { kind: 'wrap_up', outcome: outcomeOf(flow, ledTo(flow, state, today)) };
  const fact = visit.frame === 'facts' ? flow.facts.get(visit.step) : undefined;
  if (fact !== undefined) return { kind: 'fact', visit, fact };
  const level = levelOf(flow, visit.step);
  const step = stepOf(level.flow, visit.step.slice(level.prefix.length));
  if (visit.frame !== 'offer') return { kind: 'step', visit, level, step };
  const made = state.offers.find((offer) => offer.visit === visit.visit)?.offer.slice(level.prefix.length) ?? '';
  const offer = level.flow.offers.get(made);
  if (offer === undefined) throw new Error(`${level.flow.id} has no offer ${made}`);
  return { kind: 'reply', visit, level, step, offer };
}

/** The outcome that the path leads to. What an answer led to then is what counts: a route may read the day. */
function ledTo(flow: Flow, state: State, today: string): string {
  const ended = state.path.findLast(({ answer }) => answer?.ends !== undefined)?.answer?.ends;
  const outcome = ended ?? advance(flow, state, today).end;
  if (outcome === undefined) throw new Error('the next screen was never shown');
  return outcome;
}
