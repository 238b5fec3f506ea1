import type { Flow } from '../playbook/flow.js';
import { usedFlows } from '../playbook/uses.js';
import { chanceOf } from './explore-chance.js';
import { comparedIn } from './explore-draw.js';
import { mostScreens, type Stranded, type Walk, walkOnce } from './explore-walk.js';

/** What calls that were played by chance came to. */
export interface Walks {
  readonly seed: number;
  readonly wanted: number;
  readonly played: number;
  readonly outcomes: readonly { readonly outcome: string; readonly calls: number; readonly meanScreens: number }[];
  /** Calls that ended against a rule, which a rep would have to give a reason for. */
  readonly against: readonly { readonly rule: string; readonly calls: number }[];
  readonly stranded: readonly (Stranded & { readonly calls: number })[];
}

export interface Walking {
  readonly seed: number;
  readonly walks: number;
  /** After so much effort no further call is begun: of each call, its screens times those before them. */
  readonly mostEffort?: number;
}

/** Calls that strand take long, and one is enough to mend. */
const MOST_STRANDED = 10;

/** Of a screen, whatever was before it. */
const LEAST_EFFORT = 100;

/** Plays calls one after the other; what it yields is how many were played. The same seed plays the same calls. */
export function* walks(
  flow: Flow,
  { seed, walks: wanted, mostEffort = Number.POSITIVE_INFINITY }: Walking,
): Generator<number, Walks> {
  const chance = chanceOf(seed);
  const compared = comparedIn(flow);
  const all = [flow, ...usedFlows(flow)].reduce((steps, of) => steps + of.steps.size, 0);
  const most = mostScreens(all);
  const played: Walk[] = [];
  let [effort, stranded] = [0, 0];
  while (played.length < wanted && stranded < MOST_STRANDED && effort < mostEffort) {
    const walk = walkOnce(flow, compared, most, chance);
    played.push(walk);
    effort += walk.screens * (LEAST_EFFORT + walk.screens);
    if (walk.stranded !== undefined) stranded += 1;
    yield played.length;
  }
  return { seed, wanted, played: played.length, ...summed(played) };
}

function summed(played: readonly Walk[]): Pick<Walks, 'outcomes' | 'against' | 'stranded'> {
  const outcomes = grouped(
    played.filter(({ outcome }) => outcome !== undefined),
    ({ outcome = '' }) => [outcome],
  );
  const against = grouped(played, (walk) => walk.against);
  const stranded = grouped(played, ({ stranded: found }) => (found === undefined ? [] : [`${found.at}\n${found.why}`]));
  return {
    outcomes: [...outcomes].map(([outcome, calls]) => ({
      outcome,
      calls: calls.length,
      meanScreens: calls.reduce((sum, { screens }) => sum + screens, 0) / calls.length,
    })),
    against: [...against].map(([rule, calls]) => ({ rule, calls: calls.length })),
    stranded: [...stranded].flatMap(([, [first, ...more]]) =>
      first?.stranded === undefined ? [] : [{ ...first.stranded, calls: more.length + 1 }],
    ),
  };
}

/** Those with the most calls first. */
function grouped(played: readonly Walk[], keysOf: (walk: Walk) => readonly string[]): Map<string, Walk[]> {
  const groups = new Map<string, Walk[]>();
  for (const walk of played) {
    for (const key of keysOf(walk)) {
      const known = groups.get(key);
      if (known === undefined) groups.set(key, [walk]);
      else known.push(walk);
    }
  }
  return new Map([...groups].sort(([, a], [, b]) => b.length - a.length));
}
