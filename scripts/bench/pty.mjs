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
  exited.then(() => look());

  const shown = () =>
    Array.from({ length: size.rows }, (_, at) => screen.buffer.active.getLine(at)?.translateToString(true)).join('\n');
  return {
    type: (keys) => pty.write(keys),
    kill: () => pty.kill('SIGKILL'),
    exited,
    /** Resolves with the screen once the words are on it. */
    sees: (words) =>
      new Promise((resolve) => {
        look = () => {
          const text = shown();
          if (text.includes(words)) resolve(text);
        };
        look();
      }),
  };
}
