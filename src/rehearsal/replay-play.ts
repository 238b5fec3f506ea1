import { factAsked } from '../call/answer.js';
import { decide } from '../call/decide.js';
import { here } from '../call/detour.js';
import type { EventBody } from '../call/event.js';
import type { Decision } from '../call/judge.js';
import { andThen, foldBodies } from '../call/onward.js';
import { type Position, position } from '../call/position.js';
import type { State } from '../call/state.js';
import type { Flow } from '../playbook/flow.js';
import { ERASED, type Given } from './replay-given.js';
import { offerGone } from './replay-offer.js';
import type { Past } from './replay-past.js';
import { type Why, whyRefused } from './replay-why.js';

/** A past call while it is played against another flow. */
export interface Play {
  readonly flow: Flow;
  readonly past: Past;
  /** Where it stands now. */
  state: State;
  /** Visits here, by the visits that they were then. */
  readonly visits: Map<number, number>;
  /** Answers of steps that were passed over, in their order: the steps may come later now. */
  unused: readonly Unused[];
  /** Screens that ask nothing, and were none of the call: it went on from them. */
  readonly inserted: Set<string>;
  /** Every fact that the call had, the latest of each. */
  readonly facts: ReadonlyMap<string, Given>;
}

interface Unused {
  readonly visit: number;
  readonly step: string;
  readonly given: Given;
}

/** Why a call cannot go on as it did, and at which step. */
export interface Halt {
  readonly at: string;
  readonly why: Why;
}

export const placeIn = ({ state }: Play): string => here(state) ?? 'start';

export function add(play: Play, ...events: readonly EventBody[]): void {
  play.state = foldBodies(play.state, events);
}

/** Answers the screen that is open. */
export function give(play: Play, given: Given): Halt | undefined {
  const { flow, state, past } = play;
  const at = position(flow, state, past.today());
  const decision = given.erased ? standIn(play, at) : undefined;
  const decided = decision ?? decide(flow, state, given.command, past.today());
  if (!decided.ok) {
    const { raw } = given.command;
    const isOffer = at.kind === 'step' && at.step.offer !== undefined;
    const why = isOffer
      ? offerGone(state, at, String(raw), past.today())
      : whyRefused(at, { raw, message: decided.refusal.message });
    return { at: placeIn(play), why };
  }
  add(play, ...decided.events);
  return undefined;
}

/** Words that are gone are held to no pattern and no check: nobody can tell any more. */
function standIn({ flow, state, past }: Play, at: Position): Decision | undefined {
  const value = { type: 'text', words: ERASED } as const;
  if (at.kind === 'fact' && at.fact.question.type === 'text') {
    return andThen(flow, state, [factAsked(at.fact).event(value)], past.today());
  }
  if (at.kind !== 'step' || at.step.ask?.type !== 'text') return undefined;
  const { visit, step } = at.visit;
  return andThen(flow, state, [{ type: 'answered', visit, step, question: 'text', value }], past.today());
}

/** Asks for evidence at wrap-up; `false` when it is not needed. */
export function askFor(play: Play, need: string): boolean {
  const { flow, state, past } = play;
  const outcomes = [undefined, ...flow.outcomes.keys()];
  for (const outcome of outcomes) {
    const command = { type: 'ask_need', need, ...(outcome === undefined ? {} : { outcome }) } as const;
    const asked = decide(flow, state, command, past.today());
    if (!asked.ok) continue;
    add(play, ...asked.events);
    return true;
  }
  return false;
}

/** Takes an answer that was passed over, for a step that comes now. */
export function takeUnused(play: Play, step: string): Given | undefined {
  const found = play.unused.find((each) => each.step === step);
  if (found !== undefined) play.unused = play.unused.filter((each) => each !== found);
  return found?.given;
}
