import { createHash } from 'node:crypto';
import { copyFileSync, existsSync } from 'node:fs';
import { expect } from '@jest/globals';
import type Database from 'better-sqlite3';
import type { CallEvent, EventBody } from '../../src/call/event.js';
import type { Value } from '../../src/playbook/value.js';
import { openLog } from '../../src/store/open-log.js';
import { PROJECTIONS, rebuild } from '../../src/store/projections.js';
import {
  BACK,
  cardEntry,
  END,
  entry,
  INSISTED,
  noteEntry,
  offerEntry,
  PROMISED,
  replyEntry,
  WRITTEN,
  waivedEntry,
} from './kill-rep.js';
import { bare, freshLog, intact } from './log.js';

/** The only call of a log, as its events tell it. */
export interface Logged {
  readonly id: string;
  readonly events: readonly CallEvent[];
  /** What the rep did, in order. Answers taken over by going forward are no doing of theirs. */
  readonly entries: readonly string[];
  /** The step or fact that was shown and not answered; `undefined` when the call has come to its wrap-up. */
  readonly open: string | undefined;
  readonly ended: boolean;
}

/** The files as the kill left them, apart: looking into them mends nothing for whoever opens the log next. */
export function copyOf(log: string): string {
  const copy = freshLog();
  for (const end of ['', '-wal', '-shm']) if (existsSync(log + end)) copyFileSync(log + end, copy + end);
  return copy;
}

/** Checks that a log is whole in every way, and reads the call in it; `undefined` when none has begun. */
export function wholeCall(path: string): Logged | undefined {
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
    return id === undefined ? undefined : loggedIn(id, log.read(id));
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

function loggedIn(id: string, events: readonly CallEvent[]): Logged {
  const screens = new Map<number, string>();
  const latest = new Map<string, Value | null>();
  const entries: string[] = [];
  let visit = 0;
  let open: string | undefined;
  /** The question under the card that is open. */
  let under: string | undefined;
  for (const { body } of events) {
    entries.push(...entriesOf(body));
    switch (body.type) {
      case 'step_shown':
      case 'offer_shown':
        open = body.type === 'step_shown' ? body.step : `reply ${body.offer}`;
        screens.set(body.visit, open);
        break;
      case 'went_back':
        open = screens.get(body.visit);
        expect(open).toBeDefined();
        break;
      case 'card_opened':
        under = open;
        break;
      case 'card_closed':
        if (body.how === 'returned' || body.how === 'replaced') open = under;
        break;
      case 'answered':
        expect(body.step).toBe(open);
        expect(screens.get(body.visit)).toBe(body.step);
        if (body.kept) expect(body.value).toEqual(latest.get(body.step));
        latest.set(body.step, body.value);
        open = undefined;
        break;
      case 'offer_answered':
        expect(open).toBe(`reply ${body.offer}`);
        open = undefined;
        break;
      case 'fact_set':
        if (body.fact === open) open = undefined;
        break;
    }
    if ('visit' in body && body.type !== 'went_back' && ADVANCING.has(body.type)) {
      expect(body.visit).toBe(visit + 1);
      visit = body.visit;
    }
  }
  return { id, events, entries, open, ended: entries.includes(END) };
}

/** Each takes the next number of a visit. */
const ADVANCING: ReadonlySet<EventBody['type']> = new Set<EventBody['type']>([
  'step_shown',
  'offer_shown',
  'frame_entered',
  'frame_left',
]);

function entriesOf(body: EventBody): readonly string[] {
  switch (body.type) {
    case 'answered':
      return body.kept ? [] : [entry(body.step, bare(body.value), body.jot?.words ?? '')];
    case 'fact_set':
      return [entry(body.fact, bare(body.value))];
    case 'went_back':
      return [BACK];
    case 'noted':
      return [noteEntry(body.note.words ?? '')];
    case 'evidence_waived':
      return [waivedEntry(body.need, body.mark)];
    case 'card_opened':
      return [cardEntry(body.card)];
    case 'offer_shown':
      return [offerEntry(body.offer)];
    case 'offer_answered':
      return [replyEntry(body.offer, body.reply)];
    case 'insisted':
      return [INSISTED];
    case 'follow_up_promised':
      return [PROMISED];
    case 'draft_written':
      return [WRITTEN];
    case 'call_ended':
      return [END];
    default:
      return [];
  }
}
