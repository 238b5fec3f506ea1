import type { Role } from '../playbook/flow.js';
import type { Value, Words } from '../playbook/value.js';
import type { CallEvent, EventBody, Frame, OfferReply, Waiver } from './event.js';
import { evolveFollowUps, type Promised } from './follow-up.js';

type Of<T extends EventBody['type']> = Extract<EventBody, { type: T }>;

/** What the events of a call fold to. It knows nothing of the playbook: old calls stay readable when that has gone. */
export interface State {
  readonly status: 'new' | 'open' | 'closed';
  readonly started?: Of<'call_started'>;
  /** Of the rep who has the call. */
  readonly role: Role;
  readonly facts: ReadonlyMap<string, Value | null>;
  /** The screens that lead to where the call is now, by the numbers of their visits. */
  readonly path: readonly Visit[];
  /** The visit whose screen is open; absent at wrap-up. */
  readonly open?: number;
  /** The visit that was answered last, from where the call goes on. */
  readonly from?: number;
  /** The side script that is open. */
  readonly card?: OpenCard;
  /** Answers taken off the path by going back, by `placeOf` their screen: they pre-fill when the path returns there. */
  readonly kept: ReadonlyMap<string, Answer>;
  readonly waived: ReadonlyMap<string, Waiver>;
  readonly overridden: readonly Of<'check_overridden' | 'rule_overridden'>[];
  readonly notes: readonly Words[];
  /** The labels of the cards that were opened, and all offers that were shown: going back undoes none. */
  readonly cards: readonly string[];
  readonly offers: readonly Offered[];
  readonly insisted: boolean;
  /** Visit numbers grow along the path and are never used twice. */
  readonly lastVisit: number;
  readonly followUps: ReadonlyMap<string, Promised>;
  readonly drafts: ReadonlyMap<string, Of<'draft_written'>>;
  /** Drafts in the rep's own words, which still fit: going back may change what they say. */
  readonly rewritten: ReadonlySet<string>;
  readonly ended?: Of<'call_ended'>;
  readonly corrected?: Of<'outcome_corrected'>;
}

/** `use` stands for a playbook that begins, without an answer, or that came to its outcome. */
export interface Visit {
  readonly visit: number;
  readonly frame: Frame | 'use' | 'offer';
  readonly step: string;
  readonly options: readonly string[];
  readonly answer?: Answer;
  /** Shown while a card was open: it is no part of the way back. */
  readonly beside?: true;
}

export interface Answer {
  readonly value: Value | null;
  readonly jot?: Words;
  /** The outcome it led to. */
  readonly ends?: string;
}

interface OpenCard {
  readonly card: string;
  readonly label: string;
  /** The visit of the question it was opened over, and the first that can be the card's own. */
  readonly over: number;
  readonly first: number;
}

export interface Offered {
  readonly visit: number;
  readonly offer: string;
  readonly label: string;
  readonly reply?: OfferReply;
}

export const initialState: State = {
  status: 'new',
  role: 'rep',
  facts: new Map(),
  path: [],
  kept: new Map(),
  waived: new Map(),
  overridden: [],
  notes: [],
  cards: [],
  offers: [],
  insisted: false,
  lastVisit: 0,
  followUps: new Map(),
  drafts: new Map(),
  rewritten: new Set(),
};

export function evolve(state: State, event: EventBody): State {
  switch (event.type) {
    case 'call_started':
      return { ...state, status: 'open', started: event, role: event.role ?? 'rep' };
    case 'fact_set': {
      const facts = new Map(state.facts).set(event.fact, event.value);
      const asked = openVisit(state);
      const settled = asked?.frame === 'facts' && asked.step === event.fact;
      return settled ? { ...settle(state, asked.visit, { value: event.value }), facts } : { ...state, facts };
    }
    case 'step_shown': {
      const { visit, frame, step, options } = event;
      return show(state, { visit, frame, step, options });
    }
    case 'answered':
      return settle(state, event.visit, {
        value: event.value,
        ...(event.jot ? { jot: event.jot.words } : {}),
        ...ending(event),
      });
    case 'card_opened': {
      const { card, label } = event;
      const opened = { card, label, over: state.open ?? 0, first: state.lastVisit + 1 };
      return { ...state, card: opened, cards: [...state.cards, label] };
    }
    case 'card_closed': {
      const { card, ...rest } = state;
      const goesOn = event.how === 'returned' || event.how === 'replaced';
      return card !== undefined && goesOn ? { ...rest, open: card.over } : rest;
    }
    case 'frame_entered':
      return push(state, { visit: event.visit, frame: 'use', step: event.step, options: [] });
    case 'frame_left': {
      const answer = { value: event.value, ...ending(event) };
      const left = push(state, { visit: event.visit, frame: 'use', step: event.step, options: [], answer });
      return { ...left, from: event.visit };
    }
    case 'offer_shown': {
      const { visit, step, offer, label, again } = event;
      const shown = show(state, { visit, frame: 'offer', step, options: REPLIES });
      const offers = state.offers.map((each) => (each.visit === again ? { ...each, visit } : each));
      // That none was made before the rep went back holds no more.
      const kept = without(state.kept, openVisit(state), state.path);
      return { ...shown, kept, offers: again === undefined ? [...offers, { visit, offer, label }] : offers };
    }
    case 'offer_answered': {
      const { visit, reply, label } = event;
      const offers = state.offers.map((offer) => (offer.visit === visit ? { ...offer, reply } : offer));
      return { ...settle(state, visit, { value: { type: 'choice', id: reply, label }, ...ending(event) }), offers };
    }
    case 'went_back':
      return goBack(state, event.visit);
    case 'check_overridden':
    case 'rule_overridden':
      return { ...state, overridden: [...state.overridden, event] };
    case 'evidence_waived':
      return { ...state, waived: new Map(state.waived).set(event.need, event.mark) };
    case 'noted':
      return { ...state, notes: [...state.notes, event.note.words] };
    case 'insisted':
      return { ...state, insisted: true };
    case 'resumed':
      return event.role === undefined ? state : { ...state, role: event.role };
    case 'masked':
    case 'paused':
      return state;
    case 'follow_up_promised':
    case 'follow_up_done':
    case 'follow_up_snoozed':
    case 'follow_up_skipped':
      return { ...state, followUps: evolveFollowUps(state.followUps, event) };
    case 'draft_written':
      return {
        ...state,
        drafts: new Map(state.drafts).set(event.id, event),
        rewritten: new Set(state.rewritten).add(event.id),
      };
    case 'draft_dropped': {
      const drafts = new Map(state.drafts);
      drafts.delete(event.id);
      return { ...state, drafts };
    }
    case 'call_ended':
      return { ...state, status: 'closed', ended: event };
    case 'outcome_corrected':
      return { ...state, corrected: event };
  }
}

export function fold(events: readonly CallEvent[], from: State = initialState): State {
  return events.reduce((state, event) => evolve(state, event.body), from);
}

/** The visit whose screen is open. */
export function openVisit(state: State): Visit | undefined {
  return state.open === undefined ? undefined : visitOf(state, state.open);
}

export const visitOf = (state: State, number: number): Visit | undefined =>
  state.path.find(({ visit }) => visit === number);

/** What a card showed is beside the way back, and a playbook that begins or ends has no screen. */
export const isBehind = ({ beside, frame }: Visit): boolean => beside === undefined && frame !== 'use';

/** The latest answer on the path to a step, after visit `since`. `undefined`: not asked; `null`: asked and left open. */
export function answerTo(state: State, step: string, since = 0): Answer | undefined {
  return state.path.findLast((visit) => visit.step === step && visit.answer !== undefined && visit.visit > since)
    ?.answer;
}

/** Tells the screens of a path apart in a way that going back and coming again leaves the same: the third "offer", say. */
export function placeOf(path: readonly Visit[], visit: Visit): string {
  const at = path.indexOf(visit);
  const times = path.slice(0, at + 1).filter(({ step }) => step === visit.step).length;
  return place(visit.step, times);
}

const place = (step: string, times: number): string => `${step} ${times}`;

const REPLIES: readonly OfferReply[] = ['accepted', 'considering', 'declined'];

const ending = ({ ends }: { readonly ends?: string }) => (ends === undefined ? {} : { ends });

const push = (state: State, visit: Visit): State => ({
  ...state,
  path: [...state.path, state.card === undefined ? visit : { ...visit, beside: true }],
  lastVisit: visit.visit,
});

const show = (state: State, visit: Visit): State => ({ ...push(state, visit), open: visit.visit });

function settle(state: State, number: number, answer: Answer): State {
  const visit = visitOf(state, number);
  if (visit === undefined) throw new Error('an answer without a question');
  const { open, ...rest } = state;
  const path = state.path.map((each) => (each === visit ? { ...each, answer } : each));
  return { ...rest, path, from: number, kept: without(state.kept, visit, state.path) };
}

/** What was kept for a screen is used up once it has been answered. */
function without(
  kept: ReadonlyMap<string, Answer>,
  visit: Visit | undefined,
  path: readonly Visit[],
): ReadonlyMap<string, Answer> {
  const here = visit && placeOf(path, visit);
  if (here === undefined || !kept.has(here)) return kept;
  const rest = new Map(kept);
  rest.delete(here);
  return rest;
}

/** What a card asked stands, as all that the customer heard: going back takes it off only within the card. */
function goBack(state: State, to: number): State {
  const at = state.path.findIndex((visit) => visit.visit === to);
  const reopened = state.path[at];
  if (reopened === undefined) throw new Error(`went back to visit ${to}, which is not on the path`);
  const { card, from, ...rest } = state;
  const within = card !== undefined && to >= card.first ? { card } : {};
  const stands = ({ beside }: Visit): boolean => beside !== undefined && within.card === undefined;
  const kept = new Map(state.kept);
  const times = new Map<string, number>();
  for (const [index, visit] of state.path.entries()) {
    const time = (times.get(visit.step) ?? 0) + 1;
    times.set(visit.step, time);
    // What a customer said to an offer stands; what a playbook came to follows from its own answers.
    const follows = visit.frame === 'use' || visit.frame === 'offer' || stands(visit);
    if (index < at || visit.answer === undefined || follows) continue;
    const { ends, ...answer } = visit.answer;
    kept.set(place(visit.step, time), answer);
  }
  const { answer, ...open } = reopened;
  const path = [
    ...state.path.slice(0, at),
    open,
    ...state.path
      .slice(at + 1)
      .filter(stands)
      .map(endless),
  ];
  // Evidence is waived at wrap-up, which going back leaves.
  return { ...rest, ...within, kept, waived: new Map(), rewritten: new Set(), path, open: to };
}

/** An end that the rep has gone back over is none. */
function endless(visit: Visit): Visit {
  if (visit.answer?.ends === undefined) return visit;
  const { ends, ...answer } = visit.answer;
  return { ...visit, answer };
}
