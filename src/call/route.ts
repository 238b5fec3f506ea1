import type { Flow, Offer, Option, Step, Target } from '../playbook/flow.js';
import { ROLES } from '../playbook/flow.js';
import { answersOf, optionsOf } from '../playbook/targets.js';
import type { Value } from '../playbook/value.js';
import { stepOf } from './level.js';
import { holds, type Known } from './scope.js';

/**
 * Hears which way a call takes at a step: `skipped` or `shown`, where it has a `when`; of a list of conditions the number of
 * the one that held, or `else`; of a `try` the step that is tried, or `then`.
 */
export type Heard = (flow: Flow, step: Step, way: string) => void;

/** The options of a step that can be picked now. */
export function optionsNow(flow: Flow, step: Step, scope: Known): readonly Option[] {
  if (step.offer === undefined) return optionsOf(step.ask).filter(({ when }) => holds(when, scope));
  const { open } = offersNow(flow, step, scope);
  return [...open.map(({ id, label }) => ({ id, label, words: false })), NO_OFFER];
}

const NO_OFFER: Option = { id: 'none', label: 'None of these', words: false };

/** The offers of a step that suit, are not used up, and are barred by no rule: those this rep may make, and those others may. */
export function offersNow(
  flow: Flow,
  { id: step, offer }: Step,
  scope: Known,
): { readonly open: readonly Offer[]; readonly beyond: readonly Offer[] } {
  const reason = flow.reason === undefined ? undefined : scope.value(flow.reason);
  const barred = offer !== undefined && scope.offersBarred(step) !== undefined;
  const fitting = (offer?.offers ?? [])
    .flatMap((id) => flow.offers.get(id) ?? [])
    .filter(({ suits }) => suits === undefined || (typeof reason === 'string' && suits.has(reason)))
    .filter(({ id, times }) => (!barred && scope.offers('shown', id) < times) || scope.heard(id) !== undefined);
  const may = ({ authority }: Offer) => ROLES.indexOf(scope.role) >= ROLES.indexOf(authority);
  return { open: fitting.filter(may), beyond: fitting.filter((each) => !may(each)) };
}

/** Where an answered step leads: the option picked decides, else the step's route. */
export function targetOf(flow: Flow, step: Step, answer: Value | null, scope: Known, heard?: Heard): Target {
  const id =
    answer?.type === 'choice' ? answer.id : answer?.type === 'yes_no' ? (answer.yes ? 'yes' : 'no') : undefined;
  const options = answersOf(step);
  return options.find((option) => option.id === id)?.target ?? targetOfRoute(flow, step, scope, heard);
}

/**
 * Where a target leads: past steps that are skipped and routes that have no screen, to a screen, a playbook that is used,
 * or out. Compiled flows always get there; a loop of routes is an error of the playbook that `compile` refuses. Where rules
 * bar every step that there is to come to, they give way: no rep is left without a screen.
 */
export function settle(flow: Flow, target: Target, scope: Known, heard?: Heard): Target {
  const at =
    arrive(flow, target, scope, heard) ?? arrive(flow, target, { ...scope, stepBarred: () => undefined }, heard);
  if (at === undefined) throw new Error(`the routes of ${flow.id} lead in a circle`);
  return at;
}

/** `undefined`: round in a circle. */
function arrive(flow: Flow, target: Target, scope: Known, heard: Heard | undefined): Target | undefined {
  let at = target;
  for (let hops = 0; hops <= flow.steps.size * 2; hops++) {
    if (!('go' in at)) return at;
    const step = stepOf(flow, at.go);
    if (!canBeShown(flow, step, scope, heard)) at = afterSkipping(flow, step, scope, heard);
    else if (step.screen || step.use !== undefined) return at;
    else at = targetOfRoute(flow, step, scope, heard);
  }
  return undefined;
}

function canBeShown(flow: Flow, step: Step, scope: Known, heard?: Heard): boolean {
  const fits = holds(step.when, scope);
  if (step.when !== undefined) heard?.(flow, step, fits ? 'shown' : 'skipped');
  if (!fits || scope.stepBarred(step.id) !== undefined) return false;
  if (step.offer === undefined) return true;
  const { open, beyond } = offersNow(flow, step, scope);
  return open.length + beyond.length > 0;
}

function targetOfRoute(flow: Flow, step: Step, scope: Known, heard?: Heard): Target {
  const { route } = step;
  switch (route.kind) {
    case 'target':
      return route.target;
    case 'branch': {
      const nth = route.branches.findIndex((branch) => holds(branch.if, scope));
      heard?.(flow, step, nth === -1 ? 'else' : String(nth + 1));
      return route.branches[nth]?.target ?? route.otherwise;
    }
    case 'try': {
      const by = route.by === undefined ? undefined : scope.value(route.by);
      const list = (typeof by === 'string' ? route.lists.get(by) : undefined) ?? route.otherwise;
      const next = list.find((id) => !scope.visited(id) && canBeShown(flow, stepOf(flow, id), scope, heard));
      heard?.(flow, step, next ?? 'then');
      return next === undefined ? route.then : { go: next };
    }
  }
}

/**
 * A skipped step goes on as if it had been passed; an `end` of its own is passed over while another step follows, or a card
 * can come back.
 */
export function afterSkipping(flow: Flow, step: Step, scope: Known, heard?: Heard): Target {
  const { route, following, card } = step;
  const target = targetOfRoute(flow, step, scope, heard);
  if (route.kind !== 'target' || !('end' in target)) return target;
  if (following !== undefined) return { go: following };
  return card === undefined ? target : { return: true };
}
