import { createHash } from 'node:crypto';
import { copyFileSync, existsSync } from 'node:fs';
import { expect } from '@jest/globals';
import type Database from 'better-sqlite3';
import type { CallEvent, EventBody } from '../../src/call/event.js';
import type { Flow } from '../../src/playbook/flow.js';
import { openLog } from '../../src/store/open-log.js';
import { PROJECTIONS, rebuild } from '../../src/store/projections.js';
import {
  BACK,
  cardEntry,
  draftEntry,
  endEntry,
  entry,
  INSIST,
  needLabel,
  noteEntry,
  offerEntry,
  PAUSE,
  promiseEntry,
  replyEntry,
  waivedEntry,
} from './kill-entries.js';
import { type Place, placeIn } from './kill-fold.js';
import { bare, freshLog, intact } from './log.js';

/** The only call of a log, as its events tell it. */
export interface Logged {
  readonly id: string;
  readonly events: readonly CallEvent[];
  /** What the rep did, in order. Answers taken over by going forward are no doing of theirs. */
  readonly entries: readonly string[];
  /** The screen that was open; `undefined` when the call has ended. */
  readonly open: Place | undefined;
  readonly ended: boolean;
  readonly paused: boolean;
}

/** The files as the kill left them, apart: looking into them mends nothing for whoever opens the log next. */
export function copyOf(log: string): string {
  const copy = freshLog();
  for (const end of ['', '-wal', '-shm']) if (existsSync(log + end)) copyFileSync(log + end, copy + end);
  return copy;
}

/** Checks that a log is whole in every way, and reads the call in it; `undefined` when none has begun. */
export function wholeCall(path: string, flow: Flow): Logged | undefined {
  if (!existsSync(path)) return undefined;
  expect(intact(path)).toBe(true);
  const log = openLog(path);
  try {
    expectChain(log.db);
    expectWords(log.db);
    rebuild(log.db, 'temp');
    for (const name of PROJECTIONS) {
      const rows = (schema: string): readonly unknown[] => log.db.prepare(`SELECT * FROM ${schema}.${name}`).all();
      expect(rows('main')).toEqual(rows('temp'));
    }
    const ids = log.db.prepare<[], string>('SELECT DISTINCT call_id FROM events').pluck().all();
    expect(ids.length).toBeLessThanOrEqual(1);
    const [id] = ids;
    return id === undefined ? undefined : loggedIn(id, log.read(id), flow);
  } finally {
    log.close();
  }
}

interface ChainRow {
  readonly seq: number;
  readonly prev_hash: string;
}

/** The chain as `hashOf` documents it, from the columns alone; no number twice or left out. */
function expectChain(db: Database.Database): void {
  const columns = 'prev_hash, call_id, seq, type, version, at, offset_minutes, session_id, ms, body';
  const rows = db.prepare<[], ChainRow>(`SELECT ${columns} FROM events ORDER BY call_id, seq`).all();
  const hashes = rows.map((row) => createHash('sha256').update(Object.values(row).join('\n')).digest('hex'));
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1));
  expect(rows.map(({ prev_hash }) => prev_hash)).toEqual(['', ...hashes].slice(0, rows.length));
  const last = db.prepare<[], string>('SELECT last_hash FROM calls').pluck().all();
  expect(last).toEqual(hashes.slice(-1));
}

/** Every text that an event names is there and is the one that was named; no other is there. */
function expectWords(db: Database.Database): void {
  const texts = db.prepare<[], TextRow>('SELECT id, salt, text FROM texts').all();
  const stored = texts.map(
    ({ id, salt, text }) => `${id} ${createHash('sha256').update(salt).update(text).digest('hex')}`,
  );
  const bodies = db.prepare<[], string>('SELECT body FROM events').pluck().all();
  const named = bodies.flatMap((body) =>
    [...body.matchAll(/"words":\{"text":"([^"]+)","sha256":"([^"]+)"\}/g)].map(([, id, hash]) => `${id} ${hash}`),
  );
  expect(stored.toSorted()).toEqual(named.toSorted());
}

interface TextRow {
  readonly id: string;
  readonly salt: Uint8Array;
  readonly text: string;
}

function loggedIn(id: string, events: readonly CallEvent[], flow: Flow): Logged {
  const offers = new Map<number, string>();
  const entries = events.flatMap(({ body }, at): readonly string[] => {
    if (body.type === 'offer_shown') offers.set(body.visit, body.label);
    const replied = body.type === 'offer_answered' ? offers.get(body.visit) : undefined;
    if (body.type === 'offer_answered') return [replyEntry(replied ?? '', body.label)];
    // A card that was gone through returns by itself.
    const returned = body.type === 'card_closed' && body.how === 'returned';
    if (returned) return leads(events[at - 1]?.body.type) ? [] : [BACK];
    return entriesOf(body);
  });
  const last = events.at(-1)?.body.type;
  return { id, events, entries, open: placeIn(events, flow), ended: last === 'call_ended', paused: last === 'paused' };
}

const leads = (type: EventBody['type'] | undefined): boolean =>
  type === 'answered' || type === 'offer_answered' || type === 'frame_left';

function entriesOf(body: EventBody): readonly string[] {
  switch (body.type) {
    case 'answered':
      return body.kept ? [] : [entry(body.step, bare(body.value), body.jot?.words ?? '')];
    case 'fact_set':
      return body.kept ? [] : [entry(body.fact, bare(body.value))];
    case 'went_back':
      return [BACK];
    case 'card_opened':
      return [cardEntry(body.label)];
    case 'offer_shown':
      return [offerEntry(body.label)];
    case 'noted':
      return [noteEntry(body.note.words ?? '')];
    case 'insisted':
      return [INSIST];
    case 'paused':
      return [PAUSE];
    case 'evidence_waived':
      return [waivedEntry(needLabel(body.need), body.mark === 'not_asked' ? 'Not asked' : 'Would not say')];
    case 'follow_up_promised':
      return [promiseEntry(body.what.words ?? '')];
    case 'draft_written': {
      const kind = body.kind === 'email' ? 'E-mail' : 'Letter';
      return [draftEntry(`${kind} to ${body.to.words}: ${body.subject.words}`)];
    }
    case 'call_ended':
      return [endEntry(body.label)];
    default:
      return [];
  }
}
