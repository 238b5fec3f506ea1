import { PassThrough } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Rep, Reply } from '../call/rep.js';
import { isAside, type Screen } from '../call/screen.js';
import { EDITOR_GONE, editText } from './editor.js';
import { itemsOf, settled } from './items.js';
import { openKeyboard } from './keyboard.js';
import { fit, wrap } from './layout.js';
import { show } from './prompt.js';
import { theme } from './theme.js';
import { begin, type Typing } from './typing.js';
import { visible } from './visible.js';

/** Where a rep sits: a `Rep` that can be told to leave, and gives its terminal back. */
export interface Desk extends Rep {
  /**
   * The window was closed or the process told to stop: the screen that is open answers with `leave`. `signal`: what told
   * it; an interrupt is for the editor, while one is open.
   */
  leave(signal?: string): void;
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
  /** What is half typed, by screen: it outlives a note, a look at the trail, a step back, an answer not taken. */
  const drafts = new Map<string, Typing>();
  let answered: string | undefined;
  /** The screen beside the path that was answered last; its draft goes unless what was typed there was refused. */
  let aside: string | undefined;
  let editing: AbortController | undefined;
  /** Why the editor changed nothing. */
  let trouble: string | undefined;

  function forget(key: string): void {
    for (const kept of drafts.keys()) if (kept === key || kept.startsWith(`${key}/`)) drafts.delete(kept);
  }

  function write(line: string): void {
    const width = Math.max((output.columns || 80) - 1, 10);
    const text = visible(line).replaceAll('\n', ' ');
    const shown = /^[!·↻]/.test(text) ? wrap(text, width) : [fit(text, width)];
    for (const part of shown) output.write(`${style.quiet(part)}\n`);
  }

  function redraw(): void {
    output.write(CLEAR);
    lines.slice(-KEPT).forEach(write);
  }

  function keep(screen: Screen, { kind }: Reply, typing: Typing): void {
    const sent = kind === 'answer' && itemsOf(screen).length > 0;
    drafts.set(screen.key, sent ? { ...typing, ...settled(screen, typing) } : typing);
    if (isAside(screen)) aside = kind === 'answer' || kind === 'back' ? screen.key : undefined;
    else answered = kind === 'answer' || kind === 'forward' ? screen.key : undefined;
  }

  return {
    ask: async (prompt) => {
      const { screen } = prompt;
      const { key } = screen;
      // The next screen shows that the answer was taken.
      if (answered !== undefined && key !== answered && !key.startsWith(`${answered}/`)) forget(answered);
      if (aside !== undefined && key !== aside && prompt.refusal === undefined) drafts.delete(aside);
      aside = undefined;
      // A reason is for one check: another answer meets another.
      drafts.delete(`${key}/override`);
      const begun = begin(prompt, drafts.get(key));
      const told = trouble ?? begun.problem;
      trouble = undefined;
      for (let typing = told === undefined ? begun : { ...begun, problem: told }; ; ) {
        const done = await show(
          { prompt, typing, keyboard, terminal: output, theme: style },
          // inquirer listens to its input, which is ours already: it gets one that stays silent.
          { input: new PassThrough(), output, clearPromptOnDone: true },
        );
        typing = done.typing;
        if (done.reply !== undefined) {
          keep(screen, done.reply, typing);
          return done.reply;
        }
        redraw();
      }
    },
    edit: async (text) => {
      const takeBack = keyboard.lend();
      editing = new AbortController();
      const edited = await editText(text, env, editing.signal);
      editing = undefined;
      output.write(EDITOR_GONE);
      takeBack();
      redraw();
      if ('text' in edited) return edited.text;
      trouble = edited.problem;
      return undefined;
    },
    trail: (line) => {
      lines.push(line);
      write(line);
    },
    leave: (signal) => {
      // Ctrl-C reaches every program of the terminal, and editors give it a meaning of their own.
      if (editing !== undefined && signal === 'SIGINT') return;
      editing?.abort();
      keyboard.leave();
    },
    reload: keyboard.reload,
    close: keyboard.close,
  };
}
