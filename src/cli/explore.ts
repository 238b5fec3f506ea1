import { UserError } from '../call/user-error.js';
import type { Flow } from '../playbook/flow.js';
import { explore as explorePaths } from '../rehearsal/explore.js';
import { type Walks, walks } from '../rehearsal/explore-walks.js';
import type { Context, ExitCode } from './context.js';
import { asJson } from './explore-json.js';
import { inWords } from './explore-words.js';
import { flowOf, whichPlaybook } from './find-playbook.js';

export interface ExploreFlags {
  readonly walks?: string;
  readonly seed?: string;
  readonly json?: boolean;
}

/** `holdfast explore <playbook>`: every path of a playbook, and calls played by chance. */
export async function explore(context: Context, playbook: string | undefined, flags: ExploreFlags): Promise<ExitCode> {
  const wanted = whole('--walks', flags.walks, MOST_WALKS);
  const seed = whole('--seed', flags.seed, MOST_SEED) ?? context.clock.now() % MOST_SEED;
  if (playbook === undefined) throw whichPlaybook(context, 'explore');
  const flow = flowOf(context, playbook);
  context.progress('walking every path');
  const explored = explorePaths(flow);
  const walked = await play(context, flow, wanted, seed);
  context.progress('');
  if (flags.json) await context.pour(asJson(flow, explored, walked));
  else for (const line of inWords(flow, explored, walked)) context.print(line);
  const { paths, refusing } = explored;
  return (paths?.deadEnds.length ?? 0) + refusing.length + walked.stranded.length > 0 ? 1 : 0;
}

const WALKS = 1000;
const MOST_WALKS = 1_000_000;
const MOST_SEED = 2 ** 31 - 1;

/** Unless somebody says how many calls are to be played, a long playbook gets fewer: about ten seconds. */
const MOST_EFFORT = 30_000_000;

/** How many calls are played before the process looks up. */
const AT_A_TIME = 20;

async function play(context: Context, flow: Flow, wanted: number | undefined, seed: number): Promise<Walks> {
  const limit = wanted === undefined ? { mostEffort: MOST_EFFORT } : {};
  const playing = walks(flow, { seed, walks: wanted ?? WALKS, ...limit });
  for (;;) {
    const { done, value } = playing.next();
    if (done) return value;
    if (value % AT_A_TIME === 0) await lookUp(context, value);
  }
}

/** Whoever presses Ctrl-C is heard. */
function lookUp({ progress }: Context, calls: number): Promise<void> {
  progress(`played ${calls} calls`);
  return new Promise((resolve) => setImmediate(resolve));
}

function whole(flag: string, typed: string | undefined, most: number): number | undefined {
  if (typed === undefined) return undefined;
  const number = Number(typed);
  if (/^\d+$/.test(typed) && number <= most) return number;
  throw new UserError(`${flag} takes a whole number up to ${most}, and got "${typed}"`, `for example ${flag} 500`, 2);
}
