import { userInfo } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';
import { v7 } from 'uuid';
import type { Context, CsvWanted, Log } from './cli/context.js';
import { dropDrafts, files } from './cli/files.js';
import { run } from './cli/program.js';
import type { Desk } from './terminal/keyboard-desk.js';
import { visible } from './terminal/visible.js';

declare const HOLDFAST_VERSION: string;

const { env, stdin, stdout, stderr } = process;
const person = stdin.isTTY === true && stdout.isTTY === true;
const plain = !person || env['TERM'] === 'dumb' || Boolean(env['ACCESSIBLE']);

let desk: Promise<Desk> | undefined;

const context: Context = {
  args: process.argv.slice(2),
  env,
  version: HOLDFAST_VERSION,
  clock: {
    now: Date.now,
    offset: (at) => -new Date(at).getTimezoneOffset(),
    steady: () => performance.now(),
  },
  newId: () => v7(),
  userName: () => userInfo().username,
  systemLocale: () => {
    const posix = env['LC_ALL'] || env['LC_MONETARY'] || env['LANG'] || '';
    const [, name] = /^([a-z]{2,3}(?:_[A-Z]{2})?)(?:[.@]|$)/.exec(posix) ?? [];
    return name?.replace('_', '-') ?? Intl.DateTimeFormat().resolvedOptions().locale;
  },
  files,
  playbooks: fileURLToPath(new URL('../playbooks', import.meta.url)),
  templates: fileURLToPath(new URL('../templates', import.meta.url)),
  docs: fileURLToPath(new URL('../docs', import.meta.url)),
  defaultLog: () => join(envPaths('holdfast', { suffix: '' }).data, 'calls.db'),
  defaultConfig: () => join(envPaths('holdfast', { suffix: '' }).config, 'config.yaml'),
  openLog,
  openGit: async () => (await import('./cli/diff-git.js')).gitOf(env),
  openPast: async (path) => (await import('./store/past-calls.js')).openPastCalls(path),
  openDesk: () => {
    desk ??= openDesk();
    return desk;
  },
  watch: async (paths, changed) => (await import('./cli/watch.js')).watch(paths, changed),
  interactive: person,
  columns: () => (stdout.isTTY ? stdout.columns || 80 : Number.POSITIVE_INFINITY),
  print: (text) => void stdout.write(`${visible(text)}\n`),
  say: (text) => void stderr.write(`${visible(text)}\n`),
  pour: (chunk) =>
    new Promise((resolve) => {
      const text = stdout.isTTY ? visible(chunk.replaceAll('\r\n', '\n')) : chunk;
      stdout.write(text, (error) => resolve(!error));
    }),
  progress: (text) => {
    if (stderr.isTTY) stderr.write(`\r\u001b[K${visible(text)}`);
  },
};

async function openLog(path: string): Promise<Log> {
  const [{ openLog: open }, { exportCsv }] = await Promise.all([
    import('./store/open-log.js'),
    import('./store/export.js'),
  ]);
  const log = open(path);
  return Object.assign(log, { csv: (wanted: CsvWanted) => exportCsv(log, wanted) });
}

async function openDesk(): Promise<Desk> {
  if (plain) {
    const { plainDesk } = await import('./terminal/plain-desk.js');
    return plainDesk(stdin, (text) => stdout.write(text));
  }
  const { keyboardDesk } = await import('./terminal/keyboard-desk.js');
  return keyboardDesk(stdin, stdout, env, () => performance.now());
}

/** A closed window or a request to stop leaves the call that is open; the screen answers as if Ctrl-C were pressed. */
function stop(signal?: NodeJS.Signals): void {
  if (desk !== undefined) return void desk.then((open) => open.leave(signal));
  dropDrafts();
  process.exit(130);
}

let unwritten: Error | undefined;
let terminalGone = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
for (const stream of [stdin, stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EIO') terminalGone = true;
    // A reader who has seen enough is no trouble; a disk that is full is.
    else if (error.code !== 'EPIPE') unwritten = error;
  });
}

process.exitCode = await run(context);
(await desk)?.close();
if (unwritten !== undefined) {
  context.say(`error: the output could not be written: ${unwritten.message}`);
  process.exitCode = 1;
}
if (terminalGone) {
  // Node restores the terminal when it exits, and aborts when there is none any more.
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}
