import type { Database } from 'better-sqlite3';
import { type AnswerRow, answerRow, factRow } from './answer-row.js';
import { beginCall, type CallRow, NONE_WAIVED, overrideFor, stampCall, waive } from './call-row.js';
import type { StoredEvent } from './event-row.js';
import { insertInto } from './insert.js';
import { localTime } from './local-time.js';

export interface Projector {
  load(call: string): CallRow | undefined;
  /** Folds one event into the row of its call, and writes its visit, answer, fact or note. The row is the caller's to save. */
  project(call: CallRow | undefined, event: StoredEvent, hash: string): CallRow;
  save(call: CallRow): void;
}

/** A row of `visits`. */
interface VisitRow {
  readonly call_id: string;
  readonly visit: number;
  readonly frame: string;
  readonly step: string;
  readonly on_path: 0 | 1;
}

/** A row of `notes`. */
interface NoteRow {
  readonly call_id: string;
  readonly seq: number;
  readonly words_id: string | null;
}

type FactSet = Extract<StoredEvent['body'], { type: 'fact_set' }>;
type Reason = Pick<CallRow, 'reason' | 'reason_label' | 'reason_text' | 'reason_visit'>;

const NO_REASON: Reason = { reason: null, reason_label: null, reason_text: null, reason_visit: null };

/** Prepares its statements once: the projections must be there already. */
export function projector(db: Database, schema: 'main' | 'temp' = 'main'): Projector {
  const load = db.prepare<[string], CallRow>(`SELECT * FROM ${schema}.calls WHERE id = ?`);
  const save = insertInto<CallRow>(db, 'calls', { schema, replace: 'id' });
  const addAnswer = insertInto<AnswerRow>(db, 'answers', { schema });
  const addVisit = insertInto<VisitRow>(db, 'visits', { schema });
  const addNote = insertInto<NoteRow>(db, 'notes', { schema });
  const visitOf = db.prepare<[string, number], VisitRow>(
    `SELECT * FROM ${schema}.visits WHERE call_id = ? AND visit = ?`,
  );
  // Going back undoes answers, and no fact: that stands until it is set anew.
  const undoAnswers = db.prepare<[string, number]>(
    `UPDATE ${schema}.answers SET on_path = 0
     WHERE call_id = ? AND visit >= ? AND on_path = 1 AND frame IS NOT 'facts'`,
  );
  const undoFact = db.prepare<[string, string]>(
    `UPDATE ${schema}.answers SET on_path = 0 WHERE call_id = ? AND step = ? AND on_path = 1 AND frame = 'facts'`,
  );
  const factVisit = db
    .prepare<[string, string], number>(
      `SELECT max(visit) FROM ${schema}.visits WHERE call_id = ? AND step = ? AND on_path = 1 AND frame = 'facts'`,
    )
    .pluck();
  const undoVisits = db.prepare<[string, number]>(
    `UPDATE ${schema}.visits SET on_path = 0 WHERE call_id = ? AND visit > ? AND on_path = 1`,
  );
  const lastAnswer = db.prepare<[string, string], AnswerRow>(
    `SELECT * FROM ${schema}.answers WHERE call_id = ? AND step = ? AND on_path = 1 ORDER BY visit DESC LIMIT 1`,
  );

  return {
    load: (call) => load.get(call),
    save: (call) => save.run(call),
    project(call, event, hash) {
      return call === undefined ? beginCall(event, hash) : apply(stampCall(call, event, hash), event);
    },
  };

  function apply(call: CallRow, event: StoredEvent): CallRow {
    const { body } = event;
    switch (body.type) {
      case 'fact_set':
        setFact(call, event, body);
        if (body.identifies === undefined) return call;
        return { ...call, customer_id: body.customer ?? null, customer_text: textOf(body.value) };
      case 'step_shown': {
        const { visit, frame, step } = body;
        addVisit.run({ call_id: call.id, visit, frame, step, on_path: 1 });
        return { ...call, step, visits: call.visits + 1 };
      }
      case 'answered': {
        const frame = visitOf.get(call.id, body.visit)?.frame ?? null;
        const answer = answerRow(event, body, frame, overrideFor(call, event, body.visit));
        if (answer === undefined) return call;
        const replaced = undoAnswers.run(call.id, body.visit).changes;
        addAnswer.run(answer);
        const answers = call.answers - replaced + 1;
        return { ...call, answers, ...(body.step === call.reason_step ? reasonOf(answer) : {}) };
      }
      case 'went_back': {
        const answers = call.answers - undoAnswers.run(call.id, body.visit).changes;
        const visits = call.visits - undoVisits.run(call.id, body.visit).changes;
        const step = visitOf.get(call.id, body.visit)?.step ?? null;
        const reason = lost(call, body.visit) ? reasonLeft(call) : {};
        return { ...call, step, visits, answers, ...reason, ...NONE_WAIVED };
      }
      case 'check_overridden':
        return {
          ...call,
          overridden: call.overridden + 1,
          override_seq: event.seq,
          override_visit: body.visit,
          override_text: body.reason.words?.text ?? null,
        };
      case 'evidence_waived':
        return { ...call, ...waive(call, body.need, body.mark) };
      case 'insisted':
        return { ...call, insisted: 1 };
      case 'noted':
        addNote.run({ call_id: call.id, seq: event.seq, words_id: body.note.words?.text ?? null });
        return call;
      case 'call_ended': {
        const { outcome, label, group } = body;
        const ended = { ended_at: event.at, ended_local: localTime(event) };
        return { ...call, status: 'closed', ...ended, outcome, outcome_label: label, outcome_group: group };
      }
      default:
        return call;
    }
  }

  function setFact(call: CallRow, event: StoredEvent, body: FactSet): void {
    const visit = (call.step === body.fact ? factVisit.get(call.id, body.fact) : undefined) ?? 0;
    undoFact.run(call.id, body.fact);
    addAnswer.run(factRow(event, body, visit, overrideFor(call, event, visit)));
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

function textOf(value: FactSet['value']): string | null {
  return value?.type === 'text' ? (value.words?.text ?? null) : null;
}
