import type { Flow, Need, Outcome } from '../flow.js';
import { search } from '../paths/search.js';
import { terrainOf } from '../paths/terrain.js';
import { toldWay } from '../paths/told.js';
import { at, keySpan } from '../read/tree.js';
import { usedFlows } from '../uses.js';
import type { Lint } from './linted.js';

/** Evidence that an outcome needs, that the script itself leads past, and that cannot be asked for at the end. */
export const evidenceMissing: Lint = ({ flow, tree, report }) => {
  const outcomes = at(tree, 'outcomes');
  for (const outcome of flow.outcomes.values()) {
    for (const need of outcome.needs) {
      const way = wayWithout(flow, outcome, need);
      if (way === undefined) continue;
      const { what, hint } = lacking(need);
      const message = `a call can come to "${outcome.id}" without ${what}, which it needs: ${way}`;
      const span = keySpan(at(outcomes, outcome.id) ?? tree, 'needs');
      report('evidence-missing', span, message, `${hint}, or take it out of \`needs\``);
    }
  }
};

function lacking(need: Need): { readonly what: string; readonly hint: string } {
  if (need.kind === 'step') return { what: `"${need.step}"`, hint: `lead that way through "${need.step}"` };
  const what = need.kind === 'offer' ? 'an offer' : 'a follow-up';
  return { what, hint: `put ${what} on that way` };
}

/** What the rep can still be asked for when the call ends. */
const canBeAsked = (flow: Flow, { followUps }: Outcome, need: Need): boolean =>
  need.kind === 'note' ||
  (need.kind === 'step' && flow.steps.get(need.step)?.ask !== undefined) ||
  (need.kind === 'follow_up' && (followUps.length > 0 || usedFlows(flow).some(proposesAnything)));

const proposesAnything = ({ steps, outcomes }: Flow): boolean =>
  [...steps.values(), ...outcomes.values()].some(({ followUps }) => followUps.length > 0);

const MOST_STATES = 20_000;

/** A shortest way to an outcome without its evidence, past no card and with nobody insisting: those cut a call short. */
function wayWithout(flow: Flow, outcome: Outcome, need: Need): string | undefined {
  if (canBeAsked(flow, outcome, need)) return undefined;
  const terrain = terrainOf(flow, { evidence: true });
  if (terrain === undefined) return undefined;
  const { reading, root } = terrain;
  const found = search(
    terrain,
    {
      detours: 'none',
      items: reading.ofNeed(root, need),
      met: (_, __, arrival) =>
        arrival.kind === 'end' && arrival.outcome === outcome.id && terrain.mayLack(need, arrival.store),
    },
    MOST_STATES,
  );
  return found.kind === 'way' ? toldWay(found.edges) : undefined;
}
