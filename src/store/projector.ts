import type { Database } from 'better-sqlite3';
import type { OfferReply } from '../call/event.js';
import { closeCard, correctCall, endCall, openCard, waive } from './call-change.js';
import { beginCall, type CallRow, stampCall } from './call-row.js';
import type { StoredEvent } from './event-row.js';
import { type FollowUps, followUpsIn } from './follow-up-row.js';
import { insertInto } from './insert.js';
import { offersIn } from './offer-row.js';
import { pathIn } from './path-rows.js';
import type { Schema } from './projection-tables.js';

export interface Projector {
  readonly followUps: FollowUps;
  load(call: string): CallRow | undefined;
  /** Folds one event into the row of its call, and writes what else it makes. The row is the caller's to save. */
  project(call: CallRow | undefined, event: StoredEvent, hash: string): CallRow;
  save(call: CallRow): void;
}

/** A row of `notes`. */
interface NoteRow {
  readonly call_id: string;
  readonly seq: number;
  readonly words_id: string | null;
}

/** Prepares its statements once: the projections must be there already. */
export function projector(db: Database, schema: Schema = 'main'): Projector {
  const load = db.prepare<[string], CallRow>(`SELECT * FROM ${schema}.calls WHERE id = ?`);
  const save = insertInto<CallRow>(db, 'calls', { schema, replace: 'id' });
  const addNote = insertInto<NoteRow>(db, 'notes', { schema });
  const path = pathIn(db, schema);
  const offers = offersIn(db, schema);
  const followUps = followUpsIn(db, schema);

  return {
    followUps,
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
        return path.setFact(call, event, body);
      case 'step_shown':
        return path.show(call, body);
      case 'answered':
        return path.answer(call, event, body);
      case 'went_back':
        return path.goBack(call, body.visit);
      case 'card_opened':
        return { ...call, ...openCard(call, body.card, body.step) };
      case 'card_closed':
        return { ...call, ...closeCard(call, body.how) };
      case 'frame_left':
        return path.settle(call, event, { ...body, frame: 'use' });
      case 'offer_shown': {
        const shown = path.show(call, { ...body, frame: 'offer' });
        if (!offers.show(event, body, call.insisted)) return shown;
        const offers_after_insist = call.offers_after_insist + call.insisted;
        return { ...shown, offers_shown: call.offers_shown + 1, offers_after_insist };
      }
      case 'offer_answered': {
        const { reply, label } = body;
        const offers_accepted = call.offers_accepted - accepted(offers.answer(event, body)) + accepted(reply);
        const value = { type: 'choice', id: reply, label } as const;
        return { ...path.settle(call, event, { ...body, frame: 'offer', value }), offers_accepted };
      }
      case 'check_overridden':
        return {
          ...call,
          overridden: call.overridden + 1,
          override_seq: event.seq,
          override_visit: body.visit,
          override_text: body.reason.words?.text ?? null,
        };
      case 'rule_overridden':
        return { ...call, overridden: call.overridden + 1 };
      case 'evidence_waived':
        return { ...call, ...waive(call, body.need, body.mark) };
      case 'insisted':
        return { ...call, insisted: 1 };
      case 'noted':
        addNote.run({ call_id: call.id, seq: event.seq, words_id: body.note.words?.text ?? null });
        return call;
      case 'follow_up_promised':
        followUps.promise(event, body);
        return { ...call, follow_ups: call.follow_ups + 1 };
      case 'follow_up_done':
      case 'follow_up_snoozed':
      case 'follow_up_skipped':
        followUps.keep(call.id, body);
        return call;
      case 'call_ended':
        return { ...call, ...endCall(event, body) };
      case 'outcome_corrected':
        return { ...call, ...correctCall(call, body) };
      default:
        return call;
    }
  }
}

const accepted = (reply: OfferReply | null): 0 | 1 => (reply === 'accepted' ? 1 : 0);
