import { setImmediate } from 'node:timers';
import type { Flow } from '../../src/playbook/flow.js';
import type { Chance } from './kill-chance.js';
import type { Material } from './kill-material.js';
import { answer, goOn, type Move, wander } from './kill-rep.js';
import { type Asked, look, type Shown } from './kill-screen.js';
import type { Terminal } from './terminal.js';

/** What a rep typed, as the log must tell it; of it, so many have been seen to be taken. */
export interface Typed {
  readonly entries: readonly string[];
  readonly confirmed: number;
}

/** No call has so many screens. */
const MOST_MOVES = 300;
const MOST_STARTING_MS = 500;
const MOST_MOVES_BEFORE = 25;
const MOST_AHEAD = 6;

/** A rep at work, up to the moment at which the process is killed. */
export async function untilKilled(terminal: Terminal, { flow, straight }: Material, luck: Chance): Promise<Typed> {
  if (luck.often(0.1)) {
    await turns(luck.part() * MOST_STARTING_MS);
    terminal.kill('SIGKILL');
    return { entries: [], confirmed: 0 };
  }
  const entries: string[] = [];
  let shown = await look(terminal, flow);
  for (let left = luck.whole(0, MOST_MOVES_BEFORE); ; left--) {
    const move = wander(shown, flow.insist !== undefined, luck);
    if (left > 0 && !move.ends) {
      const next = await perform(terminal, flow, shown, move);
      if (next.taken) entries.push(...move.entries);
      shown = next.shown;
      continue;
    }
    // What a check asks a reason for is not taken yet.
    const confirmed = entries.length - (shown.asked.kind === 'override' ? 1 : 0);
    const last = straight && luck.often(0.5) ? ahead(flow, shown.asked, luck) : move;
    await pressAndKill(terminal, last.keys, luck);
    return { entries: [...entries, ...last.entries], confirmed };
  }
}

/** Answers all that is still asked; what was typed, to the end of the call. */
export async function finish(terminal: Terminal, flow: Flow, first: Shown, luck: Chance): Promise<readonly string[]> {
  const entries: string[] = [];
  let shown = first;
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const move = goOn(shown, luck);
    if (move.ends) {
      terminal.type(move.keys.join(''));
      return [...entries, ...move.entries];
    }
    const next = await perform(terminal, flow, shown, move);
    if (next.taken) entries.push(...move.entries);
    shown = next.shown;
  }
  throw new Error(`the call has not ended after ${MOST_MOVES} moves`);
}

async function perform(
  terminal: Terminal,
  flow: Flow,
  before: Shown,
  move: Move,
): Promise<{ readonly shown: Shown; readonly taken: boolean }> {
  terminal.type(move.keys.join(''));
  const shown = await look(terminal, flow, before);
  if (shown.problem === undefined) return { shown, taken: true };
  // Any key takes a refusal off the screen, so that the next one can be told from it.
  terminal.type('\x05');
  return { shown: await look(terminal, flow, shown), taken: false };
}

/** Answers to this screen and to some that follow, typed without looking. */
function ahead(flow: Flow, { id }: Asked, luck: Chance): Move {
  const steps = [...flow.steps.values()];
  const from = steps.findIndex((step) => step.id === id);
  const moves = steps
    .slice(from, from < 0 ? from : from + luck.whole(1, MOST_AHEAD))
    .map((step) => answer({ kind: 'step', id: step.id, question: step.ask }, [], luck));
  return { keys: moves.flatMap(({ keys }) => keys), entries: moves.flatMap(({ entries }) => entries) };
}

/** Types all of the keys or some, at once or in two goes, and kills the process a moment later, or when it writes. */
async function pressAndKill(terminal: Terminal, keys: readonly string[], luck: Chance): Promise<void> {
  const pressed = luck.often(0.2) ? keys.slice(0, luck.whole(0, keys.length)) : keys;
  const first = luck.often(0.5) ? pressed.length : luck.whole(0, pressed.length);
  const pieces = luck.often(0.5) ? luck.whole(1, 4) : 0;
  let heard = 0;
  let alive = true;
  const kill = (): void => {
    alive = false;
    terminal.kill('SIGKILL');
  };
  const dead = (): boolean => !alive;
  terminal.onPiece(() => {
    heard += 1;
    if (heard === pieces) kill();
  });
  terminal.type(pressed.slice(0, first).join(''));
  await turns(luck.part() * 3, dead);
  if (!dead()) terminal.type(pressed.slice(first).join(''));
  // Most of the work that a key causes is done within this time.
  await turns(pieces > 0 ? 100 : luck.part() * luck.pick([1, 3, 10]), dead);
  if (!dead()) kill();
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
