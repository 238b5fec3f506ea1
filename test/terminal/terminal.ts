import { join } from 'node:path';
import process from 'node:process';
import { afterEach } from '@jest/globals';
import xterm from '@xterm/headless';
import { type IPty, spawn } from 'node-pty';
import { tempFolder } from '../temp-folder.js';

/** Holdfast in a real pseudo-terminal, with a terminal that draws what it writes. */
export interface Terminal {
  /** Types as fast as the pseudo-terminal takes it. */
  type(keys: string): void;
  /** Resolves once the screen fits, and rejects with the screen when it does not within the time. */
  sees(what: string | RegExp | ((screen: string) => boolean)): Promise<string>;
  /** What stands on the screen now, without trailing blanks. */
  screen(): string;
  /** All lines there are, what has scrolled off included, without trailing blanks. */
  lines(): readonly string[];
  /** Every byte that was written, as text. */
  written(): string;
  /** Hears of every piece that comes, before it is drawn. */
  onPiece(listener: () => void): void;
  cursor(): { readonly column: number; readonly row: number };
  resize(columns: number, rows: number): void;
  /** Resolves with the exit code; a signal that ended the process counts as 128 and its number. */
  exited: Promise<number>;
  readonly pid: number;
  /** Nothing once the process has ended. */
  kill(signal: string): void;
}

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export const MAIN = join(import.meta.dirname, '../../dist/main.js');
/** How long a screen may take before a test gives up on it; no test waits for it unless it fails. */
const PATIENCE = 15_000;

/** A test that fails leaves its terminal open. */
const open = new Map<IPty, Promise<unknown>>();
afterEach(async () => {
  for (const pty of open.keys()) pty.kill('SIGKILL');
  await Promise.all(open.values());
});

export function holdfast(args: readonly string[], options: TerminalOptions = {}): Terminal {
  const { columns: cols = 80, rows = 24, env = {}, cwd = process.cwd() } = options;
  const screen = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 1000 });
  const pty: IPty = spawn(process.execPath, [MAIN, ...args], { cols, rows, cwd, env: { ...quietEnv, ...env } });
  const watchers = new Set<() => void>();
  const chunks: string[] = [];
  const listeners: (() => void)[] = [];
  pty.onData((chunk) => {
    chunks.push(chunk);
    for (const hear of listeners) hear();
    screen.write(chunk, () => {
      for (const look of watchers) look();
    });
  });
  const exited = new Promise<number>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      open.delete(pty);
      // The last it wrote is drawn first.
      screen.write('', () => resolve(signal ? 128 + signal : exitCode));
    });
  });
  open.set(pty, exited);

  const lines = (from: number): readonly string[] => {
    const { active } = screen.buffer;
    return Array.from(
      { length: active.length - from },
      (_, row) => active.getLine(from + row)?.translateToString(true) ?? '',
    );
  };
  const shown = (): string => lines(screen.buffer.active.baseY).join('\n').trimEnd();
  const fits = (what: string | RegExp | ((screen: string) => boolean), text: string): boolean =>
    typeof what === 'string' ? text.includes(what) : what instanceof RegExp ? what.test(text) : what(text);

  return {
    type: (keys) => pty.write(keys),
    sees: (what) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const text = shown();
          if (!fits(what, text)) return;
          watchers.delete(look);
          clearTimeout(timer);
          resolve(text);
        };
        const timer = setTimeout(() => {
          watchers.delete(look);
          reject(new Error(`never saw ${String(what)}; the screen was:\n${shown()}`));
        }, PATIENCE);
        watchers.add(look);
        look();
      }),
    screen: shown,
    lines: () => lines(0),
    onPiece: (listener) => void listeners.push(listener),
    written: () => chunks.join(''),
    cursor: () => ({ column: screen.buffer.active.cursorX, row: screen.buffer.active.cursorY }),
    resize: (columns, height) => {
      screen.resize(columns, height);
      pty.resize(columns, height);
    },
    exited,
    pid: pty.pid,
    kill: (signal) => {
      if (open.has(pty)) pty.kill(signal);
    },
  };
}

let home: string | undefined;

/** Nothing of whoever runs the tests leaks into them. */
export const quietEnv = {
  PATH: process.env['PATH'] ?? '',
  // Made when a test wants it: where none of a file is run, nothing is cleared away.
  get HOME() {
    home ??= tempFolder();
    return home;
  },
  TERM: 'xterm-256color',
  LANG: 'en_GB.UTF-8',
  HOLDFAST_REP: 'Robin',
  TZ: 'Europe/Amsterdam',
};
