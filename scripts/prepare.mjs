// Makes the checkout ready to run: installs and builds what is missing or stale. Needs nothing but Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...path) => join(root, ...path);

/** Installs and builds if needed; the name of the stage that failed, or undefined. Two at once take turns. */
export async function prepare() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 17)) {
    process.stderr.write(`Holdfast needs Node.js 20.17 or newer; this is ${process.versions.node}\n`);
    return 'node';
  }
  if (installed() && built()) return;
  const unlock = await lock(at('.prepare.lock'));
  try {
    const install = ['ci', '--include=dev', '--no-progress', '--loglevel=warn'];
    const onWindows = process.platform === 'win32'; // npm is a .cmd file there, which only a shell can start
    const hint =
      'is the registry reachable, and are python3, make and a C++ compiler here if better-sqlite3 must be built?';
    if (!installed()) {
      // npm ci would empty the folder that a link leads to.
      if (lstatSync(at('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) unlinkSync(at('node_modules'));
      if (!stage('install', 'npm', install, { shell: onWindows, hint })) return 'install';
      if (!installed()) {
        process.stderr.write('install: done, but better-sqlite3 does not load\nhint: is ignore-scripts set for npm?\n');
        return 'install';
      }
    }
    if (!built() && !stage('build', process.execPath, ['scripts/build.mjs'])) return 'build';
  } finally {
    unlock();
  }
}

/** Runs one tool, with one line on stderr; its own output is shown when it fails, or as it comes with `live`. */
export function stage(name, command, args, { shell = false, live = false, hint = '' } = {}) {
  const began = performance.now();
  process.stderr.write(live ? `${name}:\n` : `${name}: `);
  const stdio = ['ignore', ...(live ? ['inherit', 'inherit'] : ['pipe', 'pipe'])];
  const run = spawnSync(command, args, { cwd: root, shell, stdio, encoding: 'utf8', maxBuffer: 1e9 });
  const ok = run.status === 0;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const verdict = ok
    ? `${seconds} s`
    : `failed after ${seconds} s (${run.error?.message ?? run.signal ?? `status ${run.status}`})`;
  process.stderr.write(live ? `${name}: ${verdict}\n` : `${verdict}\n`);
  if (!ok) process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? ''}${hint && `hint: ${hint}\n`}`);
  return ok;
}

/** What dist/ is built from, as one hash. */
export function sourceHash() {
  const hash = createHash('sha256');
  const sources = readdirSync(at('src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const inputs = [...sources.sort(), at('package.json'), at('package-lock.json'), at('scripts', 'build.mjs')];
  for (const path of inputs) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

/** The hash of what dist/ was built from, and the names of its files. */
export function buildStamp() {
  return read(at('dist', '.built-from'))?.split('\n') ?? [];
}

function built() {
  const [hash, ...files] = buildStamp();
  return hash === sourceHash() && files.every((file) => existsSync(at('dist', file)));
}

/** npm writes node_modules/.package-lock.json when all is done, so that an install cut short is seen. */
function installed() {
  const locked = JSON.parse(read(at('package-lock.json'))).packages;
  const present = JSON.parse(read(at('node_modules', '.package-lock.json')) ?? '{}').packages ?? {};
  for (const [path, { version, optional }] of Object.entries(locked)) {
    if (path && !(path in present ? present[path].version === version : optional)) return false;
  }
  const stamp = at('node_modules', '.loads-in');
  const here = `Node ABI ${process.versions.modules}, ${process.platform}, ${process.arch}`;
  if (read(stamp) === here) return true;
  // In a process of its own: where a compiled module failed to load once, it cannot be loaded again.
  const load = "require('better-sqlite3/build/Release/better_sqlite3.node')";
  const loads = spawnSync(process.execPath, ['-e', load], { cwd: root, stdio: 'ignore' }).status === 0;
  if (loads) writeFileSync(stamp, here);
  return loads;
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

async function lock(path) {
  for (let told = false; ; ) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = read(path);
    if (holder && !alive(Number(holder))) rmSync(path, { force: true });
    else if (holder && !told) told = process.stderr.write(`waiting for another install or build (process ${holder})\n`);
    await sleep(200);
  }
}

function alive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
