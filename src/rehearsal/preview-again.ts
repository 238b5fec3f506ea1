import { questionUnder } from '../call/cards.js';
import type { Command } from '../call/command.js';
import { decide } from '../call/decide.js';
import type { EventBody } from '../call/event.js';
import { foldBodies } from '../call/onward.js';
import { type Position, position } from '../call/position.js';
import { scalar } from '../call/scope.js';
import { initialState, openVisit, placeOf, type State, type Visit } from '../call/state.js';
import { spoken } from '../call/trail.js';
import type { Flow } from '../playbook/flow.js';

/** A preview played again: its events, and what became of the place the trainer was at. */
export interface Again {
  readonly events: readonly EventBody[];
  readonly told: string;
}

/** More screens than anybody answers in a preview. */
const MOST = 10_000;

/**
 * Plays what was answered again, as far as it fits a playbook that was edited: up to the screen that was open, the first that
 * was not answered, or the first whose answer is not taken. `begun` begins the new preview; `before` are all events of the
 * old one. What was gone back over is not played again, such as an offer that was made.
 */
export function playAgain(flow: Flow, begun: readonly EventBody[], before: readonly EventBody[], today: string): Again {
  const was = remembered(before);
  const events = [...begun];
  let state = foldBodies(initialState, begun);
  const does = (command: Command): string | undefined => {
    const decision = decide(flow, state, command, today);
    if (!decision.ok) return decision.refusal.message;
    events.push(...decision.events);
    state = foldBodies(state, decision.events);
    return undefined;
  };
  const here = (): string => screenName(position(flow, state, today));
  for (const note of was.notes) does({ type: 'note', text: note });
  for (let moves = 0; moves < MOST; moves++) {
    const at = position(flow, state, today);
    if (at.kind === 'closed') break;
    const isWrapUp = at.kind === 'wrap_up';
    const place = isWrapUp ? undefined : placeOf(state.path, at.visit);
    const command = was.commandAt(place, state);
    if (command === undefined)
      return told(place === was.open || wentBack() ? '' : `your answers now lead to ${here()}`);
    const refused = does(command);
    if (refused === undefined || command.type !== 'answer') continue;
    return told(`your answer to ${here()} no longer fits (${refused}); you are at ${here()}`);
  }
  return told(`you are at ${here()}`);

  /** From where a card or an insisting customer led, to the screen that the trainer went back to. */
  function wentBack(): boolean {
    const visit = state.path.find((each) => placeOf(state.path, each) === was.open)?.visit;
    return visit !== undefined && does({ type: 'jump', visit }) === undefined;
  }

  function told(what: string): Again {
    return { events, told: what === '' ? '↻ reloaded' : `↻ reloaded: ${what}` };
  }
}

/** How people know a screen. */
export function screenName(at: Position): string {
  switch (at.kind) {
    case 'fact':
      return `"${at.fact.label}"`;
    case 'step':
    case 'reply':
      return `"${spoken(at.visit.step)}"`;
    default:
      return 'the wrap-up';
  }
}

/** What a preview has come to, by the places of its screens. */
function remembered(events: readonly EventBody[]) {
  const cards = new Map<string, string[]>();
  let insistedAt: readonly { readonly place: string; readonly after: number }[] = [];
  let state = initialState;
  for (const event of events) {
    const under = questionUnder(state);
    const place = under && placeOf(state.path, under);
    const screen = openVisit(state);
    if (event.type === 'insisted') {
      const at = screen === undefined ? WRAP_UP : placeOf(state.path, screen);
      insistedAt = [...insistedAt, { place: at, after: screen?.visit ?? state.lastVisit }];
    }
    if (event.type === 'went_back') insistedAt = insistedAt.filter(({ after }) => after < event.visit);
    if (place !== undefined && event.type === 'card_opened') {
      cards.set(place, [...(cards.get(place) ?? []), event.card]);
    }
    state = foldBodies(state, [event]);
  }
  const end = state;
  const visits = new Map(end.path.map((visit) => [placeOf(end.path, visit), visit]));
  const open = openVisit(end);
  const openPlace = open && placeOf(end.path, open);
  const needs = end.path.flatMap(({ frame, step }) => (frame === 'wrap_up' ? [step] : []));
  return {
    notes: end.notes.flatMap((note) => note ?? []),
    /** Of the screen that was open; at wrap-up there was none. */
    open: openPlace,
    /** What was done next at a place, once: cards that were opened there, the answer, insisting. */
    commandAt: (place: string | undefined, now: State): Command | undefined => {
      const insisting = (where: string): Command | undefined => {
        const next = insistedAt.find((each) => each.place === where);
        insistedAt = insistedAt.filter((each) => each !== next);
        return next && { type: 'insist' };
      };
      if (place === undefined) return asking(needs.shift()) ?? insisting(WRAP_UP);
      const under = questionUnder(now);
      const question = under === undefined ? place : placeOf(now.path, under);
      const card = (): Command | undefined => opening(cards.get(question)?.shift());
      const first = now.card === undefined ? card() : undefined;
      if (first !== undefined || place === openPlace) return first;
      const visit = visits.get(place);
      const answered = visit && commandFor(end, visit);
      const wentOn = now.card !== undefined && (question === openPlace || visits.get(question)?.answer !== undefined);
      // Out of a card that was left before its end.
      const out: Command | undefined = wentOn && under ? { type: 'jump', visit: under.visit } : undefined;
      return answered ?? card() ?? insisting(place) ?? out;
    },
  };
}

/** A place that no screen has. */
const WRAP_UP = '';

const asking = (need: string | undefined): Command | undefined => (need ? { type: 'ask_need', need } : undefined);

const opening = (card: string | undefined): Command | undefined => (card ? { type: 'open_card', card } : undefined);

function commandFor(state: State, visit: Visit): Command | undefined {
  const { answer } = visit;
  if (answer === undefined) {
    // An offer that was made stands at a visit of its own, the next one of its step.
    const next = state.path.slice(state.path.indexOf(visit) + 1).find(({ step }) => step === visit.step);
    const isMade = visit.frame !== 'offer' && next?.frame === 'offer';
    const offer = isMade ? state.offers.find((each) => each.visit === next.visit)?.offer : undefined;
    return offer === undefined ? undefined : { type: 'answer', raw: offer.slice(offer.lastIndexOf('/') + 1) };
  }
  const { value, jot } = answer;
  const words = value !== null && 'words' in value ? (value.words ?? undefined) : undefined;
  const override =
    state.overridden.find((each) => 'visit' in each && each.visit === visit.visit)?.reason.words ?? undefined;
  return { type: 'answer', raw: value === null ? '' : (scalar(value) ?? ''), words, jot: jot ?? '', override };
}
