import { PassThrough } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Rep } from '../call/rep.js';
import { openKeyboard } from './keyboard.js';
import { fit } from './layout.js';
import { show } from './prompt.js';
import { theme } from './theme.js';
import { begin } from './typing.js';
import { visible } from './visible.js';

/** Where a rep sits: a `Rep` that can be told to leave, and gives its terminal back. */
export interface Desk extends Rep {
  /** The window was closed or the process told to stop: the screen that is open answers with `leave`. */
  leave(): void;
  /** Gives the terminal back as it was. */
  close(): void;
}

const CLEAR = '\u001b[2J\u001b[H';
/** Lines of the trail that come back after the screen was cleared. */
const KEPT = 3;

export function keyboardDesk(
  input: ReadStream,
  output: WriteStream,
  env: Readonly<Record<string, string | undefined>>,
  now: () => number,
): Desk {
  const keyboard = openKeyboard(input, output, now);
  const style = theme(env);
  const lines: string[] = [];
  const write = (line: string) =>
    output.write(`${style.quiet(fit(visible(line).replaceAll('\n', ' '), Math.max(output.columns - 1, 10)))}\n`);

  return {
    ask: async (prompt) => {
      let typing = begin(prompt);
      for (;;) {
        // inquirer listens to its input, which is ours already: it gets one that stays silent.
        const settled = await show(
          { prompt, typing, keyboard, terminal: output, theme: style },
          { input: new PassThrough(), output, clearPromptOnDone: true },
        );
        if (settled.kind === 'reply') return settled.reply;
        typing = settled.typing;
        output.write(CLEAR);
        lines.slice(-KEPT).forEach(write);
      }
    },
    trail: (line) => {
      lines.push(line);
      write(line);
    },
    leave: keyboard.leave,
    close: keyboard.close,
  };
}
