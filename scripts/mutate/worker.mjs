import { parentPort, workerData } from 'node:worker_threads';
import { bench } from './judge.mjs';

const core = await import(workerData.core);
const benches = new Map();
const tell = (kind, what) => parentPort.postMessage([kind, what]);

parentPort.on('message', async ({ id, from, to }) => {
  try {
    if (!benches.has(id)) benches.set(id, await bench(core, workerData.folder, id, workerData));
    const { mutations, judge, lineOf } = benches.get(id);
    for (const mutation of mutations.slice(from, to)) {
      const { kind, name } = mutation;
      tell('begun', `${id}, ${name}`);
      tell('tried', { id, kind, name, line: lineOf(mutation), ...(await judge(mutation)) });
    }
    tell('done');
  } catch (error) {
    tell('failed', error.message);
  }
});
