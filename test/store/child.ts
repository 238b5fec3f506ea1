import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { buildSync } from 'esbuild';

/** A program of the tests, made to run in a process of its own; what it gives: the exit code or signal, and what was said. */
export function child(entry: string, folder: string): (...args: readonly string[]) => Promise<string> {
  const outfile = join(folder, `${entry}.cjs`);
  buildSync({
    entryPoints: [resolve('test/store', `${entry}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['better-sqlite3'],
  });
  return (...args) => {
    const env = { ...process.env, NODE_PATH: resolve('node_modules') };
    const running = spawn(process.execPath, [outfile, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [running.stdout, running.stderr]) {
      stream.on('data', (data) => {
        said += data;
      });
    }
    return new Promise((done) => running.on('close', (code, signal) => done(`${code ?? signal} ${said}`)));
  };
}
