import process from 'node:process';
import { expect, test } from '@jest/globals';
import { format } from '../../src/call/format.js';
import { trailLine } from '../../src/call/trail.js';
import { ROLES, type Role } from '../../src/playbook/flow.js';
import { fit, wrap } from '../../src/terminal/layout.js';
import { optionsIn } from './kill-answer.js';
import { chance } from './kill-chance.js';
import type { Place } from './kill-fold.js';
import { finish, type Typed, untilKilled } from './kill-life.js';
import { copyOf, type Logged, wholeCall } from './kill-log.js';
import { type Material, materials } from './kill-material.js';
import { look, type Shown, trailOn } from './kill-screen.js';
import { freshLog } from './log.js';
import { holdfast, type Terminal } from './terminal.js';

/** HOLDFAST_KILLS calls are killed, from HOLDFAST_KILL_SEED on: a test that fails names its own. */
const KILLS = Number(process.env['HOLDFAST_KILLS'] || 25);
const SEED = Number(process.env['HOLDFAST_KILL_SEED'] || Date.now() % 1_000_000_000);

const SIGKILLED = 128 + 9;
/** Room for every script, and one row a line of the trail. */
const SIZE = { columns: 100, rows: 50 };
const playbooks = materials();

test.each(Array.from({ length: KILLS }, (_, at) => SEED + at))(
  'a call killed at any moment loses nothing and goes on where it was (HOLDFAST_KILL_SEED=%d)',
  async (seed) => {
    const luck = chance(seed);
    const material = luck.pick(playbooks);
    const role = luck.pick(ROLES.slice(ROLES.indexOf(material.flow.runBy)));
    const log = freshLog();
    let past: Logged | undefined;
    for (let kills = luck.often(0.4) ? 2 : 1; kills > 0 && !past?.ended; kills--) {
      const terminal = begin(log, material, role, past);
      const typed = await untilKilled(terminal, material, log, luck);
      const code = await terminal.exited;
      const logged = wholeCall(copyOf(log), material.flow);
      if (!logged?.ended && !logged?.paused) expect(code).toBe(SIGKILLED);

      const before = past?.entries ?? [];
      const since = (logged?.entries ?? []).slice(before.length);
      expect(logged?.entries ?? []).toEqual([...before, ...since]);
      expectWhole(since, typed);
      expectOnDisk(trailOn(terminal), logged, past);
      if (terminal.screen().includes('Ended: ')) expect(logged?.ended).toBe(true);
      past = logged;
    }

    const terminal = begin(log, material, role, past);
    if (past?.ended) {
      await terminal.sees(/has ended/);
      expect(await terminal.exited).toBe(1);
      return;
    }
    const first = await look(terminal, material.flow);
    if (past?.open !== undefined) expectPlace(first, past.open);
    const typed = await finish(terminal, material.flow, first, luck);
    expect(await terminal.exited).toBe(0);
    const whole = wholeCall(log, material.flow);
    expect(whole?.entries).toEqual([...(past?.entries ?? []), ...typed]);
    expect(whole?.ended).toBe(true);
  },
  60_000,
);

/** A new call, or the one that was killed. */
function begin(log: string, { name }: Material, role: Role, past: Logged | undefined): Terminal {
  const args = [...(past ? ['resume', past.id] : ['call', name]), '--db', log];
  return holdfast(args, { ...SIZE, env: { HOLDFAST_ROLE: role } });
}

/** Each move is in the log as a whole or not at all, and so is every one that was seen to be taken. */
function expectWhole(entries: readonly string[], { moves, confirmed }: Typed): void {
  const upTo = (count: number): readonly string[] => moves.slice(0, count).flat();
  const count = moves.findLastIndex((_, at) => upTo(at + 1).length <= entries.length) + 1;
  expect(entries).toEqual(upTo(count));
  expect(count).toBeGreaterThanOrEqual(confirmed);
}

/** What the terminal has shown of the trail is in the log, in that order; the log may have more. */
function expectOnDisk(trail: readonly string[], logged: Logged | undefined, past: Logged | undefined): void {
  const speak = format('en-GB');
  const since = logged?.events.slice(past?.events.length ?? 0) ?? [];
  const lines = since.flatMap(({ body }) => trailLine(body, speak) ?? []);
  const width = SIZE.columns - 1;
  // A warning is wrapped, and only its first line is one of the trail.
  const shown = (line: string): string => (line.startsWith('!') ? (wrap(line, width)[0] ?? '') : fit(line, width));
  expect(trail).toEqual(lines.map(shown).slice(0, trail.length));
}

/** The very screen that was open: its question or its card, with the options that it had. */
function expectPlace({ asked, card, offered }: Shown, { options = [], ...open }: Place): void {
  expect({ kind: asked.kind, id: asked.id, card }).toEqual({ card: undefined, ...open });
  const { question, step, jot } = asked;
  if (step === undefined || jot || !question || !('options' in question) || question.options.length > 9) return;
  expect(optionsIn(question, offered).map(({ id }) => id)).toEqual(options);
}
