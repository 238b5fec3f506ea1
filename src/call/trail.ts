import type { Flow } from '../playbook/flow.js';
import type { Value } from '../playbook/value.js';
import type { EventBody } from './event.js';
import type { Format } from './format.js';
import { isBehind, type State } from './state.js';

/** One line for what just happened; nothing for what the rep need not see again. */
export function trailLine(event: EventBody, speak: Format): string | undefined {
  switch (event.type) {
    case 'answered':
      if (event.question === undefined)
        return event.jot?.words ? `✓ ${spoken(event.step)}: ${event.jot.words}` : `✓ ${spoken(event.step)}`;
      return `✓ ${spoken(event.step)}: ${event.value === null ? '–' : speak.value(event.value)}`;
    case 'fact_set':
      return `✓ ${event.label}: ${event.value === null ? '–' : speak.value(event.value)}`;
    case 'went_back':
      return '↩ back';
    case 'noted':
      return `✎ ${event.note.words}`;
    case 'masked':
      return `! a card number ending ${event.ending} was taken out; card numbers are never kept`;
    case 'evidence_waived':
      return `– ${spoken(event.need)}: ${event.mark === 'would_not_say' ? 'would not say' : 'not asked'}`;
    case 'check_overridden':
      return `! ${event.message} Kept because: ${event.reason.words}`;
    case 'rule_overridden':
      return `! against a rule: ${event.rule}. Kept because: ${event.reason.words}`;
    case 'insisted':
      return '! the customer insists';
    case 'card_opened':
      return `◇ ${event.label}`;
    case 'card_closed':
      return event.how === 'returned' ? '↩ back to the question' : undefined;
    case 'frame_left':
      return `✓ ${spoken(event.step)}: ${event.value.label}`;
    case 'offer_shown':
      return `◆ ${event.label}`;
    case 'offer_answered':
      return `✓ ${spoken(event.step)}: ${event.label}`;
    case 'follow_up_promised':
      return `✓ promised: ${event.what.words}, ${speak.date(event.due)}`;
    case 'draft_written':
      return `✓ written: ${event.subject.words}`;
    case 'call_ended':
      return `■ ${event.label}`;
    case 'outcome_corrected':
      return `■ corrected: ${event.label}`;
    case 'call_started':
    case 'step_shown':
    case 'frame_entered':
    case 'draft_dropped':
    case 'follow_up_done':
    case 'follow_up_snoozed':
    case 'follow_up_skipped':
    case 'paused':
    case 'resumed':
      return undefined;
  }
}

/** What stands beside the path: facts given beforehand, cards opened, offers made, notes. */
export function besides(flow: Flow, state: State, speak: Format): readonly string[] {
  const given = [...state.facts].filter(([fact]) => !state.path.some(({ step }) => step === fact));
  return [
    ...given.map(([fact, value]) => line(flow.facts.get(fact)?.label ?? spoken(fact), value, speak)),
    ...state.cards.map((label) => `◇ ${label}`),
    ...state.offers.map(({ label, reply }) => `◆ ${label}${reply === undefined ? '' : `: ${reply}`}`),
    ...state.notes.map((note) => `✎ ${note ?? '(erased)'}`),
  ];
}

/** The screens of the path that can be gone back to, by the numbers of their visits. */
export function screensOnPath(
  flow: Flow,
  state: State,
  speak: Format,
): readonly { readonly visit: number; readonly line: string }[] {
  const screens = state.path.filter((visit) => isBehind(visit) && visit.visit !== state.open);
  return screens.map(({ visit, step, answer }) => ({
    visit,
    line: line(flow.facts.get(step)?.label ?? spoken(step), answer?.value, speak),
  }));
}

const line = (label: string, value: Value | null | undefined, speak: Format): string =>
  value ? `${label}: ${speak.value(value)}` : label;

/** An id as people read it: `behind_price` is "Behind price". */
export function spoken(id: string): string {
  const words = id.slice(id.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
