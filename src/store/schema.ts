/** "Hold" in ASCII: what tells a log from any other SQLite file. */
export const APPLICATION_ID = 0x486f6c64;

/**
 * The truth. `events` is clustered by call and number; ids of calls grow with time, so appends land at its end. Words
 * live in `texts` alone, where they can be erased: salt and text become NULL, and the row stays.
 */
export const TABLES = `
  CREATE TABLE playbooks (
    hash TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    first_used_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE events (
    call_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    offset_minutes INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    PRIMARY KEY (call_id, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
  CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;

  CREATE TABLE texts (
    call_id TEXT NOT NULL,
    id TEXT NOT NULL,
    salt BLOB,
    text TEXT,
    PRIMARY KEY (call_id, id),
    CHECK ((salt IS NULL) = (text IS NULL))
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE customers (
    id TEXT PRIMARY KEY,
    key TEXT UNIQUE
  ) STRICT;
`;
