import type { Waiver } from '../call/event.js';
import type { CallRow } from './call-row.js';
import type { StoredEvent } from './event-row.js';
import { localTime } from './local-time.js';

type Body<T> = Extract<StoredEvent['body'], { type: T }>;
type Waived = Pick<CallRow, 'waived' | 'waived_needs'>;

export const NONE_WAIVED: Waived = { waived: 0, waived_needs: '' };

export function waive(call: CallRow, need: string, mark: Waiver): Waived {
  const others = call.waived_needs.split('|').filter((each) => each !== '' && !each.startsWith(`${need}:`));
  const needs = [...others, `${need}:${mark}`];
  return { waived: needs.length, waived_needs: needs.join('|') };
}

/** The text of the reason for which a check was passed just before the event, on the same screen. */
export function overrideFor(call: CallRow, event: StoredEvent, visit: number): string | null {
  return call.override_seq === event.seq - 1 && call.override_visit === visit ? call.override_text : null;
}

type Cards = Pick<CallRow, 'cards' | 'cards_opened' | 'card_over'>;

export function openCard(call: CallRow, card: string, over: string): Cards {
  const before = call.cards_opened.split('|').filter((each) => each !== '');
  const opened = before.includes(card) ? before : [...before, card];
  return { cards: call.cards + 1, cards_opened: opened.join('|'), card_over: over };
}

/** Closed, the screen it was opened over is there again, unless the call went on elsewhere. */
export function closeCard(call: CallRow, how: Body<'card_closed'>['how']): Pick<CallRow, 'step' | 'card_over'> {
  const back = how === 'returned' || how === 'replaced' ? call.card_over : null;
  return { step: back ?? call.step, card_over: null };
}

const outcomeOf = ({ outcome, label, group }: Pick<Body<'call_ended'>, 'outcome' | 'label' | 'group'>) => ({
  outcome,
  outcome_label: label,
  outcome_group: group,
});

export function endCall(event: StoredEvent, body: Body<'call_ended'>): Partial<CallRow> {
  return {
    status: 'closed',
    ended_at: event.at,
    ended_local: localTime(event),
    ...outcomeOf(body),
    outcome_first: body.outcome,
    outcome_first_group: body.group,
    instead_of: body.insteadOf ?? null,
  };
}

export function correctCall(call: CallRow, body: Body<'outcome_corrected'>): Partial<CallRow> {
  return {
    ...outcomeOf(body),
    // A call that ended before the first outcome was kept beside the last.
    outcome_first: call.outcome_first ?? call.outcome,
    outcome_first_group: call.outcome_first_group ?? call.outcome_group,
    corrected: call.corrected + 1,
    corrected_by: body.by,
    corrected_text: body.why.words?.text ?? null,
  };
}
