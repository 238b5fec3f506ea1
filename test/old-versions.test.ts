import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { fold } from '../src/call/state.js';
import { compile } from '../src/playbook/compile.js';
import { type EventRow, hashOf } from '../src/store/event-row.js';
import { openLog } from '../src/store/open-log.js';
import { PROJECTIONS, rebuild } from '../src/store/projections.js';
import type { SqliteLog } from '../src/store/sqlite-log.js';
import { run } from './cli/run.js';
import { OPEN } from './old-open-calls.js';
import { tempFolder } from './temp-folder.js';

const OLD = 'test/fixtures/v0.1.0';

type Row = Readonly<Record<string, string>>;
const rowsOf = (csv: string): readonly Row[] => parse(csv, { columns: true });
const then = {
  calls: rowsOf(readFileSync(join(OLD, 'calls.csv'), 'utf8')),
  answers: rowsOf(readFileSync(join(OLD, 'answers.csv'), 'utf8')),
};

/** A copy of the old log: whoever opens the file itself brings it up to date. */
function oldLog(): string {
  const path = join(tempFolder(), 'calls.db');
  copyFileSync(join(OLD, 'calls.db'), path);
  return path;
}

function withOldLog(look: (log: SqliteLog) => void): void {
  const log = openLog(oldLog());
  try {
    look(log);
  } finally {
    log.close();
  }
}

/** Today's export; of every row the cells that it had then. */
async function exported(path: string, what: 'calls' | 'answers'): Promise<readonly Row[]> {
  const all = what === 'answers' ? ['--all'] : [];
  const { code, stdout, stderr } = await run(['export', what, ...all, '--raw', '--db', path]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const columns = Object.keys(then[what][0] ?? {});
  const now = rowsOf(stdout);
  expect(Object.keys(now[0] ?? {}).slice(0, columns.length)).toEqual(columns);
  return now.map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? ''])));
}

const of = (rows: readonly Row[], call: string) => rows.filter(({ call_id }) => call_id === call);

describe('a log of version 0.1.0', () => {
  test('has every call, and each folds to what was exported then', () => {
    withOldLog((log) => {
      expect(log.find('')).toEqual(then.calls.map(({ call_id }) => call_id));
      for (const row of then.calls) {
        const { status, ended, insisted, notes, overridden, waived } = fold(log.read(row['call_id'] ?? ''));
        expect(row).toMatchObject({
          status,
          outcome: ended?.outcome ?? '',
          outcome_label: ended?.label ?? '',
          outcome_group: ended?.group ?? '',
          insisted: insisted ? '1' : '0',
          overridden: `${overridden.length}`,
          waived_needs: [...waived].map((mark) => mark.join(':')).join('|'),
          notes: notes.join(' | '),
        });
      }
    });
  });

  test('keeps its chain of hashes, and its projections are what its events fold to', () => {
    withOldLog(({ db }) => {
      const hashes = new Map<string, string>();
      for (const row of db.prepare<[], EventRow>('SELECT * FROM events ORDER BY call_id, seq').iterate()) {
        expect(row.prev_hash).toBe(hashes.get(row.call_id) ?? '');
        hashes.set(row.call_id, hashOf(row));
      }
      expect(db.prepare('SELECT id, last_hash FROM calls ORDER BY id').raw().all()).toEqual([...hashes]);
      rebuild(db, 'temp');
      for (const name of PROJECTIONS) {
        const rows = (schema: string): readonly unknown[] => db.prepare(`SELECT * FROM ${schema}.${name}`).all();
        expect(rows('main')).toEqual(rows('temp'));
      }
    });
  });

  test.each(['calls', 'answers'] as const)(
    'is exported with all the %s, columns and cells that it had',
    async (what) => {
      expect(await exported(oldLog(), what)).toEqual(then[what]);
    },
  );
});

describe('a call that version 0.1.0 left open goes on to its end, with all its answers', () => {
  test('each of them is below', () => {
    withOldLog((log) => {
      const customers = log.openCalls().map(({ customer = '' }) => customer);
      expect(customers.toSorted()).toEqual(OPEN.map(({ customer }) => customer).toSorted());
    });
  });

  test.each(OPEN)('left $left ($customer)', async ({ customer, given, comesTo }) => {
    const log = oldLog();
    const old = then.calls.find((row) => row['status'] === 'open' && row['customer'] === customer);
    const call = old?.['call_id'] ?? '';
    const answers = `${log}.yaml`;
    const byFile = typeof given === 'string';
    if (byFile) writeFileSync(answers, given);
    const resumed = await run(
      ['resume', call, '--db', log, ...(byFile ? ['--answers', answers] : [])],
      byFile ? '' : `${given.join('\n')}\n`,
    );
    expect(resumed).toMatchObject({ code: 0, stderr: '' });

    const [row] = of(await exported(log, 'calls'), call);
    expect(row).toMatchObject({ status: 'closed', started_utc: old?.['started_utc'], ...comesTo });
    expect(of(await exported(log, 'answers'), call)).toEqual(expect.arrayContaining([...of(then.answers, call)]));
  });
});

describe('the playbooks of version 0.1.0', () => {
  const folder = join(OLD, 'playbooks');

  test('have no errors', async () => {
    expect(await run(['check', folder])).toMatchObject({ code: 0 });
  });

  test.each(readdirSync(folder))('%s has the hash by which the calls are pinned to it', (file) => {
    const hashes = then.calls.map(({ playbook_hash }) => playbook_hash);
    expect(hashes).toContain(compile(readFileSync(join(folder, file), 'utf8')).flow?.hash);
  });
});
