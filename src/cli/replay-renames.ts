import type { CallEvent } from '../call/event.js';
import { compile } from '../playbook/compile.js';
import type { Flow } from '../playbook/flow.js';
import { renamedSteps } from '../rehearsal/replay-renamed.js';
import type { PastCalls } from './context.js';

const NONE: ReadonlyMap<string, string> = new Map();

/** The steps of a call that the edited playbook seems to call otherwise; none for a call of a playbook that uses it. */
export function renamesOfCalls(
  edited: Flow,
  log: PastCalls,
): (events: readonly CallEvent[]) => ReadonlyMap<string, string> {
  const found = new Map<string, ReadonlyMap<string, string>>();
  return ([begun]) => {
    if (begun?.body.type !== 'call_started' || begun.body.playbook.id !== edited.id) return NONE;
    const { hash, uses = [] } = begun.body.playbook;
    if (hash === edited.hash) return NONE;
    const key = [hash, ...uses.map((used) => used.hash)].join(' ');
    const known = found.get(key);
    if (known !== undefined) return known;
    const hashes = new Map(uses.map((used) => [used.id, used.hash]));
    const { flow } = compile(log.playbook(hash) ?? '', (id) => log.playbook(hashes.get(id) ?? ''));
    const renamed = flow === undefined ? NONE : renamedSteps(flow, edited);
    found.set(key, renamed);
    return renamed;
  };
}
