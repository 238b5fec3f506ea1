import type { Check, Option, Question } from '../playbook/flow.js';
import type { Value } from '../playbook/value.js';
import type { EventBody } from './event.js';
import { format } from './format.js';
import type { Level } from './level.js';
import { type Raw, readAnswer } from './read-answer.js';
import { holds, known } from './scope.js';
import { evolve, type State } from './state.js';
import { storable } from './words.js';

/** Something asked: a fact, or the question of the screen that is open. */
export interface Asked {
  readonly id: string;
  readonly question: Question;
  readonly options: readonly Option[];
  /** The event that the value makes. */
  readonly event: (value: Value | null) => Settling;
}

/** The events that settle a question. */
type Settling = Extract<EventBody, { type: 'answered' | 'fact_set' }>;

export interface Given {
  readonly raw: Raw;
  readonly words?: string | undefined;
  /** Reason for passing soft checks. */
  readonly override?: string | undefined;
}

/** `soft`: may be overridden with a reason. `nothing`: there is nothing to do, such as going back from the first screen. */
export interface Refusal {
  readonly kind: 'invalid' | 'soft' | 'nothing';
  readonly message: string;
}

export type Decision =
  | { readonly ok: true; readonly events: readonly EventBody[] }
  | { readonly ok: false; readonly refusal: Refusal };

export const accept = (...events: readonly EventBody[]): Decision => ({ ok: true, events });
export const refuse = (kind: Refusal['kind'], message: string): Decision => ({ ok: false, refusal: { kind, message } });

/** Reads an answer and puts it to the question's checks: the same for keys, lines, flags and files. */
export function judge(level: Level, state: State, asked: Asked, given: Given, today: string): Decision {
  const { locale = 'en', currency = 'EUR' } = state.started ?? {};
  const read = readAnswer(asked.question, given.raw, asked.options, { locale, currency, today, words: given.words });
  if (!read.ok) return refuse('invalid', read.problem);

  const event = asked.event(read.value.value);
  const scope = known(level, evolve(state, event), today);
  const troubles = asked.question.checks.filter((check) => holds(check.if, scope));
  const hard = troubles.find(({ level }) => level === 'hard');
  if (hard) return refuse('invalid', hard.message);
  const [soft] = troubles;
  const reason = storable(given.override ?? '');
  if (soft && reason.words === '') return refuse('soft', `${understood(read.value.value, locale)}${soft.message}`);

  return accept(
    ...troubles.map((check) => overridden(state, asked.id, check, reason.words)),
    event,
    ...masked([...read.value.endings, ...reason.endings], asked.id),
  );
}

/** A day or an amount as it was read: a slip shows there. */
function understood(value: Value | null, locale: string): string {
  return value?.type === 'date' || value?.type === 'money' ? `${format(locale).value(value)}: ` : '';
}

function overridden(state: State, step: string, { message }: Check, words: string): EventBody {
  return { type: 'check_overridden', visit: state.open ?? 0, step, message, reason: { words } };
}

/** One event for each card number that was taken out of words. */
export const masked = (endings: readonly string[], step: string | undefined): readonly EventBody[] =>
  endings.map((ending) => ({ type: 'masked', ...(step === undefined ? {} : { step }), ending }));
