import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { alternate, env, row, timed } from './figures.mjs';

/** The CSV of all answers beside that of the shell of SQLite, and the most memory it takes. */
export async function measureExport({ CSV_COLUMNS }, main, log, folder) {
  const ours = join(folder, 'ours.csv');
  const args = ['--import', join(import.meta.dirname, 'peak.mjs'), main, 'export', 'answers', '-o', ours, '--db', log];
  let peak = 0;
  const holdfast = () =>
    timed(() => {
      const { stderr } = checked(spawnSync(process.execPath, args, { env, encoding: 'utf8' }));
      peak = Math.max(peak, Number(/peak (\d+)/.exec(stderr)?.[1]) / 1000);
    });
  if (spawnSync('sqlite3', ['--version']).status === 0) {
    const [taken, shell] = await alternate(3, holdfast, () => timed(() => bySqlite(CSV_COLUMNS.answers, log, folder)));
    row('export answers', taken, shell, 'sqlite3 -csv, same columns', { times: 2 });
  } else {
    const [taken] = await alternate(3, holdfast);
    row('export answers', taken, undefined, 'no sqlite3 here to compare with');
  }
  row('export answers, peak memory', peak, undefined, '', { most: 120, unit: 'MB' });
}

function bySqlite(columns, log, folder) {
  const sql = `SELECT ${columns.map(({ name, sql }) => `${sql} AS ${name}`).join(', ')}
    FROM answers AS answer JOIN calls AS call ON call.id = answer.call_id
    LEFT JOIN texts AS words ON words.call_id = answer.call_id AND words.id = answer.words_id
    LEFT JOIN texts AS jot ON jot.call_id = answer.call_id AND jot.id = answer.jot_id
    WHERE answer.on_path = 1 ORDER BY answer.call_id, answer.visit, answer.seq`;
  const file = openSync(join(folder, 'theirs.csv'), 'w');
  checked(
    spawnSync('sqlite3', ['-readonly', '-header', '-csv', log, sql], { env, stdio: ['ignore', file, 'inherit'] }),
  );
  closeSync(file);
}

function checked(run) {
  if (run.status !== 0) throw new Error(`status ${run.status}: ${run.stderr ?? ''}`);
  return run;
}
