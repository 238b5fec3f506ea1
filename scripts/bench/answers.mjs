import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 } from 'uuid';
import { quantile, row, timed } from './figures.mjs';
import { answerTo, seeded } from './playbook.mjs';
import { inTerminal } from './pty.mjs';

/** More than the fsync'd insert of the same moment that an answer may take, in milliseconds. */
const PLUS = 5;
/** Answers typed. */
const TYPED = 500;

/** From an answer to the next question, through the session and the store; on disk when it is counted. */
export function measureAnswers({ compile, openLog, openSession, screenOf }, text, path, folder) {
  const { flow } = compile(text);
  const insert = yardstick(folder);
  const log = openLog(path);
  const clock = { now: Date.now, offset: () => 60, steady: () => performance.now() };
  const random = seeded(2);
  const [taken, inserts] = [[], []];
  for (let calls = 0; calls < 4; calls++) {
    const session = openSession({ log, clock, newId: () => v7() }, flow, v7());
    const facts = new Map([['customer', 'Bench']]);
    session.dispatch({ type: 'start', rep: 'Bench', currency: 'EUR', locale: 'en-GB', facts });
    for (let screen = screenOf(flow, session.state(), session.today()); screen.kind === 'step'; ) {
      const answer = answerTo(screen.question, random);
      const began = performance.now();
      const { kind } = session.dispatch({ type: 'answer', ...answer });
      screen = screenOf(flow, session.state(), session.today());
      taken.push(performance.now() - began);
      if (kind !== 'done' || session.unsaved().length > 0) throw new Error(`an answer was ${kind}, and not saved`);
      inserts.push(insert());
    }
    session.dispatch({ type: 'end' });
  }
  log.close();
  report('answer to next question, engine and log', taken, inserts);
}

/** The same from the key press to the next question on the screen of a terminal. */
export async function measureTyped(main, playbook, path, folder) {
  const insert = yardstick(folder);
  const terminal = inTerminal([main, 'call', playbook, '--customer', 'Bench', '--db', path]);
  const [taken, inserts] = [[], []];
  for (let number = 1; number <= TYPED; number++) {
    await terminal.sees(`No. ${number}.`);
    inserts.push(insert());
    taken.push(
      await timed(() => {
        terminal.type(KEYS[(number - 1) % KEYS.length]);
        return terminal.sees(`No. ${number + 1}.`);
      }),
    );
  }
  terminal.kill();
  await terminal.exited;
  report('answer to next question, key press to screen', taken, inserts);
}

/** For each kind of question in turn. No two neighbours begin alike: a key held down answers only once. */
const KEYS = ['1', 'y', 'words\r', '12\r', '2', '4', ' \r', '120\r', '+3\r', 'n'];

function report(what, taken, inserts) {
  const at = (q) => [quantile(taken, q), quantile(inserts, q)];
  row(`${what}, p50`, ...at(0.5), 'one insert, fsync, p50');
  row(`${what}, p99`, ...at(0.99), 'one insert, fsync, p99', { plus: PLUS });
}

/** Inserts one row durably and says how long it took: on the same file system, with what a log is opened with. */
function yardstick(folder) {
  const db = new Database(join(folder, 'yardstick.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  const add = db.prepare('INSERT INTO rows (text) VALUES (?)');
  return () => {
    const began = performance.now();
    add.run('x'.repeat(200));
    return performance.now() - began;
  };
}
