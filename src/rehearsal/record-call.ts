import type { CallEvent, EventBody } from '../call/event.js';
import { evolve, initialState, openVisit, type State, type Visit, visitOf } from '../call/state.js';

/** What a rep did before a step was answered, of which a scenario can only do it when the step shows first. */
export interface Doing {
  readonly step: string;
  readonly command: string;
}

export interface Retold {
  readonly state: State;
  /** As it was when the rep ended the call. */
  readonly beforeEnd: State;
  readonly cards: readonly Doing[];
  readonly commands: readonly Doing[];
  /** The path, without what cards showed that cannot be opened in a scenario. */
  readonly path: readonly Visit[];
  /** What the scenario cannot do as the rep did. */
  readonly doubts: readonly string[];
}

/** Evidence, note, promises and letters come with the end. */
const OF_THE_END: ReadonlySet<EventBody['type']> = new Set<EventBody['type']>([
  'evidence_waived',
  'noted',
  'masked',
  'follow_up_promised',
  'draft_dropped',
  'draft_written',
  'call_ended',
]);

/** A call that has ended, as it stayed on the path. */
export function retell(events: readonly CallEvent[]): Retold {
  const bodies = events.map(({ body }) => body);
  const end = bodies.findIndex(({ type }) => type === 'call_ended');
  const upTo = bodies.slice(0, end + 1);
  const began = upTo.findLastIndex(({ type }) => !OF_THE_END.has(type)) + 1;
  const beforeEnd = upTo.slice(0, began).reduce(evolve, initialState);
  const state = upTo.reduce(evolve, initialState);
  const detours = detoursOf(upTo, state);
  const { commands, doubts, dropped } = detours;
  const broken = openVisit(beforeEnd);
  if (state.ended !== undefined && broken !== undefined) {
    if (broken.frame === 'offer' || !isFirst(state, broken.step, broken.visit))
      doubts.push(`the call broke off at "${broken.step}" after more than the scenario does there`);
    commands.push({ step: broken.step, command: state.ended.outcome === 'wrong_number' ? 'wrong' : 'hungup' });
  }
  return { state, beforeEnd, ...detours, path: state.path.filter(({ visit }) => !dropped.has(visit)) };
}

interface Detours {
  readonly cards: Doing[];
  readonly commands: Doing[];
  readonly doubts: string[];
  /** Visits that cards showed which cannot be opened in the scenario. */
  readonly dropped: Set<number>;
}

function detoursOf(bodies: readonly EventBody[], state: State): Detours {
  const found: Detours = { cards: [], commands: [], doubts: [], dropped: new Set() };
  let now = initialState;
  /** Whether the card that is open cannot be opened in the scenario. */
  let lost = false;
  for (const body of bodies) {
    const before = now;
    now = evolve(now, body);
    if (body.type === 'card_opened') {
      lost = !isFirst(state, body.step, before.card === undefined ? before.open : before.card.over);
      if (lost)
        found.doubts.push(
          `the card "${body.label}" was opened over "${body.step}" later than a scenario can; it is left out`,
        );
      else found.cards.push({ step: body.step, command: body.card.slice(body.card.lastIndexOf('/') + 1) });
    }
    if (body.type === 'step_shown' && lost && now.card !== undefined) found.dropped.add(body.visit);
    if (body.type === 'insisted') insistedAt(body.step, before, state, found);
  }
  return found;
}

function insistedAt(step: string | undefined, before: State, state: State, { commands, doubts }: Detours): void {
  if (step !== undefined && isFirst(state, step, openVisit(before)?.visit)) commands.push({ step, command: 'insist' });
  else doubts.push(`the customer insisted at "${step}" later than a scenario can; it is left out`);
}

/** Whether a visit is the first that is left on the path of its step: before it is answered, commands come. */
function isFirst(state: State, step: string, visit: number | undefined): boolean {
  const first = state.path.find((each) => each.step === step);
  return first !== undefined && (visit === undefined || visitOf(state, visit) === first || first.visit >= visit);
}
