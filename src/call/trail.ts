import type { Flow } from '../playbook/flow.js';
import type { Value } from '../playbook/value.js';
import type { EventBody } from './event.js';
import type { Format } from './format.js';
import type { State } from './state.js';

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
    case 'insisted':
      return '! the customer insists';
    case 'call_ended':
      return `■ ${event.label}`;
    case 'call_started':
    case 'step_shown':
    case 'paused':
    case 'resumed':
      return undefined;
  }
}

/** What is known so far: facts given beforehand, the answers on the path, the notes. */
export function trail(flow: Flow, state: State, speak: Format): readonly string[] {
  const line = (id: string, value: Value | null | undefined) => {
    const label = flow.facts.get(id)?.label ?? spoken(id);
    return value ? `${label}: ${speak.value(value)}` : label;
  };
  const asked = state.path.filter(({ answer }) => answer !== undefined);
  const given = [...state.facts].filter(([fact]) => !state.path.some(({ step }) => step === fact));
  return [
    ...given.map(([fact, value]) => line(fact, value)),
    ...asked.map(({ step, answer }) => line(step, answer?.value)),
    ...state.notes.map((note) => `✎ ${note ?? '(erased)'}`),
  ];
}

/** An id as people read it: `behind_price` is "Behind price". */
export function spoken(id: string): string {
  const words = id.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
