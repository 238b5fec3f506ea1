import type { Flow } from '../playbook/flow.js';
import type { Explored } from '../rehearsal/explore.js';
import { MOST_WAYS } from '../rehearsal/explore-figures.js';
import type { Ending } from '../rehearsal/explore-paths.js';
import type { Walks } from '../rehearsal/explore-walks.js';

/** All that was found; what cannot be told is `null`. */
export function asJson(flow: Flow, { paths, unreached, refusing }: Explored, walks: Walks): string {
  const found = {
    playbook: flow.id,
    paths: paths && {
      states: paths.states,
      complete: paths.complete,
      count: count(paths.paths),
      outcomes: paths.outcomes.map(ending),
      rounds: paths.rounds,
      moreRounds: paths.moreRounds,
      deadEnds: paths.deadEnds,
    },
    unreached,
    impossible: refusing,
    walks,
  };
  return `${JSON.stringify(found, (_, value) => (value === undefined ? null : value), 2)}\n`;
}

const ending = ({ outcome, shortest, longest, endless, paths, minutes }: Ending) => ({
  outcome,
  shortest,
  longest: longest && { screens: longest.screens, exact: !endless, way: longest.way },
  endless,
  paths: count(paths),
  minutes: minutes && { least: minutes.least, most: minutes.most },
});

/** Digits, since JSON numbers lose some. */
const count = (paths: bigint | undefined): string | undefined =>
  paths !== undefined && paths >= MOST_WAYS ? 'more than 1e100' : paths?.toString();
