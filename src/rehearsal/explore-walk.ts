import { cardsNow } from '../call/cards.js';
import type { Command } from '../call/command.js';
import { decide } from '../call/decide.js';
import { position } from '../call/position.js';
import type { Raw } from '../call/read-answer.js';
import { screenOf } from '../call/screen-of.js';
import { evolve, initialState, openVisit, type State } from '../call/state.js';
import { wrapUp } from '../call/wrap-up.js';
import { type Flow, type Outcome, ROLES } from '../playbook/flow.js';
import { optionsOf } from '../playbook/targets.js';
import type { Chance } from './explore-chance.js';
import { type Compared, dateOf, drawn } from './explore-draw.js';

/** A call that was played by chance. */
export interface Walk {
  /** How many screens were answered. */
  readonly screens: number;
  /** The outcome that it ended with. */
  readonly outcome?: string;
  /** Rules that the outcome was against: a rep would be asked for a reason. */
  readonly against: readonly string[];
  readonly stranded?: Stranded;
}

export interface Stranded {
  /** The step, or the fact. */
  readonly at: string;
  readonly why: string;
}

/** So many answers are tried where one after the other is refused. */
const MOST_TRIES = 200;
/** Of a call that goes round, nobody waits for more; of a long playbook, more screens are no round. */
const FEWEST_SCREENS = 3000;

/** Plays a call; of one that has not ended after `most` screens it says that it goes round. */
export function walkOnce(flow: Flow, compared: Compared, most: number, chance: Chance): Walk {
  const call = callOf(flow, compared, chance);
  let screens = 0;
  const stranded = (at: string, why: string): Walk => ({ screens, against: [], stranded: { at, why } });
  try {
    const refused = begin(call);
    if (refused !== undefined) return stranded('the start', refused);
    for (;;) {
      // In the second half of what is played at most, it does nothing but answer.
      const done = screens < most / 2 && chance.percent(ASIDE) ? aside(call) : onward(call);
      if (done === 'answered') screens += 1;
      else if (done !== 'aside') return 'why' in done ? stranded(here(call), done.why) : { screens, ...done };
      if (screens >= most) return stranded(here(call), `it goes round: the call has not ended after ${most} screens`);
    }
  } catch (error) {
    return stranded(here(call), `Holdfast itself fails: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A call that is played. */
interface Call {
  readonly flow: Flow;
  readonly compared: Compared;
  readonly chance: Chance;
  readonly today: string;
  readonly state: () => State;
  /** Why it is refused, where it is. */
  readonly perform: (command: Command) => string | undefined;
}

type Done = 'answered' | 'aside' | { readonly why: string } | Required<Pick<Walk, 'outcome' | 'against'>>;

function callOf(flow: Flow, compared: Compared, chance: Chance): Call {
  const today = dateOf(FIRST_DAY + chance.between(0, DAYS));
  let state = initialState;
  const perform = (command: Command): string | undefined => {
    const decision = decide(flow, state, command, today);
    if (!decision.ok) return decision.refusal.message;
    state = decision.events.reduce(evolve, state);
    return undefined;
  };
  return { flow, compared, chance, today, state: () => state, perform };
}

export const mostScreens = (steps: number): number => Math.max(FEWEST_SCREENS, steps * 3);

/** From 2026 on, for two years. */
const FIRST_DAY = 20_454;
const DAYS = 730;

const ASIDE = 15;

const here = ({ state }: Call): string => openVisit(state())?.step ?? 'the wrap-up';

/** Some facts that are not asked for are known beforehand; none where a check refuses one. */
function begin({ flow, compared, today, chance, perform }: Call): string | undefined {
  const given = [...flow.facts.values()].filter(({ asked }) => !asked && chance.percent(50));
  const facts = given.map(({ id, question }): [string, Raw] => {
    return [id, drawn(question, optionsOf(question), compared, today, chance)];
  });
  const role = chance.oneOf(ROLES.slice(ROLES.indexOf(flow.runBy)));
  const start = { type: 'start', rep: 'Rehearsal', role, currency: 'EUR', locale: flow.language } as const;
  return perform({ ...start, facts: new Map(facts) }) && perform({ ...start, facts: new Map() });
}

/** What a rep does beside answering, where it can be done. */
function aside({ flow, state, chance, perform }: Call): 'aside' {
  const cards = cardsNow(flow, state());
  const kind = chance.oneOf(['card', 'card', 'card', 'back', 'back', 'forward', 'jump', 'insist'] as const);
  if (kind === 'back' || kind === 'forward') perform({ type: kind });
  if (kind === 'card' && cards.length > 0) perform({ type: 'open_card', card: chance.oneOf(cards).name });
  if (kind === 'jump' && state().path.length > 0) perform({ type: 'jump', visit: chance.oneOf(state().path).visit });
  // Not too often: it ends most calls.
  if (kind === 'insist' && chance.percent(20)) perform({ type: 'insist' });
  return 'aside';
}

function onward(call: Call): Done {
  const at = position(call.flow, call.state(), call.today);
  return at.kind === 'wrap_up' ? finish(call, at.outcome) : answer(call);
}

function answer({ flow, compared, today, chance, state, perform }: Call): Done {
  const { question, options } = screenOf(flow, state(), today);
  let why: string | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const raw = question && drawn(question, options, compared, today, chance);
    const words = chance.percent(50) ? { words: 'in their words' } : {};
    why = perform({ type: 'answer', raw, override: 'drawn by chance', ...words });
    if (why === undefined) return 'answered';
  }
  return { why: `none of ${MOST_TRIES} answers is taken; the last: ${why}` };
}

/** Ends the call, or asks for evidence that is missing, which the rep may do instead of saying why it is. */
function finish({ flow, today, chance, state, perform }: Call, outcome: Outcome): Done {
  const { missing } = wrapUp(flow, state(), outcome, today);
  const [need] = missing;
  if (need !== undefined && chance.percent(30) && perform({ type: 'ask_need', need: need.id }) === undefined)
    return 'aside';
  const end = { type: 'end', waive: new Map(missing.map(({ id }) => [id, 'not_asked'] as const)) } as const;
  const rule = perform(end);
  if (rule === undefined) return { outcome: outcome.id, against: [] };
  const why = perform({ ...end, override: 'drawn by chance' });
  return why === undefined ? { outcome: outcome.id, against: [rule] } : { why };
}
