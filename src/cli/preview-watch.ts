import type { Rep } from '../call/rep.js';
import type { Flow } from '../playbook/flow.js';
import { usedFlows } from '../playbook/uses.js';
import type { Context } from './context.js';
import { type Loaded, loadAgain } from './preview-load.js';

/** What became of the files of a playbook since they were last looked at. */
export interface Edits {
  /** What the last save came to, once: a new playbook, or lines about what is wrong with it. */
  take(): Pick<Loaded, 'flow' | 'problems'> | undefined;
  stop(): Promise<void>;
}

/** At most so many errors are told; `check` tells all. */
const MOST_TOLD = 3;

/** Looks at a playbook, and those that it uses, whenever they are saved; the desk is interrupted where that changed anything. */
export async function watchEdits(context: Context, name: string, first: Loaded, desk: Rep): Promise<Edits> {
  let files = first.files;
  let known = first.flow === undefined ? '' : hashes(first.flow);
  let waiting: Loaded | undefined;
  let stop = await context.watch(files, changed);
  let isOver = false;
  // One after the other: of two at once, one would leave a watcher that nobody stops.
  let following = Promise.resolve();
  // Somebody may have saved before it was watched.
  changed();

  function changed(): void {
    const loaded = loadAgain(context, name);
    const now = loaded.flow === undefined ? loaded.problems.join('\n') : hashes(loaded.flow);
    if (now === known) return;
    known = now;
    const isWaiting = waiting !== undefined;
    waiting = loaded;
    if (!isWaiting) desk.reload?.();
    following = following.then(() => follow(loaded.files));
  }

  /** A playbook may have come to use another. */
  async function follow(wanted: readonly string[]): Promise<void> {
    const fresh = wanted.filter((file) => !files.includes(file));
    if (fresh.length === 0 || isOver) return;
    files = [...files, ...fresh];
    const before = stop;
    stop = await context.watch(files, changed);
    await (isOver ? Promise.all([before(), stop()]) : before());
  }

  return {
    take: () => {
      const taken = waiting;
      waiting = undefined;
      if (taken === undefined || taken.flow !== undefined) return taken;
      const { problems } = taken;
      const told = problems.slice(0, MOST_TOLD).map((line) => `! ${line}`);
      const more = problems.length > MOST_TOLD ? `, ${problems.length - MOST_TOLD} more of them` : '';
      return { problems: [...told, `! not reloaded${more}: the version from before goes on`] };
    },
    stop: async () => {
      isOver = true;
      await stop();
    },
  };
}

/** Of all its texts. */
const hashes = (flow: Flow): string => [flow, ...usedFlows(flow)].map(({ hash }) => hash).join(' ');
