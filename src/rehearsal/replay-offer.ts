import type { Position } from '../call/position.js';
import { offersNow } from '../call/route.js';
import { known } from '../call/scope.js';
import type { State } from '../call/state.js';
import { spoken } from '../call/trail.js';
import type { Why } from './replay-why.js';

/** Why an offer that the call made is not to be made at a step. */
export function offerGone(state: State, at: Position & { kind: 'step' }, id: string, today: string): Why {
  const because = (reason: string): Why => ({ code: 'offer_gone', text: `offer "${id}" cannot be made: ${reason}` });
  const { flow } = at.level;
  const offer = flow.offers.get(id);
  if (id === 'none') return { code: 'offer_gone', text: 'an offer must be made' };
  if (offer === undefined) return because('it is gone');
  if (!at.step.offer?.offers.includes(id)) return because('it is not among those of this step');
  const scope = known(at.level, state, today);
  const { suits, times, authority } = offer;
  if (offersNow(flow, at.step, scope).beyond.includes(offer))
    return because(`it is for a ${spoken(authority).toLowerCase()} to make`);
  const reason = flow.reason === undefined ? undefined : scope.value(flow.reason);
  if (suits !== undefined && !(typeof reason === 'string' && suits.has(reason)))
    return because(`it suits ${[...suits].join(', ')}, and the reason was another`);
  if (scope.offers('shown', id) >= times)
    return because(`it was shown ${times === 1 ? 'once' : `${times} times`} before, and may be no more often`);
  const rule = scope.offersBarred(at.step.id);
  return because(rule === undefined ? 'it is not open here' : `the rule "${rule.label}" holds it back`);
}
