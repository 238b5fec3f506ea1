import type { Database } from 'better-sqlite3';
import { type AnswerRow, answerRow, factRow } from './answer-row.js';
import { NONE_WAIVED, overrideFor } from './call-change.js';
import type { CallRow } from './call-row.js';
import type { StoredEvent } from './event-row.js';
import { insertInto } from './insert.js';
import type { Schema } from './projection-tables.js';

/** A row of `visits`: a screen. */
interface VisitRow {
  readonly call_id: string;
  readonly visit: number;
  /** As in the event; `offer` for one that is put to the customer. */
  readonly frame: string;
  readonly step: string;
  /** Shown while a card was open: it stands when the rep goes back, but for going back within the card. */
  readonly beside: 0 | 1;
  readonly on_path: 0 | 1;
}

/** Back to a visit; with `beside` 1 within a card. */
interface Undo {
  readonly call: string;
  readonly to: number;
  readonly beside: 0 | 1;
}

type Body<T> = Extract<StoredEvent['body'], { type: T }>;
type Reason = Pick<CallRow, 'reason' | 'reason_label' | 'reason_text' | 'reason_visit'>;

const NO_REASON: Reason = { reason: null, reason_label: null, reason_text: null, reason_visit: null };

/** The rows of `visits` and `answers`. Each function gives the call as it is afterwards. */
export interface Path {
  show(call: CallRow, visit: Pick<VisitRow, 'visit' | 'step' | 'frame'> & Beside): CallRow;
  answer(call: CallRow, event: StoredEvent, body: Body<'answered'>): CallRow;
  /** What an offer or a playbook that was used came to, on a visit that is not a screen of its own. */
  settle(call: CallRow, event: StoredEvent, settled: Settled): CallRow;
  setFact(call: CallRow, event: StoredEvent, body: Body<'fact_set'>): CallRow;
  goBack(call: CallRow, to: number): CallRow;
}

/** What is shown or settled in a card. */
interface Beside {
  readonly beside?: true;
}

interface Settled extends Beside {
  readonly visit: number;
  readonly step: string;
  readonly frame: 'offer' | 'use';
  readonly value: Body<'frame_left'>['value'];
}

export function pathIn(db: Database, schema: Schema): Path {
  const addAnswer = insertInto<AnswerRow>(db, 'answers', { schema });
  const addVisit = insertInto<VisitRow>(db, 'visits', { schema });
  const visitOf = db.prepare<[string, number], VisitRow>(
    `SELECT * FROM ${schema}.visits WHERE call_id = ? AND visit = ?`,
  );
  // Going back undoes answers, and no fact: that stands until it is set anew.
  const undoAnswers = db.prepare<[Undo]>(
    `UPDATE ${schema}.answers SET on_path = 0
     WHERE call_id = @call AND visit >= @to AND on_path = 1 AND frame IS NOT 'facts' AND beside <= @beside`,
  );
  const undoAnswer = db.prepare<[string, number]>(
    `UPDATE ${schema}.answers SET on_path = 0 WHERE call_id = ? AND visit = ? AND on_path = 1`,
  );
  const undoFact = db.prepare<[string, string]>(
    `UPDATE ${schema}.answers SET on_path = 0 WHERE call_id = ? AND step = ? AND on_path = 1 AND frame = 'facts'`,
  );
  const factVisit = db
    .prepare<[string, string], number>(
      `SELECT max(visit) FROM ${schema}.visits WHERE call_id = ? AND step = ? AND on_path = 1 AND frame = 'facts'`,
    )
    .pluck();
  const undoVisits = db.prepare<[Undo]>(
    `UPDATE ${schema}.visits SET on_path = 0
     WHERE call_id = @call AND visit > @to AND on_path = 1 AND beside <= @beside`,
  );
  const lastAnswer = db.prepare<[string, string], AnswerRow>(
    `SELECT * FROM ${schema}.answers WHERE call_id = ? AND step = ? AND on_path = 1 ORDER BY visit DESC LIMIT 1`,
  );

  return {
    show(call, { visit, step, frame, beside }) {
      addVisit.run({ call_id: call.id, visit, frame, step, beside: beside || frame === 'card' ? 1 : 0, on_path: 1 });
      return { ...call, step, visits: call.visits + 1 };
    },
    answer(call, event, body) {
      const { frame = null, beside = 0 } = visitOf.get(call.id, body.visit) ?? {};
      return put(call, answerRow(event, body, { frame, beside }, overrideFor(call, event, body.visit)));
    },
    settle(call, event, settled) {
      const beside = visitOf.get(call.id, settled.visit)?.beside ?? (settled.beside ? 1 : 0);
      return put(call, answerRow(event, { ...settled, question: 'choice' }, { frame: settled.frame, beside }, null));
    },
    setFact(call, event, body) {
      const visit = (call.step === body.fact ? factVisit.get(call.id, body.fact) : undefined) ?? 0;
      undoFact.run(call.id, body.fact);
      addAnswer.run(factRow(event, body, visit, overrideFor(call, event, visit)));
      if (body.identifies === undefined) return call;
      return { ...call, customer_id: body.customer ?? null, customer_text: textOf(body.value) };
    },
    goBack(call, to) {
      const { step = null, beside = 0 } = visitOf.get(call.id, to) ?? {};
      const undo = { call: call.id, to, beside };
      const answers = call.answers - undoAnswers.run(undo).changes;
      const visits = call.visits - undoVisits.run(undo).changes;
      const reason = lost(call, to) ? reasonLeft(call) : {};
      return { ...call, step, visits, answers, ...reason, ...NONE_WAIVED };
    },
  };

  /** Adds the answer, if the screen asked for one, in the place of one that its visit had. */
  function put(call: CallRow, answer: AnswerRow | undefined): CallRow {
    if (answer === undefined) return call;
    const replaced = undoAnswer.run(call.id, answer.visit).changes;
    addAnswer.run(answer);
    const answers = call.answers - replaced + 1;
    return { ...call, answers, ...(answer.step === call.reason_step ? reasonOf(answer) : {}) };
  }

  function reasonLeft(call: CallRow): Reason {
    const answer = call.reason_step === null ? undefined : lastAnswer.get(call.id, call.reason_step);
    return answer === undefined ? NO_REASON : reasonOf(answer);
  }
}

const lost = (call: CallRow, backTo: number): boolean => call.reason_visit !== null && call.reason_visit >= backTo;

const reasonOf = ({ value, label, words_id, visit }: AnswerRow): Reason => ({
  reason: value,
  reason_label: label,
  reason_text: words_id,
  reason_visit: visit,
});

function textOf(value: Body<'fact_set'>['value']): string | null {
  return value?.type === 'text' ? (value.words?.text ?? null) : null;
}
