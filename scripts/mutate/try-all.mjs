import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { bench } from './judge.mjs';

/** Few enough that no core is left with the longest playbook alone. */
const AT_ONCE = 20;

/** What is not judged by then goes round in a circle that nobody foresaw. */
const LONGEST = 60_000;

/** Every mutant of the playbooks with what caught it, in their order. */
export async function tryAll(ids, { core, folder, count, seed }) {
  const loaded = await import(core);
  const jobs = [];
  for (const id of ids) {
    const { mutations } = await bench(loaded, folder, id, { count, seed });
    for (let from = 0; from < mutations.length; from += AT_ONCE) jobs.push({ id, from, to: from + AT_ONCE, tried: [] });
  }
  const waiting = [...jobs];
  const take = async () => {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: { core, folder, count, seed } });
    try {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await run(worker, job);
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), jobs.length) }, take));
  return jobs.flatMap(({ tried }) => tried);
}

/** Has a worker judge the mutants of a job, and keeps what it says of them. */
async function run(worker, { id, from, to, tried }) {
  let begun = id;
  let timer;
  let hear;
  let fail;
  try {
    await new Promise((resolve, reject) => {
      const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(() => reject(new Error(`${begun}: not judged in ${LONGEST / 1000} seconds`)), LONGEST);
      };
      const heard = {
        begun: (name) => {
          begun = name;
        },
        tried: (mutant) => tried.push(mutant),
        failed: (message) => reject(new Error(message)),
        done: resolve,
      };
      hear = ([kind, what]) => {
        wait();
        heard[kind](what);
      };
      fail = reject;
      worker.on('message', hear);
      worker.on('error', fail);
      wait();
      worker.postMessage({ id, from, to });
    });
  } finally {
    clearTimeout(timer);
    worker.off('message', hear);
    worker.off('error', fail);
  }
}
