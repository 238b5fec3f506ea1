import process from 'node:process';
import xterm from '@xterm/headless';
import { spawn } from 'node-pty';
import { env } from './figures.mjs';

/** Runs node in a real pseudo-terminal, in front of an emulator that draws what it writes. */
export function inTerminal(args) {
  const size = { cols: 80, rows: 24 };
  const screen = new xterm.Terminal({ ...size, allowProposedApi: true, scrollback: 0 });
  const pty = spawn(process.execPath, args, { ...size, env });
  const exited = new Promise((resolve) => pty.onExit(resolve));
  let look = () => {};
  pty.onData((chunk) => screen.write(chunk, () => look()));

  const shown = () =>
    Array.from({ length: size.rows }, (_, at) => screen.buffer.active.getLine(at)?.translateToString(true)).join('\n');
  return {
    type: (keys) => pty.write(keys),
    kill: () => pty.kill('SIGKILL'),
    exited,
    /** Resolves once the words are on the screen; rejects with the screen when they never will be. */
    sees: (words) =>
      new Promise((resolve, reject) => {
        look = () => {
          if (shown().includes(words)) resolve();
        };
        exited.then(() => screen.write('', () => reject(new Error(`never saw "${words}":\n${shown()}`))));
        look();
      }),
  };
}
