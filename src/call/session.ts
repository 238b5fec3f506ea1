import type { Flow } from '../playbook/flow.js';
import { usedFlows } from '../playbook/uses.js';
import { type Clock, today } from './clock.js';
import type { Command } from './command.js';
import { decide } from './decide.js';
import type { CallEvent, EventBody } from './event.js';
import type { Refusal } from './judge.js';
import type { CallLog, LastContact } from './log.js';
import { evolve, fold, initialState, type State } from './state.js';

/** One opening of a call: it decides, appends, and keeps what the disk refused until it can be saved. */
export interface Session {
  readonly call: string;
  readonly flow: Flow;
  state(): State;
  today(): string;
  /** Milliseconds in the call, all sessions together. */
  elapsed(): number;
  dispatch(command: Command): Dispatched;
  /** Tries again what was not saved; says what is still not, and whether another session has taken the call over. */
  save(): Saving;
  /** Events that are not on disk. */
  unsaved(): readonly CallEvent[];
  /** The call before with the same customer. */
  lastContact(): LastContact | undefined;
}

export type Saving =
  | { readonly kind: 'saved' }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'not_saved'; readonly why: string };

export type Dispatched =
  | { readonly kind: 'done'; readonly events: readonly EventBody[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'superseded' };

export interface World {
  readonly log: CallLog;
  readonly clock: Clock;
  /** A fresh UUIDv7. */
  readonly newId: () => string;
}

/** A session of a call that is new, or of one whose events are given; those must have been read from the log. */
export function openSession(world: World, flow: Flow, call: string, past: readonly CallEvent[] = []): Session {
  const { log, clock } = world;
  const texts = [flow, ...usedFlows(flow)].map(({ hash, id, version, text }) => ({ hash, id, version, text }));
  const session = world.newId();
  const began = clock.steady();
  const before = spent(past);
  let state = fold(past, initialState);
  let seq = past.at(-1)?.seq ?? 0;
  let pending: CallEvent[] = [];

  const stamp = (body: EventBody): CallEvent => {
    const at = clock.now();
    seq += 1;
    return {
      call,
      seq,
      at: new Date(at).toISOString(),
      offset: clock.offset(at),
      session,
      ms: Math.round(clock.steady() - began),
      body,
    };
  };

  const heldHere = (): boolean => seq === 0 || (log.holder(call) ?? session) === session;
  const save = (): Saving => {
    if (pending.length === 0) return heldHere() ? { kind: 'saved' } : { kind: 'superseded' };
    const appended = log.append(pending, texts);
    if (appended.kind === 'saved') pending = [];
    return appended;
  };

  return {
    call,
    flow,
    state: () => state,
    today: () => today(clock),
    elapsed: () => before + clock.steady() - began,
    unsaved: () => pending,
    lastContact: () => log.lastContact(call),
    save,
    dispatch: (command) => {
      const decision = decide(flow, state, command, today(clock));
      if (!decision.ok) return { kind: 'refused', refusal: decision.refusal };
      pending = [...pending, ...decision.events.map(stamp)];
      const saving = save();
      if (saving.kind === 'superseded') return saving;
      state = decision.events.reduce(evolve, state);
      return { kind: 'done', events: decision.events };
    },
  };
}

/** Milliseconds of earlier sessions, each up to its last event. */
function spent(past: readonly CallEvent[]): number {
  return past.reduce((sum, { session, ms }, at) => (past[at + 1]?.session === session ? sum : sum + ms), 0);
}
