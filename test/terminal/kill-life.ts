import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers';
import type { Flow } from '../../src/playbook/flow.js';
import { answer } from './kill-answer.js';
import type { Chance } from './kill-chance.js';
import type { Move } from './kill-keys.js';
import type { Material } from './kill-material.js';
import { goOn, wander } from './kill-rep.js';
import { type Asked, look, read, type Shown } from './kill-screen.js';
import type { Terminal } from './terminal.js';

/** What a rep typed, move by move, as the log must tell it; of the moves, so many have been seen to be taken. */
export interface Typed {
  readonly moves: readonly Entries[];
  readonly confirmed: number;
}

/** What one move brings into the log: all of it, or nothing. */
type Entries = readonly string[];

/** No call has so many screens. */
const MOST_MOVES = 300;
const MOST_STARTING_MS = 500;
const MOST_MOVES_BEFORE = 30;
const MOST_MOVES_AT_WRAP_UP = 5;
const MOST_AHEAD = 6;

/** A rep at work, up to the moment at which the process is killed. */
export async function untilKilled(
  terminal: Terminal,
  { flow, straight }: Material,
  log: string,
  luck: Chance,
): Promise<Typed> {
  if (luck.often(0.1)) {
    await turns(luck.part() * MOST_STARTING_MS);
    terminal.kill('SIGKILL');
    return { moves: [], confirmed: 0 };
  }
  const rep = atWork(terminal, flow);
  const next = plan(flow, luck);
  for (let shown = await look(terminal, flow); ; ) {
    const { move, last } = next(shown);
    if (!last) {
      shown = await rep.perform(shown, move);
      continue;
    }
    const typed = straight && luck.often(0.5) ? ahead(flow, shown.asked, luck) : [move];
    const keys = typed.flatMap((each) => each.keys);
    await pressAndKill(terminal, keys, log, luck);
    const { taken, pending } = rep.done();
    // What a check asks a reason for is not taken yet; the reason may just have been typed.
    return { moves: [...taken, ...pending, ...typed.map(({ entries }) => entries)], confirmed: taken.length };
  }
}

/** Some lives end in the middle of the call, some at its wrap-up, to which they go without many detours. */
function plan(flow: Flow, luck: Chance): (shown: Shown) => { readonly move: Move; readonly last: boolean } {
  let hurried = luck.often(0.3);
  let left = hurried ? MOST_MOVES : luck.whole(0, MOST_MOVES_BEFORE);
  return (shown) => {
    if (hurried && shown.asked.kind === 'wrap_up') {
      hurried = false;
      left = luck.whole(0, MOST_MOVES_AT_WRAP_UP);
    }
    if (!hurried && luck.often(seldom(shown))) left = 0;
    left -= 1;
    const once = (): Move => (hurried && luck.often(0.8) ? goOn : wander)(flow, shown, luck);
    // Whoever is to go on for a while thinks twice before the end.
    const first = once();
    const move = left >= 0 && first.leaves ? once() : first;
    return { move, last: left < 0 || move.leaves === true };
  };
}

/** How often a screen that few moves lead to is the one at which the process is killed. */
function seldom({ asked: { kind, id } }: Shown): number {
  if (kind === 'reply') return 0.5;
  return id.includes('/') || !['fact', 'step', 'wrap_up'].includes(kind) ? 0.25 : 0;
}

/** Answers all that is still asked; what was typed, to the end of the call. */
export async function finish(terminal: Terminal, flow: Flow, first: Shown, luck: Chance): Promise<Entries> {
  const rep = atWork(terminal, flow);
  let shown = first;
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const move = goOn(flow, shown, luck);
    if (move.leaves) {
      terminal.type(move.keys.join(''));
      await hasEnded(terminal, flow);
      return [...rep.done().taken, move.entries].flat();
    }
    shown = await rep.perform(shown, move);
  }
  throw new Error(`the call has not ended after ${MOST_MOVES} moves`);
}

async function hasEnded(terminal: Terminal, flow: Flow): Promise<void> {
  let problem: string | undefined;
  await terminal.sees((screen) => {
    problem = read(terminal, flow)?.problem;
    return problem !== undefined || screen.includes('Ended: ');
  });
  if (problem !== undefined) throw new Error(`the end of the call was refused: ${problem}`);
}

/** Performs moves, and remembers those that were taken. */
function atWork(terminal: Terminal, flow: Flow) {
  const taken: Entries[] = [];
  let pending: readonly Entries[] = [];
  return {
    done: () => ({ taken, pending }),
    perform: async (before: Shown, move: Move): Promise<Shown> => {
      terminal.type(move.keys.join(''));
      const shown = await look(terminal, flow, before);
      if (shown.problem !== undefined) {
        // Any key takes a refusal off the screen, so that the next one can be told from it.
        terminal.type('\x05');
        return look(terminal, flow, shown);
      }
      const now = [...pending, move.entries];
      pending = shown.asked.kind === 'override' ? now : [];
      if (pending.length === 0) taken.push(...now);
      return shown;
    },
  };
}

/** Answers to this screen and to some that follow, typed without looking. */
function ahead(flow: Flow, { id }: Asked, luck: Chance): readonly Move[] {
  const steps = [...flow.steps.values()];
  const from = steps.findIndex((step) => step.id === id);
  return steps
    .slice(from, from < 0 ? from : from + luck.whole(1, MOST_AHEAD))
    .map((step) => answer({ kind: 'step', id: step.id, step, question: step.ask }, [], luck));
}

/**
 * Types all of the keys or some, at once or in two goes, and kills the process a moment later: after some time, when it
 * writes to the terminal, or when it writes to the log.
 */
async function pressAndKill(terminal: Terminal, keys: readonly string[], log: string, luck: Chance): Promise<void> {
  const pressed = luck.often(0.2) ? keys.slice(0, luck.whole(0, keys.length)) : keys;
  const first = luck.often(0.5) ? pressed.length : luck.whole(0, pressed.length);
  const cue = luck.pick(['time', 'terminal', 'log'] as const);
  const pieces = cue === 'terminal' ? luck.whole(1, 4) : 0;
  const writes = cue === 'log' ? writesTo(log) : undefined;
  let heard = 0;
  let alive = true;
  const kill = (): void => {
    alive = false;
    terminal.kill('SIGKILL');
  };
  const enough = (): boolean => {
    if (alive && writes?.()) kill();
    return !alive;
  };
  terminal.onPiece(() => {
    heard += 1;
    if (heard === pieces) kill();
  });
  terminal.type(pressed.slice(0, first).join(''));
  await turns(luck.part() * 3, enough);
  if (alive) terminal.type(pressed.slice(first).join(''));
  // Most of the work that a key causes is done within this time.
  await turns(cue === 'time' ? luck.part() * luck.pick([1, 3, 10]) : 100, enough);
  if (alive) kill();
}

/** Whether the log has been written to since. */
function writesTo(log: string): () => boolean {
  const look = (): string => {
    const file = statSync(`${log}-wal`, { bigint: true, throwIfNoEntry: false });
    return `${file?.size} ${file?.mtimeNs}`;
  };
  const before = look();
  return () => look() !== before;
}

/** A moment in which this process goes on reading what the terminal says; at least one turn of its loop. */
function turns(ms: number, enough = (): boolean => false): Promise<void> {
  const end = performance.now() + ms;
  return new Promise((resolve) => {
    const turn = (): void => {
      if (performance.now() >= end || enough()) resolve();
      else setImmediate(turn);
    };
    setImmediate(turn);
  });
}
