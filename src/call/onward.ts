import type { Flow } from '../playbook/flow.js';
import { type Advance, advance } from './advance.js';
import type { EventBody } from './event.js';
import { accept, type Decision } from './judge.js';
import { evolve, type State } from './state.js';

/** The events, and the screen or the outcome they lead to. */
export const andThen = (flow: Flow, state: State, events: readonly EventBody[], today: string): Decision =>
  andGo(state, events, (now) => advance(flow, now, today));

/** An outcome that the events lead to is kept with the last answer among them. */
export function andGo(state: State, events: readonly EventBody[], go: (now: State) => Advance): Decision {
  const { events: next, end: ends } = go(foldBodies(state, events));
  const all = [...events, ...next];
  const last = all.findLastIndex(leads);
  return accept(
    ...all.map((event, at) => (ends !== undefined && at === last ? ({ ...event, ends } as EventBody) : event)),
  );
}

const leads = ({ type }: EventBody): boolean =>
  type === 'answered' || type === 'frame_left' || type === 'offer_answered';
export const foldBodies = (state: State, events: readonly EventBody[]): State => events.reduce(evolve, state);
