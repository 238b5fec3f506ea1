import type { CallEvent } from '../call/event.js';
import type { CallLog } from '../call/log.js';

/** A log for a call that is only played: it forgets everything with the process. */
export function unrecorded(): CallLog & { readonly events: () => readonly CallEvent[] } {
  let kept: readonly CallEvent[] = [];
  return {
    append: (events) => {
      kept = [...kept, ...events];
      return { kind: 'saved' };
    },
    events: () => kept,
    read: () => [...kept],
    holder: () => kept.at(-1)?.session,
    playbook: () => undefined,
    openCalls: () => [],
    lastContact: () => undefined,
    followUps: () => [],
    taken: () => new Map(),
    close: () => {},
  };
}
