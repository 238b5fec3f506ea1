import type { CallEvent, EventBody } from '../call/event.js';
import { evolve, initialState, openVisit, type State } from '../call/state.js';
import { dayOf } from './day-of.js';
import { ERASED } from './replay-given.js';

/** A call of the log, gone through again from its first event on. */
export interface Past {
  state(): State;
  /** The event that comes next, or so many after it; `undefined` when there is none. */
  next(after?: number): CallEvent | undefined;
  /** Those that are still to come. */
  ahead(): readonly CallEvent[];
  take(): EventBody;
  /** The rep's day of the event that comes next, YYYY-MM-DD. */
  today(): string;
  /** The reason for which the checks of a visit were passed. */
  override(visit: number): string | undefined;
  /** The rules, in their own words, that it was ended against, with a reason. */
  rulesOverridden(): ReadonlySet<string>;
}

export function pastOf(events: readonly CallEvent[]): Past {
  const overrides = new Map<number, string>();
  const rules = new Set<string>();
  let state = initialState;
  let at = 0;
  return {
    state: () => state,
    next: (after = 0) => events[at + after],
    ahead: () => events.slice(at),
    today: () => dayOf(events[at] ?? events[at - 1]),
    override: (visit) => overrides.get(visit),
    rulesOverridden: () => rules,
    take: () => {
      const event = events[at];
      if (event === undefined) throw new Error('the call has no more events');
      at += 1;
      state = evolve(state, event.body);
      if (event.body.type === 'check_overridden') overrides.set(event.body.visit, event.body.reason.words ?? ERASED);
      if (event.body.type === 'rule_overridden') rules.add(event.body.rule);
      return event.body;
    },
  };
}

/** Whether an event follows from what was done before it; else somebody did it. `then` is the one after it. */
export function follows(event: EventBody, { open }: State, then: EventBody | undefined): boolean {
  switch (event.type) {
    case 'answered':
    case 'offer_shown':
    case 'offer_answered':
    case 'went_back':
    case 'card_opened':
    case 'insisted':
    case 'call_ended':
      return false;
    case 'fact_set':
      return open === undefined;
    case 'step_shown':
      return event.frame !== 'wrap_up';
    case 'card_closed':
      // From an open screen it is the rep who leaves it; else the last answer led out of it.
      return open === undefined || (event.how !== 'returned' && !LEAVES_A_CARD.has(then?.type));
    default:
      return true;
  }
}

const LEAVES_A_CARD: ReadonlySet<EventBody['type'] | undefined> = new Set([
  'card_opened',
  'went_back',
  'insisted',
] as const);

/** The screen that is open, as that of one call can be told from that of another. */
export interface Open {
  readonly kind: 'fact' | 'step' | 'reply';
  readonly step: string;
  readonly offer?: string;
  readonly visit: number;
}

/** `undefined` at wrap-up. */
export function openOf(state: State): Open | undefined {
  const visit = openVisit(state);
  if (visit === undefined) return undefined;
  const kind = visit.frame === 'facts' ? 'fact' : visit.frame === 'offer' ? 'reply' : 'step';
  const offer = kind === 'reply' ? state.offers.find((made) => made.visit === visit.visit)?.offer : undefined;
  return { kind, step: visit.step, visit: visit.visit, ...(offer === undefined ? {} : { offer }) };
}

export const alike = (a: Open | undefined, b: Open | undefined): boolean =>
  a?.kind === b?.kind && a?.step === b?.step && a?.offer === b?.offer;
