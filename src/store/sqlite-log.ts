import type { Database } from 'better-sqlite3';
import type { CallEvent } from '../call/event.js';
import type { Appended, CallLog, LastContact, OpenCall, PinnedText, PromisedFollowUp } from '../call/log.js';
import type { CallRow } from './call-row.js';
import { type EventRow, fromRow } from './event-row.js';
import { placeOf } from './place.js';
import { promisesIn } from './promises.js';
import { trouble } from './trouble.js';
import { putWords } from './words.js';
import { type TextRow, writer } from './writer.js';

/** The call log in one SQLite file. `openLog` makes it. */
export class SqliteLog implements CallLog {
  readonly db: Database;
  /** Milliseconds that an append waits for another writer. */
  readonly #patience;
  #patient = true;
  readonly #misplaced;
  readonly #write;
  readonly #events;
  readonly #texts;
  readonly #holder;
  readonly #playbook;
  readonly #openCalls;
  readonly #promises;
  readonly #taken;
  readonly #find;

  constructor(db: Database) {
    this.db = db;
    this.#patience = Number(db.pragma('busy_timeout', { simple: true }));
    this.#misplaced = placeOf(db.name);
    this.#write = writer(db);
    this.#events = db.prepare<[string], EventRow>('SELECT * FROM events WHERE call_id = ? ORDER BY seq');
    this.#texts = db.prepare<[string], TextRow>('SELECT * FROM texts WHERE call_id = ?');
    this.#holder = db.prepare<[string], string>('SELECT session_id FROM calls WHERE id = ?').pluck();
    this.#playbook = db.prepare<[string], string>('SELECT text FROM playbooks WHERE hash = ?').pluck();
    this.#openCalls = db.prepare<[], CallRow & { readonly customer: string | null }>(
      `SELECT calls.*, texts.text AS customer FROM calls
       LEFT JOIN texts ON texts.call_id = calls.id AND texts.id = calls.customer_text
       WHERE status = 'open' ORDER BY last_at DESC, calls.id DESC`,
    );
    this.#promises = promisesIn(db);
    this.#taken = db.prepare<[], { readonly playbook: string; readonly calls: number }>(
      `SELECT playbook, count(*) AS calls FROM (SELECT playbook FROM calls ORDER BY id DESC LIMIT 1000)
       GROUP BY playbook`,
    );
    this.#find = db
      .prepare<[string, string], string>('SELECT id FROM calls WHERE id >= ? AND id < ? ORDER BY id LIMIT 100')
      .pluck();
  }

  append(events: readonly CallEvent[], playbooks: readonly PinnedText[]): Appended {
    const appended = this.#try(events, playbooks);
    this.#bePatient(appended.kind !== 'not_saved');
    return appended;
  }

  #try(events: readonly CallEvent[], playbooks: readonly PinnedText[]): Appended {
    const misplaced = this.#misplaced();
    if (misplaced !== undefined) return { kind: 'not_saved', why: misplaced };
    try {
      return this.#write(events, playbooks);
    } catch (error) {
      const why = trouble(error);
      if (why === undefined) throw error;
      return { kind: 'not_saved', why };
    }
  }

  /** A rep waits for a busy log once; until it is saved again, each further try must not keep them from typing. */
  #bePatient(patient: boolean): void {
    if (patient === this.#patient) return;
    this.#patient = patient;
    this.db.pragma(`busy_timeout = ${patient ? this.#patience : 0}`);
  }

  read(call: string): CallEvent[] {
    const rows = this.#events.all(call);
    // After the events: whoever appends in between adds texts, and never takes one from an event already read.
    const texts = new Map(this.#texts.all(call).map(({ id, text }) => [id, text]));
    return rows.map((row) => {
      const event = fromRow(row);
      return { ...event, body: putWords(event.body, (id) => texts.get(id) ?? null) };
    });
  }

  holder(call: string): string | undefined {
    this.#bePatient(false);
    try {
      return this.#holder.get(call);
    } catch (error) {
      if (trouble(error) === undefined) throw error;
      return undefined;
    } finally {
      this.#bePatient(true);
    }
  }

  playbook(hash: string): string | undefined {
    return this.#playbook.get(hash);
  }

  openCalls(): OpenCall[] {
    return this.#openCalls.all().map((call) => ({
      call: call.id,
      playbook: call.playbook,
      title: call.playbook_title,
      rep: call.rep,
      ...(call.customer === null ? {} : { customer: call.customer }),
      ...(call.step === null ? {} : { step: call.step }),
      startedAt: call.started_at,
      lastAt: call.last_at,
    }));
  }

  lastContact(call: string): LastContact | undefined {
    // Good to know, and no reason to stop a call.
    try {
      return this.#promises.lastContact(call);
    } catch (error) {
      if (trouble(error) === undefined) throw error;
      return undefined;
    }
  }

  followUps(): PromisedFollowUp[] {
    return this.#promises.all();
  }

  taken(): ReadonlyMap<string, number> {
    return new Map(this.#taken.all().map(({ playbook, calls }) => [playbook, calls]));
  }

  /** The ids of the calls whose id begins so, at most a hundred. */
  find(prefix: string): string[] {
    const begin = prefix.toLowerCase();
    // "~" sorts after whatever an id is made of.
    return this.#find.all(begin, `${begin}~`);
  }

  close(): void {
    try {
      // Without waiting: whoever still reads needs the WAL, and the last to close folds it in.
      this.db.pragma('busy_timeout = 0');
      this.db.pragma('wal_checkpoint(TRUNCATE)');
    } catch {
      // The log is whole either way.
    }
    this.db.close();
  }
}
