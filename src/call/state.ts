import type { Value, Words } from '../playbook/value.js';
import type { CallEvent, EventBody, Frame, Waiver } from './event.js';

type Of<T extends EventBody['type']> = Extract<EventBody, { type: T }>;

/** What the events of a call fold to. It knows nothing of the playbook: old calls stay readable when that has gone. */
export interface State {
  readonly status: 'new' | 'open' | 'closed';
  readonly started?: Of<'call_started'>;
  readonly facts: ReadonlyMap<string, Value | null>;
  /** The screens that lead to where the call is now. Unanswered are the last, and those a customer's insisting left. */
  readonly path: readonly Visit[];
  /** Answers taken off the path by going back, by `placeOf` their screen: they pre-fill when the path returns there. */
  readonly kept: ReadonlyMap<string, Answer>;
  readonly waived: ReadonlyMap<string, Waiver>;
  readonly overridden: readonly Of<'check_overridden'>[];
  readonly notes: readonly Words[];
  readonly insisted: boolean;
  /** Visit numbers grow along the path and are never used twice. */
  readonly lastVisit: number;
  readonly ended?: Of<'call_ended'>;
}

export interface Visit {
  readonly visit: number;
  readonly frame: Frame;
  readonly step: string;
  readonly options: readonly string[];
  readonly answer?: Answer;
}

export interface Answer {
  readonly value: Value | null;
  readonly jot?: Words;
  /** The outcome it led to. */
  readonly ends?: string;
}

export const initialState: State = {
  status: 'new',
  facts: new Map(),
  path: [],
  kept: new Map(),
  waived: new Map(),
  overridden: [],
  notes: [],
  insisted: false,
  lastVisit: 0,
};

export function evolve(state: State, event: EventBody): State {
  switch (event.type) {
    case 'call_started':
      return { ...state, status: 'open', started: event };
    case 'fact_set': {
      const facts = new Map(state.facts).set(event.fact, event.value);
      const open = state.path.at(-1);
      const asked = open?.frame === 'facts' && open.step === event.fact && open.answer === undefined;
      return asked ? { ...answerLast(state, { value: event.value }), facts } : { ...state, facts };
    }
    case 'step_shown': {
      const { visit, frame, step, options } = event;
      return { ...state, path: [...state.path, { visit, frame, step, options }], lastVisit: visit };
    }
    case 'answered':
      return answerLast(state, {
        value: event.value,
        ...(event.jot ? { jot: event.jot.words } : {}),
        ...(event.ends === undefined ? {} : { ends: event.ends }),
      });
    case 'went_back':
      return goBack(state, event.visit);
    case 'check_overridden':
      return { ...state, overridden: [...state.overridden, event] };
    case 'evidence_waived':
      return { ...state, waived: new Map(state.waived).set(event.need, event.mark) };
    case 'noted':
      return { ...state, notes: [...state.notes, event.note.words] };
    case 'insisted':
      return { ...state, insisted: true };
    case 'masked':
    case 'paused':
    case 'resumed':
      return state;
    case 'call_ended':
      return { ...state, status: 'closed', ended: event };
  }
}

export function fold(events: readonly CallEvent[], from: State = initialState): State {
  return events.reduce((state, event) => evolve(state, event.body), from);
}

/** The latest answer on the path to a step. `undefined`: not asked; `null`: asked and left open. */
export function answerTo(state: State, step: string): Answer | undefined {
  return state.path.findLast((visit) => visit.step === step && visit.answer !== undefined)?.answer;
}

/** Tells the screens of a path apart in a way that going back and coming again leaves the same: the third "offer", say. */
export function placeOf(path: readonly Visit[], visit: Visit): string {
  const at = path.indexOf(visit);
  const times = path.slice(0, at + 1).filter(({ step }) => step === visit.step).length;
  return `${visit.step} ${times}`;
}

function answerLast(state: State, answer: Answer): State {
  const last = state.path.at(-1);
  if (last === undefined) throw new Error('an answer without a question');
  const path = [...state.path.slice(0, -1), { ...last, answer }];
  const place = placeOf(state.path, last);
  if (!state.kept.has(place)) return { ...state, path };
  const kept = new Map(state.kept);
  kept.delete(place);
  return { ...state, path, kept };
}

function goBack(state: State, to: number): State {
  const at = state.path.findIndex((visit) => visit.visit === to);
  const reopened = state.path[at];
  if (reopened === undefined) throw new Error(`went back to visit ${to}, which is not on the path`);
  const kept = new Map(state.kept);
  for (const visit of state.path.slice(at)) {
    if (visit.answer === undefined) continue;
    const { ends, ...answer } = visit.answer;
    kept.set(placeOf(state.path, visit), answer);
  }
  const { visit, frame, step, options } = reopened;
  // Evidence is waived at wrap-up, which going back leaves.
  return { ...state, kept, waived: new Map(), path: [...state.path.slice(0, at), { visit, frame, step, options }] };
}
