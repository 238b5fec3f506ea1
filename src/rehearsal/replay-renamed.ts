import type { CallEvent } from '../call/event.js';
import type { Flow } from '../playbook/flow.js';
import { pair } from './diff-pairs.js';
import { looksOf } from './diff-steps.js';

/** New ids of steps, by those that they had when a call was taken: all else about them is the same. */
export const renamedSteps = (was: Flow, now: Flow): ReadonlyMap<string, string> =>
  pair(was.steps.values(), now.steps.values(), looksOf).renamed;

/** A call as if its steps had always had their new ids. */
export function underNewIds(events: readonly CallEvent[], renamed: ReadonlyMap<string, string>): readonly CallEvent[] {
  if (renamed.size === 0) return events;
  const anew = (id: string): string => {
    const [own = '', ...inner] = id.split('/');
    return [renamed.get(own) ?? own, ...inner].join('/');
  };
  return events.map((event) => {
    const { body } = event;
    if (body.type === 'fact_set') return event;
    if (body.type === 'evidence_waived') return { ...event, body: { ...body, need: anew(body.need) } };
    return 'step' in body && body.step !== undefined ? { ...event, body: { ...body, step: anew(body.step) } } : event;
  });
}
