import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import type { CallRow } from '../../src/store/call-row.js';
import { insertInto } from '../../src/store/insert.js';
import { LATEST, versionOf } from '../../src/store/migrations.js';
import { openLog } from '../../src/store/open-log.js';
import { tempFolder } from '../temp-folder.js';
import { child } from './child.js';
import { differences } from './rows.js';

const TRUTH = ['events', 'texts', 'playbooks', 'customers'];
const DERIVED = ['calls', 'visits', 'answers', 'notes'];

const folder = tempFolder();
let made = 0;

/** A copy of the log that version 0.1.0 wrote. */
function oldLog(): string {
  const path = join(folder, `${made++}.db`);
  copyFileSync('test/fixtures/v0.1.0/calls.db', path);
  return path;
}

type Tables = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** All that is in a file, without bringing it up to date. */
function contents(path: string): {
  readonly version: number;
  readonly schema: readonly unknown[];
  readonly tables: Tables;
} {
  const db = new Database(path, { readonly: true });
  try {
    const schema = db.prepare<[], { name: string; type: string }>('SELECT * FROM sqlite_schema ORDER BY name').all();
    const rows = ({ name }: { name: string }) =>
      [name, db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${name}`).all()] as const;
    const tables = Object.fromEntries(schema.filter(({ type }) => type === 'table').map(rows));
    return { version: versionOf(db), schema: schema.map(({ name, type }) => `${type} ${name}`), tables };
  } finally {
    db.close();
  }
}

const only = (tables: Tables, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, tables[name]]));

describe('a log of the version before', () => {
  test('is brought up to date when it is opened: the truth as it was, and the rest as it is folded now', () => {
    const path = oldLog();
    const before = contents(path);
    expect(before.version).toBe(1);
    const log = openLog(path);
    expect(differences(log)).toEqual([]);
    log.close();
    const after = contents(path);
    expect(after.version).toBe(LATEST);
    expect(only(after.tables, TRUTH)).toEqual(only(before.tables, TRUTH));
    for (const name of DERIVED) {
      const rows = before.tables[name] ?? [];
      expect(rows.length).toBeGreaterThan(0);
      expect(after.tables[name]).toMatchObject([...rows]);
    }
    expect(after.tables['calls']?.[0]).toMatchObject({ role: null, cards: 0, offers_shown: 0, corrected: 0 });
  });

  test('has the same tables then as one that is new', () => {
    const [old, fresh] = [oldLog(), join(folder, 'fresh.db')];
    for (const path of [old, fresh]) openLog(path).close();
    expect(contents(old).schema).toEqual(contents(fresh).schema);
  });

  test('is as it was when the process is killed in the middle, and opens the next time', async () => {
    const migrate = child('child-migrate', folder);
    const path = oldLog();
    const before = contents(path);
    const calls = before.tables['calls']?.length ?? 0;
    for (const folded of [0, 1, calls - 1]) {
      expect(await migrate(path, `${folded}`)).toBe('SIGKILL ');
      expect(contents(path)).toEqual(before);
    }
    const log = openLog(path);
    expect(differences(log)).toEqual([]);
    expect(log.openCalls().length).toBe(11);
    log.close();
  });

  test('may be opened by several processes at once, which then write to it together', async () => {
    const takeCalls = child('child-calls', folder);
    const path = oldLog();
    const before = contents(path).tables['calls']?.length ?? 0;
    expect(await Promise.all([1, 2, 3].map(() => takeCalls(path, '2', '20')))).toEqual(Array(3).fill('0 saved'));
    const log = openLog(path);
    expect(log.db.prepare('SELECT count(*) FROM calls').pluck().get()).toBe(before + 6);
    expect(differences(log)).toEqual([]);
    log.close();
  });

  test('still takes what a process of that version saves, which had it open all along', () => {
    const path = oldLog();
    const old = new Database(path);
    const save = insertInto<CallRow>(old, 'calls', { replace: 'id' });
    const row = old.prepare<[], CallRow>("SELECT * FROM calls WHERE status = 'open' LIMIT 1").get();
    if (row === undefined) throw new Error('no call is open');
    const log = openLog(path);
    save.run({ ...row, step: 'goodbye' });
    save.run({ ...row, id: 'another' });
    const saved = (id: string): unknown => log.db.prepare('SELECT * FROM calls WHERE id = ?').get(id);
    expect(saved(row.id)).toMatchObject({ step: 'goodbye', offers_shown: 0 });
    expect(saved('another')).toMatchObject({ cards: 0, cards_opened: '', corrected: 0 });
    old.close();
    log.close();
  });

  test.each([
    ['an event that is damaged', `UPDATE events SET body = '{"broken' WHERE seq = 3 AND call_id = ?`],
    ['no beginning', 'DELETE FROM events WHERE seq = 1 AND call_id = ?'],
  ])('opens when a call has %s: that call alone is missing from what is derived', (_, damage) => {
    const path = oldLog();
    const before = contents(path);
    const db = new Database(path);
    db.exec('DROP TRIGGER events_are_never_changed; DROP TRIGGER events_are_never_deleted');
    const broken = db.prepare('SELECT min(call_id) FROM answers').pluck().get();
    expect(db.prepare(damage).run(broken).changes).toBe(1);
    db.close();
    const log = openLog(path);
    expect(differences(log)).toEqual([]);
    log.close();
    for (const name of DERIVED) {
      const rows = before.tables[name] ?? [];
      const others = rows.filter((row) => row[name === 'calls' ? 'id' : 'call_id'] !== broken);
      expect(contents(path).tables[name]).toMatchObject(others);
      expect(contents(path).tables[name]).toHaveLength(others.length);
    }
  });
});
