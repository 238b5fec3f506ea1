import process from 'node:process';
import { expect, test } from '@jest/globals';
import { format } from '../../src/call/format.js';
import { trailLine } from '../../src/call/trail.js';
import { chance } from './kill-chance.js';
import { finish, untilKilled } from './kill-life.js';
import { copyOf, type Logged, wholeCall } from './kill-log.js';
import { type Material, materials } from './kill-material.js';
import { look, trailOn } from './kill-screen.js';
import { freshLog } from './log.js';
import { holdfast, type Terminal } from './terminal.js';

/** HOLDFAST_KILLS calls are killed, from HOLDFAST_KILL_SEED on: a test that fails names its own. */
const KILLS = Number(process.env['HOLDFAST_KILLS'] || 25);
const SEED = Number(process.env['HOLDFAST_KILL_SEED'] || Date.now() % 1_000_000_000);

const SIGKILLED = 128 + 9;
/** Room for every script, and one row a line of the trail. */
const SIZE = { columns: 100, rows: 50 };
/** Whoever may take every call. */
const ENV = { HOLDFAST_ROLE: 'manager' };
const playbooks = materials();

test.each(Array.from({ length: KILLS }, (_, at) => SEED + at))(
  'a call killed at any moment loses no answer and goes on where it was (HOLDFAST_KILL_SEED=%d)',
  async (seed) => {
    const luck = chance(seed);
    const material = luck.pick(playbooks);
    const log = freshLog();
    let past: Logged | undefined;
    for (let kills = luck.often(0.3) ? 2 : 1; kills > 0 && !past?.ended; kills--) {
      const terminal = begin(log, material, past);
      const typed = await untilKilled(terminal, material, luck);
      const code = await terminal.exited;
      const logged = wholeCall(copyOf(log));
      if (!logged?.ended) expect(code).toBe(SIGKILLED);

      const [before, now] = [past?.entries ?? [], logged?.entries ?? []];
      expect(now).toEqual([...before, ...typed.entries].slice(0, now.length));
      expect(now.length).toBeGreaterThanOrEqual(before.length + typed.confirmed);
      expectOnDisk(trailOn(terminal), logged, past);
      past = logged;
    }

    const terminal = begin(log, material, past);
    if (past?.ended) {
      await terminal.sees(/has ended/);
      expect(await terminal.exited).toBe(1);
      return;
    }
    const first = await look(terminal, material.flow);
    if (past?.open !== undefined) expect(first.asked.id).toBe(past.open);
    else if (past !== undefined) expect(first.asked.kind).toBe('wrap_up');
    const typed = await finish(terminal, material.flow, first, luck);
    expect(await terminal.exited).toBe(0);
    expect(wholeCall(log)).toMatchObject({ entries: [...(past?.entries ?? []), ...typed], ended: true });
  },
  60_000,
);

/** A new call, or the one that was killed. */
const begin = (log: string, { name }: Material, past: Logged | undefined): Terminal =>
  holdfast([...(past ? ['resume', past.id] : ['call', name]), '--db', log], { ...SIZE, env: ENV });

/** What the terminal has shown of the trail is in the log, in that order; the log may have more. */
function expectOnDisk(trail: readonly string[], logged: Logged | undefined, past: Logged | undefined): void {
  const speak = format('en-GB');
  const since = logged?.events.slice(past?.events.length ?? 0) ?? [];
  const lines = since.flatMap(({ body }) => trailLine(body, speak) ?? []);
  const width = SIZE.columns - 1;
  const cut = (line: string): string => (line.length > width ? `${line.slice(0, width - 1)}…` : line);
  expect(trail).toEqual(lines.map(cut).slice(0, trail.length));
}
