/** `temp` holds a second set beside the log's own, to compare them. */
export type Schema = 'main' | 'temp';

/**
 * What the events fold to: written with them, droppable, rebuilt by folding. A column that came later has a default: a
 * process of an older version may have the log open while it is brought up to date.
 */
export const projectionTables = (schema: Schema): string => `
  CREATE TABLE ${schema}.calls (
    id TEXT PRIMARY KEY,
    playbook TEXT NOT NULL,
    playbook_title TEXT NOT NULL,
    playbook_version INTEGER NOT NULL,
    playbook_hash TEXT NOT NULL,
    about TEXT NOT NULL,
    reason_step TEXT,
    rep TEXT NOT NULL,
    role TEXT,
    team TEXT,
    currency TEXT NOT NULL,
    locale TEXT NOT NULL,
    customer_id TEXT,
    customer_text TEXT,
    status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
    started_at TEXT NOT NULL,
    started_local TEXT NOT NULL,
    last_at TEXT NOT NULL,
    ended_at TEXT,
    ended_local TEXT,
    outcome TEXT,
    outcome_label TEXT,
    outcome_group TEXT,
    outcome_first TEXT,
    outcome_first_group TEXT,
    instead_of TEXT,
    corrected INTEGER NOT NULL DEFAULT 0,
    corrected_by TEXT,
    corrected_text TEXT,
    reason TEXT,
    reason_label TEXT,
    reason_text TEXT,
    reason_visit INTEGER,
    step TEXT,
    card_over TEXT,
    visits INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    waived INTEGER NOT NULL,
    waived_needs TEXT NOT NULL,
    overridden INTEGER NOT NULL,
    override_seq INTEGER,
    override_visit INTEGER,
    override_text TEXT,
    insisted INTEGER NOT NULL,
    cards INTEGER NOT NULL DEFAULT 0,
    cards_opened TEXT NOT NULL DEFAULT '',
    offers_shown INTEGER NOT NULL DEFAULT 0,
    offers_accepted INTEGER NOT NULL DEFAULT 0,
    offers_after_insist INTEGER NOT NULL DEFAULT 0,
    follow_ups INTEGER NOT NULL DEFAULT 0,
    sessions INTEGER NOT NULL,
    handle_ms INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    session_ms INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    last_hash TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX ${schema}.open_calls ON calls (id) WHERE status = 'open';
  CREATE INDEX ${schema}.calls_of_customers ON calls (customer_id, id) WHERE customer_id IS NOT NULL;

  CREATE TABLE ${schema}.visits (
    call_id TEXT NOT NULL,
    visit INTEGER NOT NULL,
    frame TEXT NOT NULL,
    step TEXT NOT NULL,
    beside INTEGER NOT NULL,
    on_path INTEGER NOT NULL,
    PRIMARY KEY (call_id, visit)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE ${schema}.answers (
    call_id TEXT NOT NULL,
    visit INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    frame TEXT,
    step TEXT NOT NULL,
    type TEXT NOT NULL,
    at TEXT NOT NULL,
    at_local TEXT NOT NULL,
    value TEXT,
    label TEXT,
    number REAL,
    currency TEXT,
    words_id TEXT,
    jot_id TEXT,
    override_id TEXT,
    personal INTEGER,
    kept INTEGER,
    beside INTEGER NOT NULL,
    on_path INTEGER NOT NULL,
    PRIMARY KEY (call_id, visit, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE ${schema}.notes (
    call_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    words_id TEXT,
    PRIMARY KEY (call_id, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE ${schema}.offers (
    call_id TEXT NOT NULL,
    visit INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    step TEXT NOT NULL,
    offer TEXT NOT NULL,
    label TEXT NOT NULL,
    cost TEXT,
    cost_minor INTEGER,
    currency TEXT,
    at TEXT NOT NULL,
    at_local TEXT NOT NULL,
    after_insist INTEGER NOT NULL,
    reply TEXT CHECK (reply IN ('accepted', 'considering', 'declined')),
    reply_seq INTEGER,
    PRIMARY KEY (call_id, visit)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE ${schema}.follow_ups (
    call_id TEXT NOT NULL,
    id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    what_id TEXT,
    by_role TEXT NOT NULL,
    channel TEXT,
    first_due TEXT NOT NULL,
    due TEXT NOT NULL,
    snoozed_to TEXT,
    repeat_count INTEGER,
    repeat_unit TEXT,
    times INTEGER,
    past INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'done', 'stopped')),
    opens TEXT,
    promised_at TEXT NOT NULL,
    promised_local TEXT NOT NULL,
    PRIMARY KEY (call_id, id)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX ${schema}.open_follow_ups ON follow_ups (coalesce(snoozed_to, due)) WHERE status = 'open';
`;
