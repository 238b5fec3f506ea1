import type { Format } from '../call/format.js';
import type { Level } from '../call/level.js';
import { position } from '../call/position.js';
import { offersNow, optionsNow } from '../call/route.js';
import { holds, type Known, known } from '../call/scope.js';
import type { Screen } from '../call/screen.js';
import { askFirstFor } from '../call/screen-of.js';
import type { State } from '../call/state.js';
import { spoken } from '../call/trail.js';
import type { Flow, Offer, Step } from '../playbook/flow.js';
import { optionsOf } from '../playbook/targets.js';
import { because } from './preview-reads.js';

/** What the screen that is open does not offer, a line each with the reason. */
export const hiddenHere = (flow: Flow, state: State, today: string, speak: Format): readonly string[] =>
  hidden(flow, state, today, speak, () => true);

/** The same without the offers of which the screen says itself that somebody else may make them. */
export const hiddenBeside = (
  { askFirst = [] }: Screen,
  flow: Flow,
  state: State,
  today: string,
  speak: Format,
): readonly string[] => hidden(flow, state, today, speak, (offer) => !askFirst.includes(askFirstFor(offer)));

function hidden(
  flow: Flow,
  state: State,
  today: string,
  speak: Format,
  isWanted: (offer: Offer) => boolean,
): readonly string[] {
  const at = position(flow, state, today);
  if (at.kind !== 'step') return [];
  const { level, step, visit } = at;
  const scope = known(level, state, today);
  if (step.offer !== undefined) return hiddenOffers(level, step, scope, isWanted);
  return optionsOf(step.ask).flatMap(({ id, label, when }) =>
    when === undefined || visit.options.includes(id) ? [] : [`– ${label}: hidden by ${because(when, scope, speak)}`],
  );
}

/** The offers of a step that this rep cannot make now. */
function hiddenOffers(
  level: Level,
  step: Step,
  scope: Known,
  isWanted: (offer: Offer) => boolean = () => true,
): readonly string[] {
  const { flow } = level;
  const open = new Set(optionsNow(flow, step, scope).map(({ id }) => id));
  const beyond = new Set(offersNow(flow, step, scope).beyond.map(({ id }) => id));
  const offers = (step.offer?.offers ?? []).flatMap((id) => flow.offers.get(id) ?? []);
  return offers
    .filter((offer) => !open.has(offer.id) && isWanted(offer))
    .map((offer) => `– ${offer.label}: ${beyond.has(offer.id) ? aboveRole(offer, scope) : why(offer)}`);

  function why({ id, suits, times }: Offer): string {
    const reason = flow.reason === undefined ? undefined : scope.value(flow.reason);
    if (suits !== undefined && !(typeof reason === 'string' && suits.has(reason))) {
      const is = reason === undefined ? 'missing' : String(reason);
      return `does not suit: it is for ${[...suits].join(', ')} (${flow.reason ?? 'the reason'} is ${is})`;
    }
    if (scope.offers('shown', id) >= times && scope.heard(id) === undefined) {
      return `used up: it was shown ${times === 1 ? 'once' : `${times} times`}, and may be no more often`;
    }
    const rule = scope.offersBarred(step.id);
    return rule === undefined ? 'not offered' : `held back by the rule "${rule.label}"`;
  }
}

const aboveRole = ({ authority }: Offer, { role }: Known): string =>
  `for a ${spoken(authority).toLowerCase()} to make (you play as ${spoken(role).toLowerCase()})`;

/** Why a step is not shown; `undefined` when it is. */
export function whySkipped(level: Level, step: Step, scope: Known, speak: Format): string | undefined {
  if (step.when !== undefined && !holds(step.when, scope)) return `when ${because(step.when, scope, speak)}`;
  const rule = scope.stepBarred(step.id);
  if (rule !== undefined) return `the rule "${rule.label}"`;
  if (step.offer === undefined) return undefined;
  const { open, beyond } = offersNow(level.flow, step, scope);
  if (open.length + beyond.length > 0) return undefined;
  return `no offer is left: ${hiddenOffers(level, step, scope)
    .map((line) => line.slice(2))
    .join('; ')}`;
}
