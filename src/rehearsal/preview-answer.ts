import { shown } from '../call/advance.js';
import { decide } from '../call/decide.js';
import type { EventBody } from '../call/event.js';
import type { Level } from '../call/level.js';
import { foldBodies } from '../call/onward.js';
import type { Raw } from '../call/read-answer.js';
import { evolve, type State } from '../call/state.js';
import type { Flow, Step } from '../playbook/flow.js';
import { suggestion } from '../playbook/suggest.js';
import { asks } from '../playbook/targets.js';

export type Given = { readonly events: readonly EventBody[] } | { readonly problem: string; readonly hint: string };

/** The events of a step that was answered beforehand, without where it leads: read and checked as if it were typed. */
export function answerEvents(flow: Flow, level: Level, step: Step, raw: string, state: State, today: string): Given {
  const name = level.prefix + step.id;
  if (!asks(step)) return { problem: `"${name}" asks nothing`, hint: 'leave its --set out' };
  if (step.use !== undefined) return outcomeEvents(name, step, raw, state);
  const card = step.card === undefined ? undefined : level.flow.cards.get(step.card);
  const opened: EventBody[] =
    card === undefined
      ? []
      : [
          {
            type: 'card_opened',
            card: level.prefix + card.id,
            label: card.label,
            step: level.prefix + level.flow.start,
          },
        ];
  const open = foldBodies(state, opened);
  const asked = shown(level, step, open.lastVisit + 1, card === undefined ? 'playbook' : 'card', open, today);
  const answered = answerAll(flow, evolve(open, asked), rawsOf(step, raw, asked), today);
  if ('problem' in answered)
    return { problem: `${name}: ${answered.problem}`, hint: 'give it another value with --set' };
  const closed: EventBody[] =
    card === undefined ? [] : [{ type: 'card_closed', card: level.prefix + card.id, how: 'jumped' }];
  return { events: [...opened, asked, ...answered.events, ...closed] };
}

/** Of an offer step: `none`, how the first offer was taken, or an offer and how it was taken. */
function rawsOf(step: Step, raw: string, asked: EventBody): readonly Raw[] {
  if (step.ask?.type === 'choices') return [raw.split(/[\s,|]+/).filter(Boolean)];
  if (step.offer === undefined) return [raw];
  const [first = '', second] = raw.trim().split(/[\s:]+/);
  if (second !== undefined) return [first, second];
  const isReply = step.offer.replies.some(({ id }) => id === first);
  const offer = asked.type === 'step_shown' ? (asked.options[0] ?? 'none') : 'none';
  return isReply ? [offer, first] : [first];
}

function answerAll(flow: Flow, from: State, raws: readonly Raw[], today: string): Given {
  const events: EventBody[] = [];
  let state = from;
  for (const raw of raws) {
    const decision = decide(flow, state, { type: 'answer', raw, override: 'set for the preview' }, today);
    if (!decision.ok) return { problem: decision.refusal.message, hint: '' };
    const own = decision.events.slice(0, decision.events.findIndex(settles) + 1).map(withoutEnd);
    events.push(...own);
    state = foldBodies(state, own);
  }
  const isOffered = events.some(({ type }) => type === 'offer_shown');
  const taken = events.some(({ type }) => type === 'offer_answered');
  if (isOffered && !taken) return { problem: 'how was the offer taken?', hint: '' };
  return { events };
}

const settles = ({ type }: EventBody): boolean =>
  type === 'answered' || type === 'offer_answered' || type === 'offer_shown';

/** What it leads to is not where the preview goes. */
function withoutEnd(event: EventBody): EventBody {
  if (!('ends' in event)) return event;
  const { ends, ...rest } = event;
  return rest;
}

function outcomeEvents(name: string, { use }: Step, raw: string, state: State): Given {
  const outcomes = use?.outcomes ?? [];
  const found = outcomes.find(({ id }) => id === raw.trim());
  if (use === undefined || found === undefined) {
    const ids = outcomes.map(({ id }) => id);
    return { problem: `${name}: "${raw}" is no outcome of the playbook it uses`, hint: suggestion(raw, ids, '') };
  }
  const { id, title, version, hash } = use.flow;
  const visit = state.lastVisit + 1;
  const value = { type: 'choice', id: found.id, label: found.label } as const;
  return {
    events: [
      { type: 'frame_entered', visit, step: name, playbook: { id, title, version, hash } },
      { type: 'frame_left', visit: visit + 1, step: name, value },
    ],
  };
}
