import type { Flow } from '../playbook/flow.js';
import { usedFlows } from '../playbook/uses.js';
import { factAsked } from './answer.js';
import type { Start } from './command.js';
import type { EventBody } from './event.js';
import { type Decision, judge, refuse } from './judge.js';
import { andThen, foldBodies } from './onward.js';
import type { State } from './state.js';

export function start(flow: Flow, state: State, command: Start, today: string): Decision {
  if (state.status !== 'new') return refuse('nothing', 'this call has begun already');
  const { rep, role, team, currency, locale, facts } = command;
  const events: EventBody[] = [
    {
      type: 'call_started',
      playbook: pinned(flow),
      rep,
      ...(role === undefined ? {} : { role }),
      ...(team === undefined ? {} : { team }),
      currency,
      locale,
    },
  ];
  const stranger = [...facts.keys()].find((name) => !flow.facts.has(name));
  if (stranger !== undefined) {
    const declared = [...flow.facts.keys()].join(', ') || 'none';
    return refuse('invalid', `"${stranger}" is not a fact of ${flow.id}; its facts: ${declared}`);
  }
  // In the order of the playbook, whatever that of the flags: a check may read the facts before its own.
  for (const fact of flow.facts.values()) {
    const raw = facts.get(fact.id);
    if (raw === undefined) continue;
    const judged = judge({ flow, prefix: '' }, foldBodies(state, events), factAsked(fact), { raw }, today);
    if (!judged.ok) return refuse('invalid', `${fact.id}: ${judged.refusal.message}`);
    events.push(...judged.events);
  }
  return andThen(flow, state, events, today);
}

function pinned(flow: Flow): Extract<EventBody, { type: 'call_started' }>['playbook'] {
  const { id, title, version, hash, about, reason } = flow;
  const uses = usedFlows(flow).map((used) => ({ id: used.id, version: used.version, hash: used.hash }));
  return {
    id,
    title,
    version,
    hash,
    about,
    ...(reason === undefined ? {} : { reason }),
    ...(uses.length === 0 ? {} : { uses }),
  };
}
