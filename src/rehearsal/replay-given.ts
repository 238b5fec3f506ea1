import type { Answer } from '../call/command.js';
import type { EventBody } from '../call/event.js';
import type { Raw } from '../call/read-answer.js';
import type { Value } from '../playbook/value.js';
import { rawOf } from './raw-of.js';

/** An answer of a past call, as it can be given again. */
export interface Given {
  readonly command: Answer & { readonly raw: Raw };
  /** Its words have been erased: what stands in for them fits no pattern and no check. */
  readonly erased: boolean;
}

/** Stands for words that have been erased. */
export const ERASED = '(erased)';

type Settling = Extract<EventBody, { type: 'answered' | 'fact_set' | 'offer_shown' | 'offer_answered' }>;

/** `override` is the reason for which checks were passed then. */
export function givenBy(event: Settling, override: string | undefined): Given {
  switch (event.type) {
    case 'offer_shown':
      return picked(event.offer.slice(event.offer.lastIndexOf('/') + 1));
    case 'offer_answered':
      return picked(event.reply);
    case 'fact_set':
      return valued(event.value, override);
    case 'answered': {
      const { command, erased } = valued(event.value, override);
      const jot = event.jot && { jot: event.jot.words ?? ERASED };
      return { command: { ...command, ...jot }, erased };
    }
  }
}

const picked = (raw: string): Given => ({ command: { type: 'answer', raw }, erased: false });

function valued(value: Value | null, override: string | undefined): Given {
  const words = value !== null && 'words' in value && value.type !== 'text' ? { words: value.words ?? ERASED } : {};
  return {
    command: { type: 'answer', raw: again(value), ...words, ...(override === undefined ? {} : { override }) },
    erased: value?.type === 'text' && value.words === null,
  };
}

function again(value: Value | null): Raw {
  if (value === null) return '';
  return value.type === 'text' ? (value.words ?? ERASED) : rawOf(value);
}
