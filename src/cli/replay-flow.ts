import type { CallEvent } from '../call/event.js';
import { compile } from '../playbook/compile.js';
import type { Flow } from '../playbook/flow.js';
import type { Replayed } from '../rehearsal/replay-why.js';
import type { PastCalls } from './context.js';

type Diverges = Extract<Replayed, { kind: 'diverges' }>;

/**
 * The flow to play a call against: the edited one; for a call of a playbook that uses it, the text of then, with the edited
 * one in its place.
 */
export function flowsOfCalls(edited: Flow, log: PastCalls): (events: readonly CallEvent[]) => Flow | Diverges {
  const users = new Map<string, Flow | Diverges>();
  return (events) => {
    const begun = events[0]?.body;
    if (begun?.type !== 'call_started') throw new Error('a call begins with its start');
    const { id, hash, uses = [] } = begun.playbook;
    if (id === edited.id) return edited;
    const key = [hash, ...uses.map((used) => used.hash)].join(' ');
    const known = users.get(key);
    if (known !== undefined) return known;
    const hashes = new Map(uses.map((used) => [used.id, used.hash]));
    const find = (used: string): string | undefined =>
      used === edited.id ? edited.text : log.playbook(hashes.get(used) ?? '');
    const { flow, diagnostics } = compile(log.playbook(hash) ?? '', find);
    const [error] = diagnostics.filter(({ severity }) => severity === 'error');
    const made: Flow | Diverges = flow ?? {
      kind: 'diverges',
      at: id,
      why: { code: 'does_not_compile', text: `it cannot use ${edited.id} any more: ${error?.message}` },
    };
    users.set(key, made);
    return made;
  };
}
