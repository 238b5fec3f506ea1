import process from 'node:process';
import Database from 'better-sqlite3';
import { migrate } from '../../src/store/migrations.js';

// Run by migrations.test.ts: brings a log up to date, and kills itself when so many calls have been folded.
const [path = '', calls] = process.argv.slice(2);

const db = new Database(path);
const prepare = db.prepare.bind(db);
let folded = 0;
db.prepare = ((sql: string) => {
  const statement = prepare(sql);
  if (!sql.startsWith('INSERT INTO main.calls')) return statement;
  const run = statement.run.bind(statement);
  statement.run = (...row: unknown[]) => {
    folded += 1;
    if (folded > Number(calls)) process.kill(process.pid, 'SIGKILL');
    return run(...row);
  };
  return statement;
}) as typeof db.prepare;
migrate(db);
process.stdout.write('migrated');
