import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { SqliteLog } from '../../src/store/sqlite-log.js';
import {
  account,
  answered,
  corrected,
  ENDED,
  PLAYBOOK,
  PRICE,
  promised,
  scriptedCall,
  shown,
  text,
} from './scripted-call.js';
import { tempLogs } from './temp-logs.js';

const newLog = tempLogs();

const SECRETS = [
  ...['Acme 🛡 undercut us', 'sighed deeply', 'she insists', 'call her mother', 'KD 44-17 b'],
  ...['bring her cake', 'to Ms Núñez at home', 'about your divorce', 'Dear María', 'he lied to me'],
];

function withSecrets(): { readonly log: SqliteLog; readonly id: string } {
  const log = newLog();
  const call = scriptedCall();
  log.append(
    call.start(
      account('KD 44-17 b'),
      shown(1, 'reason'),
      answered(1, 'reason', { ...PRICE, words: 'Acme 🛡 undercut us' }, 'sighed deeply'),
      { type: 'check_overridden', visit: 1, step: 'reason', message: 'much', reason: { words: 'she insists' } },
    ),
    [PLAYBOOK],
  );
  log.append(
    call.events(
      { type: 'noted', note: { words: 'call her mother' } },
      promised('visit', '2026-12-01', { what: { words: 'bring her cake' } }),
      {
        type: 'draft_written',
        id: 'letter',
        kind: 'letter',
        to: { words: 'to Ms Núñez at home' },
        subject: { words: 'about your divorce' },
        body: { words: 'Dear María' },
      },
      ENDED,
      corrected('lost', 'he lied to me'),
    ),
    [],
  );
  return { log, id: call.id };
}

const hex = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

describe('the chain of a call', () => {
  // Only what the docstring of `hashOf` says, in SQL.
  const INPUT = `SELECT seq, prev_hash, concat_ws(char(10), prev_hash, call_id, seq, type, version, at, offset_minutes,
    session_id, ms, body) AS input FROM events ORDER BY call_id, seq`;

  test('can be recomputed from the columns alone', () => {
    const { log } = withSecrets();
    const rows = log.db.prepare<[], { seq: number; prev_hash: string; input: string }>(INPUT).all();
    expect(rows.length).toBe(10);
    // concat_ws leaves an empty first part in, as it should.
    const hashes = rows.map(({ input }) => hex(input));
    expect(rows.map(({ prev_hash }) => prev_hash)).toEqual(['', ...hashes.slice(0, -1)]);
    expect(log.db.prepare('SELECT last_hash FROM calls').pluck().get()).toBe(hashes.at(-1));
  });

  test('is not changed by any statement that forgets it', () => {
    const { log } = withSecrets();
    expect(() => log.db.exec("UPDATE events SET body = '{}' WHERE seq = 3")).toThrow('an event is never changed');
    expect(() => log.db.exec('DELETE FROM events')).toThrow('an event is never deleted');
  });
});

describe('words', () => {
  test('are kept in texts and nowhere else', () => {
    const { log } = withSecrets();
    const tables = log.db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    const holding = tables.filter((name) => {
      const all = JSON.stringify(log.db.prepare(`SELECT * FROM "${name}"`).all());
      return SECRETS.some((secret) => all.includes(secret));
    });
    expect(holding).toEqual(['texts']);
  });

  test('stand in their event as an id and a salted hash', () => {
    const { log, id } = withSecrets();
    const body = log.db
      .prepare<[string], string>('SELECT body FROM events WHERE call_id = ? AND seq = 6')
      .pluck()
      .get(id);
    const { note } = JSON.parse(body ?? '');
    const { salt, text: words } = log.db
      .prepare<[string], { salt: Uint8Array; text: string }>('SELECT salt, text FROM texts WHERE id = ?')
      .get(note.words.text) ?? { salt: new Uint8Array(), text: '' };
    expect(words).toBe('call her mother');
    expect(salt.length).toBe(16);
    expect(note).toEqual({ words: { text: note.words.text, sha256: hex(Buffer.concat([salt, Buffer.from(words)])) } });
  });

  test('that are erased read as null, leave no byte behind and the chain whole', () => {
    const { log, id } = withSecrets();
    const bytes = (): Buffer => readFileSync(log.db.name);
    const checkpoint = (): unknown => log.db.pragma('wal_checkpoint(TRUNCATE)');
    const chain = log.db.prepare('SELECT prev_hash FROM events ORDER BY seq').pluck();
    checkpoint();
    const before = chain.all();
    for (const secret of SECRETS) expect(bytes().includes(secret)).toBe(true);
    log.db.exec('UPDATE texts SET salt = NULL, text = NULL');
    checkpoint();
    for (const secret of SECRETS) expect(bytes().includes(secret)).toBe(false);
    expect(JSON.stringify(log.read(id))).toContain('"words":null');
    expect(log.followUps()).toMatchObject([{ id: 'visit', what: null }]);
    expect(log.followUps()[0]).not.toHaveProperty('customer');
    expect(log.openCalls()).toEqual([]);
    expect(chain.all()).toEqual(before);
  });

  test('are well-formed and without NUL, whoever forgot to see to it', () => {
    const log = newLog();
    const call = scriptedCall({ rep: 'an\0n\ud800' });
    log.append(call.start(answered(1, 'note', text('a\0b\udc00c 🛡'))), [PLAYBOOK]);
    expect(log.read(call.id).map(({ body }) => body)).toMatchObject([
      { rep: 'an\ufffdn\ufffd' },
      { value: { words: 'a\ufffdb\ufffdc 🛡' } },
    ]);
    expect(log.db.prepare('SELECT length(text) FROM texts').pluck().get()).toBe(7);
  });
});

test('a customer is known by a random id, and the key holds no words as typed', () => {
  const { log, id } = withSecrets();
  const stored = log.db.prepare<[], { id: string; key: string }>('SELECT * FROM customers').all();
  expect(stored).toEqual([{ id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/), key: 'kd4417b' }]);
  expect(log.read(id)[1]?.body).toMatchObject({ customer: stored[0]?.id });
});
