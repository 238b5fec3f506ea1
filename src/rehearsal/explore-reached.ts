import type { Flow } from '../playbook/flow.js';
import type { Screen } from '../playbook/paths/move.js';
import { nameOf, walkStates } from '../playbook/paths/states.js';
import { terrainOf } from '../playbook/paths/terrain.js';
import type { Arrival } from '../playbook/paths/way.js';
import { optionsOf } from '../playbook/targets.js';

/** What of a playbook no way comes to, with cards opened and customers who insist. */
export interface Unreached {
  readonly steps: readonly string[];
  readonly options: readonly { readonly step: string; readonly option: string }[];
  readonly cards: readonly string[];
  readonly offers: readonly string[];
  readonly outcomes: readonly string[];
}

/** With all that is remembered, as many states are walked as nobody waits for; else what cannot be by the ways alone. */
const MOST_STATES = 20_000;

/** `undefined` where it cannot be told. What it names is certain; there may be more. */
export function unreachedIn(flow: Flow): Unreached | undefined {
  const came = walk(flow, false, MOST_STATES) ?? walk(flow, true);
  if (came === undefined) return undefined;
  const { steps, options, cards, offers, outcomes } = came;
  // With a card that cannot be opened, its steps are told.
  const all = [...flow.steps.values()].filter(({ card }) => card === undefined || cards.has(card));
  const shown = all.filter(({ screen, use }) => screen || use !== undefined);
  return {
    steps: shown.map(({ id }) => id).filter((id) => !steps.has(id)),
    options: all
      .filter(({ id }) => steps.has(id))
      .flatMap(({ id, ask }) => optionsOf(ask).map((option) => ({ step: id, option: option.id })))
      .filter(({ step, option }) => !options.has(`${step} ${option}`)),
    cards: [...flow.cards.keys()].filter((id) => !cards.has(id)),
    offers: [...flow.offers.keys()].filter((id) => !offers.has(id)),
    outcomes: [...flow.outcomes.keys()].filter((id) => !outcomes.has(id)),
  };
}

function walk(flow: Flow, isForgetful: boolean, most?: number) {
  const came = {
    steps: new Set<string>(),
    options: new Set<string>(),
    cards: new Set<string>(),
    offers: new Set<string>(),
    outcomes: new Set<string>(),
  };
  const option = (of: Screen['level'], step: Screen['step'], id: string) =>
    came.options.add(`${of.prefix}${step.id} ${id}`);
  const terrain = terrainOf(flow, {}, { option });
  if (terrain === undefined) return undefined;
  if (isForgetful) terrain.items.tracked = new Set();
  const enter = (arrival: Arrival): void => {
    if (arrival.kind === 'screen') for (const step of arrival.entered) came.steps.add(step);
  };
  for (const arrival of terrain.begin('all')) enter(arrival);
  const { states, complete } = walkStates(terrain, {
    detours: 'all',
    ...(most !== undefined && { most }),
    edge: ({ how, what, offer, end }, arrival) => {
      enter(arrival);
      if (how === 'card' && what !== undefined) came.cards.add(what);
      if (offer !== undefined) came.offers.add(offer);
      if (end !== undefined) came.outcomes.add(end);
      return false;
    },
  });
  for (const state of states) came.steps.add(nameOf(state));
  return complete ? came : undefined;
}
