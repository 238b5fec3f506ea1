import { tmpdir } from 'node:os';
import process from 'node:process';

/** What measured processes know of their surroundings. Not more: NODE_EXTRA_CA_CERTS alone doubles the start of a bare node. */
export const env = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  TERM: 'xterm-256color',
  LANG: 'en_GB.UTF-8',
  HOLDFAST_REP: 'Robin',
};

/** The value that a share of `q` does not exceed. */
export function quantile(values, q) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(q * sorted.length) - 1, 0)];
}

/** Medians of tasks that each say how long they took, in turn: whatever else the machine does slows all of them. */
export async function alternate(times, ...tasks) {
  for (const task of tasks) await task();
  const taken = tasks.map(() => []);
  for (let round = 0; round < times; round++) {
    for (const [at, task] of tasks.entries()) taken[at].push(await task());
  }
  return taken.map((values) => quantile(values, 0.5));
}

/** Milliseconds that `run` takes. */
export async function timed(run) {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

export function print(line = '') {
  process.stdout.write(`${line}\n`);
}

/** One line of the table, in the unit given: what it took, the yardstick from the same run, and whether the budget holds. */
export function row(what, taken, yardstick, named, { times, plus, most, unit = 'ms' } = {}) {
  const limit = most ?? (plus === undefined ? yardstick * times : yardstick + plus);
  const budget = most === undefined ? (plus === undefined ? `${times} x` : `+ ${plus} ms`) : `${most} ${unit}`;
  const verdict = Number.isNaN(limit) ? '' : `${budget.padStart(9)}  ${taken <= limit ? 'holds' : 'MISSED'}`;
  const [left, right] = [taken, yardstick].map((value) => (value === undefined ? '' : `${figure(value)} ${unit}`));
  const ratio = yardstick === undefined ? '' : (taken / yardstick).toFixed(2);
  const cells = [what.padEnd(51), left.padStart(9), right.padStart(10), ` ${named}`.padEnd(29), ratio.padStart(6)];
  print(`${cells.join('')}  ${verdict}`.trimEnd());
}

const figure = (value) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
