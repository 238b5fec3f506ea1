import type { EventBody } from '../../src/call/event.js';
import { fold } from '../../src/call/state.js';
import type { Period } from '../../src/playbook/flow.js';
import { bare, bodies, eventsIn } from './log.js';

/** What the log tells of its only call, a line an event; the screens that were shown are left out. */
export function taleIn(log: string): readonly string[] {
  const steps = new Map<number, string>();
  return bodies(log).flatMap((body) => {
    if ('visit' in body && 'step' in body) steps.set(body.visit, body.step);
    if (body.type === 'went_back') return [`back to ${steps.get(body.visit)}`];
    return told(body) ?? [];
  });
}

/** The steps of the path as it is in the end, with the answers that count. */
export const pathIn = (log: string): readonly string[] =>
  fold(eventsIn(log)).path.map(({ step, answer }) => (answer?.value ? `${step}: ${text(answer.value)}` : step));

/** The letters and e-mails that were kept. */
export const draftsIn = (log: string): readonly string[] =>
  [...fold(eventsIn(log)).drafts.values()].map(
    ({ kind, to, subject, body }) => `${kind} to ${to.words}: ${subject.words}\n${body.words?.trim()}`,
  );

function told(body: EventBody): string | undefined {
  switch (body.type) {
    case 'call_started':
      return `${body.playbook.id}, by a ${body.role}`;
    case 'fact_set':
      return `${body.fact}: ${text(body.value)}`;
    case 'answered': {
      const jot = body.jot === undefined ? '' : ` (${body.jot.words})`;
      return `${body.step}${body.question === undefined ? '' : `: ${text(body.value)}`}${jot}`;
    }
    case 'card_opened':
      return `card ${body.card}, over ${body.step}`;
    case 'card_closed':
      return `card ${body.how}`;
    case 'frame_entered':
      return `into ${body.playbook.id}`;
    case 'frame_left':
      return `out of it: ${body.step} is ${body.value.id}`;
    case 'offer_shown':
      return `offers ${body.offer}${body.cost === undefined ? '' : `, which costs ${text(body.cost)}`}`;
    case 'offer_answered':
      return `${body.offer} is ${body.reply}`;
    case 'noted':
      return `note: ${body.note.words}`;
    case 'check_overridden':
      return `keeps ${body.step}: ${body.reason.words}`;
    case 'evidence_waived':
      return `${body.need} is ${body.mark}`;
    case 'follow_up_promised': {
      const { what, due, by, channel, repeat, times, call } = body;
      const more = [channel, repeat && every(repeat, times), call && `call ${call}`].filter(Boolean).join(', ');
      return `promises ${due}, ${by}${more && `, ${more}`}: ${what.words}`;
    }
    case 'draft_written':
      return `writes ${body.kind} ${body.id}: ${body.subject.words}`;
    case 'call_ended':
      return `ends ${body.outcome}${body.insteadOf === undefined ? '' : `, not ${body.insteadOf}`}`;
    case 'step_shown':
    case 'went_back':
      return undefined;
    default:
      return body.type;
  }
}

function text(value: Parameters<typeof bare>[0]): string {
  const plain = bare(value);
  return typeof plain === 'string' || typeof plain === 'number' ? String(plain) : JSON.stringify(plain);
}

const every = ({ count, unit }: Period, times: number | undefined): string => `every ${count} ${unit}, ${times} times`;
