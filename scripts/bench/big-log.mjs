// A log of many answers, given by chance to the real engine and appended by the real store.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { v7 } from 'uuid';
import { root } from '../prepare.mjs';
import { answerTo, playbook, seeded } from './playbook.mjs';

const PREFIX = 'holdfast-bench-';
/** Calls appended in one transaction; elsewhere each append has its own. */
const TOGETHER = 500;

/** The path of a log with that many answers or a few more; made if it is not there from an earlier run of the same code. */
export function bigLog(core, answers) {
  const folder = join(tmpdir(), PREFIX + versionHash());
  const path = join(folder, `${answers}.db`);
  if (existsSync(path)) return path;
  for (const name of readdirSync(tmpdir()).filter((other) => other.startsWith(PREFIX))) {
    // Each takes about a gigabyte, and one of other code is of no use once the run that made it is over.
    const other = join(tmpdir(), name);
    if (Date.now() - statSync(other).mtimeMs > 3_600_000) rmSync(other, { recursive: true });
  }
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `draft-${process.pid}.db`);
  fill(core, draft, answers);
  renameSync(draft, path);
  return path;
}

/** What decides how a log looks inside. */
function versionHash() {
  const sources = ['src/store', 'src/call']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const own = ['playbook.mjs', 'big-log.mjs'].map((name) => join(import.meta.dirname, name));
  const hash = createHash('sha256');
  for (const path of [...sources.sort(), ...own]) hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

function fill({ compile, openLog, openSession }, path, answers) {
  const { flow } = compile(playbook(25));
  const log = openLog(path);
  const random = seeded(1);
  const bytes = () => Uint8Array.from({ length: 16 }, () => random() * 256);
  const began = Date.UTC(2026, 0, 5, 8);
  let now = began;
  const clock = { now: () => now, offset: () => 60, steady: () => now - began };
  const newId = () => v7({ msecs: now, random: bytes() });
  let done = 0;
  for (let calls = 0; done < answers; calls++) {
    if (calls % TOGETHER === 0) log.db.exec('BEGIN IMMEDIATE');
    done += takeCall();
    if (calls % TOGETHER === TOGETHER - 1) log.db.exec('COMMIT');
  }
  if (log.db.inTransaction) log.db.exec('COMMIT');
  log.close();

  function takeCall() {
    const events = [];
    const kept = { append: (more) => ({ kind: events.push(...more) && 'saved' }) };
    const session = openSession({ log: kept, clock, newId }, flow, newId());
    const dispatch = (command) => {
      now += 1000 + Math.floor(random() * 20_000);
      const { kind, refusal } = session.dispatch(command);
      if (kind !== 'done') throw new Error(`${command.type}: ${refusal?.message ?? kind}`);
    };
    const customer = `Account ${Math.floor(random() * answers)}`;
    const rep = `rep ${Math.floor(random() * 40)}`;
    dispatch({ type: 'start', rep, currency: 'EUR', locale: 'en-GB', facts: new Map([['customer', customer]]) });
    let given = 0;
    for (let at = session.state().path.at(-1); at?.answer === undefined; at = session.state().path.at(-1)) {
      dispatch({ type: 'answer', ...answerTo(flow.steps.get(at.step).ask, random) });
      given += 1;
      if (random() < 0.02) dispatch({ type: 'back' });
    }
    dispatch({ type: 'end' });
    const appended = log.append(events, [flow]);
    if (appended.kind !== 'saved') throw new Error(`the log: ${appended.why ?? appended.kind}`);
    return given;
  }
}
