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
  readonly beside: 0 | 1;
  readonly on_path: 0 | 1;
}

/** Where the screen stood that was answered, and whether a card was open. */
interface Place {
  readonly frame: string | null;
  readonly beside: 0 | 1;
}

type Answered = Omit<Extract<StoredEvent['body'], { type: 'answered' }>, 'type'>;
type FactSet = Extract<StoredEvent['body'], { type: 'fact_set' }>;

/** `undefined` for a screen that asks nothing. */
export function answerRow(
  event: StoredEvent,
  body: Answered,
  place: Place,
  override: string | null,
): AnswerRow | undefined {
  const { question } = body;
  return question === undefined ? undefined : row(event, { ...body, question }, place, override);
}

export function factRow(event: StoredEvent, body: FactSet, visit: number, override: string | null): AnswerRow {
  const { fact: step, question, value, personal, kept } = body;
  return row(event, { visit, step, question, value, personal, kept }, FACTS, override);
}

const FACTS: Place = { frame: 'facts', beside: 0 };

interface Asked extends Pick<Answered, 'visit' | 'step' | 'value' | 'jot'> {
  readonly question: QuestionType;
  readonly personal?: true | undefined;
  readonly kept?: true | undefined;
}

// A row at a time, without spreading one object into another: a log that is folded anew has millions.
function row(event: StoredEvent, asked: Asked, { frame, beside }: Place, override: string | null): AnswerRow {
  const { value, label, number, currency, words_id } = columns(asked.value);
  return {
    call_id: event.call,
    visit: asked.visit,
    seq: event.seq,
    frame,
    step: asked.step,
    type: asked.question,
    at: event.at,
    at_local: localTime(event),
    value,
    label,
    number,
    currency,
    words_id,
    jot_id: asked.jot?.words?.text ?? null,
    override_id: override,
    personal: asked.personal ? 1 : 0,
    kept: asked.kept ? 1 : 0,
    beside,
    on_path: 1,
  };
}

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
