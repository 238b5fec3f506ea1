import { decimals, toMajor } from '../call/money.js';
import type { QuestionType } from '../playbook/flow.js';
import type { Value } from '../playbook/value.js';
import type { StoredEvent } from './event-row.js';
import { localTime } from './local-time.js';
import type { Stored } from './words.js';

/** A row of `answers`: what a step was answered with, or a fact set to. */
export interface AnswerRow {
  readonly call_id: string;
  /** 0 for a fact that no screen asked for. */
  readonly visit: number;
  readonly seq: number;
  readonly frame: string | null;
  /** The step, or the fact. */
  readonly step: string;
  readonly type: QuestionType;
  readonly at: string;
  readonly at_local: string;
  /** Ids of options joined with `|`, `yes` or `no`, a number, a date; NULL for text and for a question left open. */
  readonly value: string | null;
  readonly label: string | null;
  /** Numbers, scales and money, the last in whole units. */
  readonly number: number | null;
  readonly currency: string | null;
  /** The text answer, or the words beside an option. */
  readonly words_id: string | null;
  readonly jot_id: string | null;
  /** The reason for which it was taken although a soft check spoke against it. */
  readonly override_id: string | null;
  readonly personal: 0 | 1;
  readonly kept: 0 | 1;
  readonly on_path: 0 | 1;
}

type Answered = Omit<Extract<StoredEvent['body'], { type: 'answered' }>, 'type'>;
type FactSet = Extract<StoredEvent['body'], { type: 'fact_set' }>;

/** `undefined` for a screen that asks nothing. */
export function answerRow(
  event: StoredEvent,
  body: Answered,
  frame: string | null,
  override: string | null,
): AnswerRow | undefined {
  if (body.question === undefined) return undefined;
  const { visit, step, question, value, jot, personal, kept } = body;
  return {
    ...stampOf(event),
    visit,
    frame,
    step,
    type: question,
    ...columns(value),
    jot_id: jot?.words?.text ?? null,
    override_id: override,
    personal: personal ? 1 : 0,
    kept: kept ? 1 : 0,
  };
}

export function factRow(
  event: StoredEvent,
  { fact, question, value, personal, kept }: FactSet,
  visit: number,
  override: string | null,
): AnswerRow {
  return {
    ...stampOf(event),
    visit,
    frame: 'facts',
    step: fact,
    type: question,
    ...columns(value),
    jot_id: null,
    override_id: override,
    personal: personal ? 1 : 0,
    kept: kept ? 1 : 0,
  };
}

const stampOf = (event: StoredEvent) =>
  ({ call_id: event.call, seq: event.seq, at: event.at, at_local: localTime(event), on_path: 1 }) as const;

type Columns = Pick<AnswerRow, 'value' | 'label' | 'number' | 'currency' | 'words_id'>;

const NOTHING: Columns = { value: null, label: null, number: null, currency: null, words_id: null };

function columns(value: Stored<Value> | null): Columns {
  switch (value?.type) {
    case undefined:
      return NOTHING;
    case 'choice':
      return { ...NOTHING, value: value.id, label: value.label, words_id: value.words?.text ?? null };
    case 'choices':
      return {
        ...NOTHING,
        value: value.chosen.map(({ id }) => id).join('|'),
        label: value.chosen.map(({ label }) => label).join(' | '),
      };
    case 'yes_no':
      return { ...NOTHING, value: value.yes ? 'yes' : 'no', label: value.label, words_id: value.words?.text ?? null };
    case 'text':
      return { ...NOTHING, words_id: value.words?.text ?? null };
    case 'number':
    case 'scale':
      return { ...NOTHING, value: String(value.number), number: value.number };
    case 'money': {
      const { minor, currency } = value;
      const whole = toMajor(minor, currency);
      return { ...NOTHING, value: whole.toFixed(decimals(currency)), number: whole, currency };
    }
    case 'date':
      return { ...NOTHING, value: value.date };
  }
}
