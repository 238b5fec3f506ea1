import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { UserError } from '../../src/call/user-error.js';
import { makeDurable } from '../../src/store/durability.js';
import { LATEST } from '../../src/store/migrations.js';
import { openLog } from '../../src/store/open-log.js';
import { APPLICATION_ID } from '../../src/store/schema.js';
import { tempFolder } from '../temp-folder.js';
import { PLAYBOOK, scriptedCall } from './scripted-call.js';

const folder = tempFolder();
let made = 0;
const newPath = (): string => join(folder, `${made++}`, 'deep', 'calls.db');

describe('a new log', () => {
  const posix = platform() === 'win32' ? test.skip : test;

  posix('is for its owner alone, with the folder, the WAL and its index', () => {
    const path = newPath();
    const log = openLog(path);
    log.append(scriptedCall().start(), [PLAYBOOK]);
    const mode = (name: string): string => (statSync(name).mode & 0o777).toString(8);
    expect(mode(join(path, '..'))).toBe('700');
    expect(mode(join(path, '..', '..'))).toBe('700');
    expect(['', '-wal', '-shm'].map((end) => mode(path + end))).toEqual(['600', '600', '600']);
    log.close();
  });

  posix('leaves the mode of a folder that was there', () => {
    const path = newPath();
    mkdirSync(join(path, '..'), { recursive: true });
    chmodSync(join(path, '..'), 0o755);
    openLog(path).close();
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o755);
  });

  test('may begin as an empty file', () => {
    const path = newPath();
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '');
    const log = openLog(path);
    expect(log.openCalls()).toEqual([]);
    log.close();
  });

  test('leaves only its file behind when it is closed', () => {
    const path = newPath();
    const log = openLog(path);
    log.append(scriptedCall().start(), [PLAYBOOK]);
    log.close();
    expect(readdirSync(join(path, '..'))).toEqual(['calls.db']);
  });
});

describe('settings', () => {
  const held = (db: Database.Database, ...names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, db.pragma(name, { simple: true })]));

  test('that keep an answer safe hold at every opening', () => {
    const path = newPath();
    for (const opening of [1, 2, 3]) {
      const log = openLog(path);
      const names = [
        'journal_mode',
        'synchronous',
        'foreign_keys',
        'secure_delete',
        'busy_timeout',
        'wal_autocheckpoint',
      ];
      expect({ opening, ...held(log.db, ...names) }).toEqual({
        opening,
        journal_mode: 'wal',
        synchronous: 2,
        foreign_keys: 1,
        secure_delete: 1,
        busy_timeout: 500,
        wal_autocheckpoint: 4000,
      });
      log.close();
    }
  });

  test('that stay in the file are seen by any other connection', () => {
    const path = newPath();
    openLog(path).close();
    const other = new Database(path, { readonly: true });
    expect(held(other, 'journal_mode', 'application_id', 'user_version')).toEqual({
      journal_mode: 'wal',
      application_id: APPLICATION_ID,
      user_version: LATEST,
    });
    other.close();
  });

  test('go without the WAL where there is none, at no risk', () => {
    // A temporary database stands in for a drive without shared memory: it gets no WAL either.
    const db = new Database('');
    makeDurable(db);
    expect(held(db, 'journal_mode', 'synchronous')).toEqual({ journal_mode: 'delete', synchronous: 3 });
    db.close();
  });

  test('refuse a journal that forgets', () => {
    const db = new Database(':memory:');
    expect(() => makeDurable(db)).toThrow(UserError);
    db.close();
  });
});

describe('a file that is not a log of ours', () => {
  const database = (path: string, ...statements: readonly string[]): void => {
    const db = new Database(path);
    for (const statement of statements) db.exec(statement);
    db.close();
  };
  const refused: readonly (readonly [string, (path: string) => void, RegExp])[] = [
    ['a text', (path) => writeFileSync(path, 'calls\n'.repeat(100)), /not a call log/],
    ['a short text', (path) => writeFileSync(path, 'SQLite format 3\0'), /not a call log/],
    ['a database of another program', (path) => database(path, 'CREATE TABLE t (x)'), /another program/],
    ['one with a WAL', (path) => database(path, 'PRAGMA journal_mode = WAL', 'CREATE TABLE t (x)'), /another program/],
    [
      'one with its own id',
      (path) => database(path, 'PRAGMA application_id = 7', 'CREATE TABLE t (x)'),
      /another program/,
    ],
    ['a folder', (path) => mkdirSync(path), /not a file/],
    [
      'a log of a newer Holdfast',
      (path) => database(path, `PRAGMA application_id = ${APPLICATION_ID}`, `PRAGMA user_version = ${LATEST + 1}`),
      /newer Holdfast/,
    ],
  ];

  test.each(refused)('%s is refused and left as it was', (_, make, message) => {
    const path = newPath();
    mkdirSync(join(path, '..'), { recursive: true });
    make(path);
    const before = fingerprint(path);
    expect(() => openLog(path)).toThrow(UserError);
    expect(() => openLog(path)).toThrow(message);
    expect(fingerprint(path)).toBe(before);
    expect(readdirSync(join(path, '..'))).toEqual(['calls.db']);
  });

  test('a newer log that crashed keeps its WAL', () => {
    const [path, crashed] = [newPath(), newPath()];
    for (const each of [path, crashed]) mkdirSync(join(each, '..'), { recursive: true });
    database(path, `PRAGMA application_id = ${APPLICATION_ID}`, `PRAGMA user_version = ${LATEST + 1}`);
    const db = new Database(path);
    db.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (x)');
    for (const end of ['', '-wal']) copyFileSync(path + end, crashed + end);
    db.close();
    const before = fingerprint(crashed) + fingerprint(`${crashed}-wal`);
    expect(() => openLog(crashed)).toThrow(/newer Holdfast/);
    expect(fingerprint(crashed) + fingerprint(`${crashed}-wal`)).toBe(before);
  });

  test('a log that only its WAL tells to be newer is refused', () => {
    const path = newPath();
    openLog(path).close();
    const newer = new Database(path);
    newer.pragma(`user_version = ${LATEST + 1}`);
    expect(() => openLog(path)).toThrow(/newer Holdfast/);
    newer.close();
    expect(() => openLog(path)).toThrow(/newer Holdfast/);
  });

  test('a path through a file is explained', () => {
    const path = newPath();
    openLog(path).close();
    expect(() => openLog(join(path, 'calls.db'))).toThrow(/a part of the path is a file/);
  });

  test('a damaged log is explained', () => {
    const path = newPath();
    openLog(path).close();
    writeFileSync(path, readFileSync(path).fill(0xaa, 100));
    expect(() => openLog(path)).toThrow(/the log is damaged/);
    rmSync(path);
  });
});

function fingerprint(path: string): string {
  const stat = statSync(path);
  const bytes = stat.isFile() ? readFileSync(path) : '';
  return `${stat.mtimeMs} ${createHash('sha256').update(bytes).digest('hex')}`;
}
