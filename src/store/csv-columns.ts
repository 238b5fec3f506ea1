/** What an export can hold. */
export type CsvTable = 'calls' | 'answers';

/** A column of an export. Their order is fixed; a new one comes last. */
export interface CsvColumn {
  readonly name: string;
  /**
   * `text` may hold anything and is defused; `value` is text or a number; `flag` is 0 or 1; `utc` is ISO 8601, as in
   * 2026-11-21T23:30:00.123Z; `local` is the rep's clock as spreadsheets read it, as in 2026-11-22 00:30:00. An empty
   * cell is something that is not known, or does not apply.
   */
  readonly type: 'text' | 'value' | 'number' | 'flag' | 'utc' | 'local';
  readonly meaning: string;
  /** Over `calls` as `call`, and `answers` as `answer`; costs little where it is NULL. */
  readonly sql: string;
}

const column = (name: string, type: CsvColumn['type'], sql: string, meaning: string): CsvColumn => ({
  name,
  type,
  meaning,
  sql,
});

const CALL = column('call_id', 'text', 'call.id', 'id of the call; ids sort by when the call began');
const PLAYBOOK = column('playbook', 'text', 'call.playbook', 'id of the playbook');
const TITLE = column('playbook_title', 'text', 'call.playbook_title', 'title of the playbook');
const VERSION = column('playbook_version', 'number', 'call.playbook_version', "the author's version of the playbook");
const HASH = column('playbook_hash', 'text', 'call.playbook_hash', 'SHA-256 of the text of the playbook');
const REP = column('rep', 'text', 'call.rep', 'who took the call');
const CUSTOMER = column('customer_id', 'text', 'call.customer_id', 'random id of the customer; the same in every call');

// Notes and overrides are rare: looking them up where there are any is less than a join for every line.
const NOTES = `(
  SELECT group_concat(replace(replace(replace(text, char(13, 10), ' '), char(13), ' '), char(10), ' '), ' | ' ORDER BY seq)
  FROM notes JOIN texts ON texts.call_id = notes.call_id AND texts.id = notes.words_id
  WHERE notes.call_id = call.id
)`;
const WHY = '(SELECT text FROM texts WHERE call_id = call.id AND id = call.corrected_text)';
const OVERRIDE = '(SELECT text FROM texts WHERE call_id = answer.call_id AND id = answer.override_id)';

export const CSV_COLUMNS: { readonly [Table in CsvTable]: readonly CsvColumn[] } = {
  calls: [
    CALL,
    PLAYBOOK,
    TITLE,
    VERSION,
    HASH,
    column('about', 'text', 'call.about', 'cancellation, delivery, loss or interview'),
    REP,
    CUSTOMER,
    column('customer', 'text', 'customer.text', 'the identifying fact as it was typed; empty once erased'),
    column('status', 'text', 'call.status', 'closed, or open: no end was logged, it can be resumed'),
    column('outcome', 'text', 'call.outcome', 'id of the outcome; of one that was corrected, the latest'),
    column('outcome_label', 'text', 'call.outcome_label', 'the outcome as the rep read it'),
    column('outcome_group', 'text', 'call.outcome_group', 'saved, lost, pending, done or incomplete'),
    column('reason', 'text', 'call.reason', "the answer to the playbook's reason step: the option's id"),
    column('reason_label', 'text', 'call.reason_label', 'the same as the rep read it'),
    column('reason_words', 'text', 'reason.text', 'what was typed there; empty once erased'),
    column('started_utc', 'utc', 'call.started_at', 'when the call began'),
    column('started_local', 'local', 'call.started_local', "the same on the rep's clock: what since and until go by"),
    column('ended_utc', 'utc', 'call.ended_at', 'when it ended; empty while it is open'),
    column('ended_local', 'local', 'call.ended_local', "the same on the rep's clock"),
    column(
      'handle_seconds',
      'number',
      'CAST(round(call.handle_ms / 1000.0) AS INTEGER)',
      'length of all sessions together',
    ),
    column('sessions', 'number', 'call.sessions', 'how often it was opened: 1, and 1 for each time it was resumed'),
    column(
      'answers',
      'number',
      'call.answers',
      'questions of steps on the path that were answered or left open; facts are not counted',
    ),
    column('waived', 'number', 'call.waived', 'how much evidence was marked as "would not say" or "not asked"'),
    column('waived_needs', 'text', 'call.waived_needs', 'which, as in promise:would_not_say|note:not_asked'),
    column('overridden', 'number', 'call.overridden', 'soft checks and rules that were passed with a reason'),
    column('insisted', 'flag', 'call.insisted', '1: the customer insisted, and the rep said so'),
    column('notes', 'text', NOTES, 'all notes in their order, joined with " | "; one that was erased is left out'),
    column(
      'role',
      'text',
      'call.role',
      'of the rep: rep, team_lead or manager; empty in calls from before there were roles',
    ),
    column('team', 'text', 'call.team', 'of the rep'),
    column('cards', 'number', 'call.cards', 'how often a card was opened'),
    column('cards_opened', 'text', 'call.cards_opened', 'which cards, as in competitor|boss'),
    column(
      'offers_shown',
      'number',
      'call.offers_shown',
      'offers put to the customer, whatever the rep went back over',
    ),
    column('offers_accepted', 'number', 'call.offers_accepted', 'how many of them were accepted'),
    column(
      'offers_after_insist',
      'number',
      'call.offers_after_insist',
      'how many were shown after the customer had insisted',
    ),
    column('follow_ups', 'number', 'call.follow_ups', 'follow-ups promised'),
    column('instead_of', 'text', 'call.instead_of', 'the outcome the answers led to, where the rep picked another'),
    column('corrected', 'number', 'call.corrected', 'how often the outcome was corrected later'),
    column('outcome_first', 'text', 'call.outcome_first', 'the outcome as the call ended, before any correction'),
    column('outcome_first_group', 'text', 'call.outcome_first_group', 'its group'),
    column('corrected_by', 'text', 'call.corrected_by', 'who corrected it last'),
    column('corrected_why', 'text', WHY, 'the reason they gave; empty once erased'),
  ],
  answers: [
    CALL,
    PLAYBOOK,
    VERSION,
    HASH,
    REP,
    CUSTOMER,
    column('seq', 'number', 'answer.seq', 'number of the event in its call'),
    column(
      'visit',
      'number',
      'answer.visit',
      'number of the screen in its call; a step seen twice has two; 0: a fact that no screen asked for',
    ),
    column(
      'frame',
      'text',
      'answer.frame',
      'facts: given beforehand, or asked before the first step; playbook; card; offer: what the customer said to one; ' +
        'use: what a playbook that is used came to; wrap_up: asked at the end because the outcome needs it',
    ),
    column(
      'step',
      'text',
      'answer.step',
      'id of the step, as in use_step/step when a playbook is used; or of the fact',
    ),
    column(
      'type',
      'text',
      'answer.type',
      'of the question: choice, choices, yes_no, text, number, scale, money or date',
    ),
    column(
      'value',
      'value',
      'answer.value',
      'id of the option, ids joined with |, yes or no, a number, an amount in whole units, or YYYY-MM-DD; ' +
        'empty for text, which is under words, and for a question or a fact left open',
    ),
    column('label', 'text', 'answer.label', 'the options as the rep read them, joined with " | "'),
    column('words', 'text', 'words.text', 'a text, or the words beside an option; empty once erased'),
    column(
      'number',
      'number',
      'CASE WHEN answer.number IS NOT NULL THEN answer.value END',
      'value, where it is a number',
    ),
    column('currency', 'text', 'answer.currency', 'ISO 4217, where value is an amount'),
    column('jot', 'text', 'jot.text', 'the line of words the step asks for before its question; empty once erased'),
    column('override', 'text', OVERRIDE, 'the reason for which a soft check was passed; empty once erased'),
    column('personal', 'flag', 'answer.personal', '1: the playbook marks the answer as personal'),
    column(
      'on_path',
      'flag',
      'answer.on_path',
      '0: it does not count, since the rep went back or the fact was set anew; only in an export of all',
    ),
    column('kept', 'flag', 'answer.kept', '1: taken over unchanged after going back'),
    column('answered_utc', 'utc', 'answer.at', 'when it was answered, or the fact was set'),
    column('answered_local', 'local', 'answer.at_local', "the same on the rep's clock"),
  ],
};
