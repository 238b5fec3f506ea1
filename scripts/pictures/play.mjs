// Plays a scene in a real pseudo-terminal.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import xterm from '@xterm/headless';
import { spawn } from 'node-pty';
import { root } from '../prepare.mjs';

const MONDAY = '2026-11-02T10:00';
/** The mark that a frame is whole: an OSC code that nobody uses. */
const FRAME = 7707;
/** How long a text may take to show; only a scene that is wrong waits for it. */
const PATIENCE = 30_000;

/** Hands the terminal as the scene leaves it, and where the cursor is if it shows, to `look`; returns what that returns. */
export async function play({ earlier = [], ...scene }, look) {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-picture-'));
  try {
    for (const before of earlier) await act({ ...before, size: scene.size }, folder, () => {});
    return await act(scene, folder, look);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function act({ args, sees, keys, size, at = MONDAY }, folder, look) {
  const { columns: cols, rows } = size;
  const terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true });
  const stage = ['--import', new URL('stage.mjs', import.meta.url).href];
  const pty = spawn(process.execPath, [...stage, join(root, 'dist', 'main.js'), ...args], {
    cols,
    rows,
    cwd: root,
    env: environment(folder, at),
  });
  pty.onData((piece) => terminal.write(piece));
  const exited = new Promise((resolve) => pty.onExit(() => terminal.write('', resolve)));
  const frames = framesOf(terminal, exited);
  const cursor = cursorOf(terminal);
  try {
    await frames.see(sees);
    for (const [typed, brings] of keys) {
      if (brings !== undefined && text(terminal).includes(brings))
        throw new Error(`"${brings}" stands there before ${JSON.stringify(typed)}`);
      pty.write(typed);
      await (brings === undefined ? exited : frames.see(brings));
    }
    return look(terminal, cursor());
  } finally {
    // As if the window were closed: a call that is open stays open.
    pty.kill();
    await exited;
  }
}

/** Looks at whole frames only, and at what stands there when Holdfast has left. */
function framesOf(terminal, exited) {
  let look = () => {};
  terminal.parser.registerOscHandler(FRAME, () => {
    look();
    return true;
  });
  exited.then(() => look(true));
  return {
    see: (wanted) =>
      new Promise((resolve, reject) => {
        const give = (settle, value) => {
          clearTimeout(timer);
          look = () => {};
          settle(value);
        };
        const fail = (why) => give(reject, new Error(`${why} "${wanted}"; the screen was:\n${text(terminal)}`));
        const timer = setTimeout(() => fail('never saw'), PATIENCE);
        look = (over = false) => {
          if (text(terminal).includes(wanted)) give(resolve);
          else if (over) fail('ended without');
        };
      }),
  };
}

/** xterm has no public way to ask whether the cursor is hidden. */
function cursorOf({ parser, buffer }) {
  let shown = true;
  for (const final of ['h', 'l']) {
    parser.registerCsiHandler({ prefix: '?', final }, (modes) => {
      if (modes.includes(25)) shown = final === 'h';
      return false;
    });
  }
  return () => (shown ? { column: buffer.active.cursorX, row: buffer.active.cursorY } : undefined);
}

function text({ buffer: { active }, rows }) {
  const lines = Array.from({ length: rows }, (_, row) => active.getLine(active.baseY + row)?.translateToString(true));
  return lines.join('\n').trimEnd();
}

/** Nothing of whoever makes the pictures gets into them. */
function environment(folder, at) {
  return {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    TERM: 'xterm-256color',
    LANG: 'en_GB.UTF-8',
    TZ: 'UTC',
    HOLDFAST_DB: join(folder, 'calls.db'),
    HOLDFAST_LOCALE: 'en-GB',
    HOLDFAST_REP: 'Robin',
    PICTURES_AT: `${at}Z`,
    PICTURES_FRAME: String(FRAME),
  };
}
