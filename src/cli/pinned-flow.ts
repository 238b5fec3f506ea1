import type { CallEvent } from '../call/event.js';
import { UserError } from '../call/user-error.js';
import type { Flow } from '../playbook/flow.js';
import type { Context, Log } from './context.js';
import { compiled } from './find-playbook.js';

/** The playbook a call was begun with, and those it used then, from the log: later edits change nothing for it. */
export function pinnedFlow(context: Context, log: Log, call: string, events: readonly CallEvent[]): Flow {
  const begun = events[0]?.body;
  if (begun?.type !== 'call_started') throw new UserError(`the log does not hold the beginning of call ${call}`);
  const { hash, uses = [] } = begun.playbook;
  const text = log.playbook(hash);
  if (text === undefined) throw new UserError(`the log does not hold the playbook of call ${call}`);
  const hashes = new Map(uses.map((used) => [used.id, used.hash]));
  const find = (id: string): string | undefined => {
    const pinned = hashes.get(id);
    return pinned === undefined ? undefined : log.playbook(pinned);
  };
  return compiled(context, text, `the playbook of call ${call}`, find);
}
