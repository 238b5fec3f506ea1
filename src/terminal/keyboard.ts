import { emitKeypressEvents } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { heldDown, type Press, type Settled } from './held-key.js';
import { type Key, keyOf, type Pressed } from './key.js';

/**
 * The one owner of the terminal's input for a whole call. Keys wait here until a prompt is connected, and it gets them
 * one at a time: none is dropped between two questions, and none lands on the next.
 */
export interface Keyboard {
  /** Hands keys over, waiting ones first, until one settles the prompt or the function returned is called. */
  connect(listener: Listener): () => void;
  /** Drops what waits and hands over `leave`: the window was closed, the process told to stop. */
  leave(): void;
  close(): void;
}

export type Listener = (key: Key) => 'more' | 'settled';

/** Pasted pieces beyond this many characters are cut. */
const MOST_PASTED = 100_000;
const PASTE_ON = '\u001b[?2004h';
const PASTE_OFF = '\u001b[?2004l';

export function openKeyboard(input: ReadStream, output: { write(text: string): unknown }, now: () => number): Keyboard {
  const queue: (Press & { readonly key: Key })[] = [];
  let listener: Listener | undefined;
  let settled: Settled | undefined;
  let paste: string | undefined;
  let timer: NodeJS.Timeout | undefined;

  const onKeypress = (text: string | undefined, pressed: Pressed): void => {
    if (pressed.name === 'paste-start') {
      paste = '';
    } else if (pressed.name === 'paste-end') {
      if (paste) arrive({ name: 'paste', text: paste.slice(0, MOST_PASTED) }, paste);
      paste = undefined;
    } else if (paste !== undefined) {
      if (paste.length < MOST_PASTED) paste += text ?? pressed.sequence ?? '';
    } else {
      const key = keyOf(text, pressed);
      if (key !== undefined) arrive(key, pressed.sequence ?? '');
    }
  };
  const onEnd = (): void => keyboard.leave();

  emitKeypressEvents(input);
  input.setRawMode(true);
  input.on('keypress', onKeypress).on('end', onEnd).on('close', onEnd).on('error', onEnd);
  input.resume();
  output.write(PASTE_ON);

  function arrive(key: Key, id: string): void {
    queue.push({ key, id, at: now() });
    drain();
  }

  function drain(): void {
    clearTimeout(timer);
    while (listener !== undefined) {
      const [press, next] = queue;
      if (press === undefined) return;
      const verdict = heldDown(settled, press, next, now());
      if (verdict.kind === 'wait') {
        timer = setTimeout(drain, verdict.until - now() + 1);
        return;
      }
      queue.shift();
      if (verdict.kind === 'held') {
        settled = { ...press, held: true };
        continue;
      }
      const settles = listener(press.key) === 'settled';
      if (settles) listener = undefined;
      settled = settles ? { ...press, held: false } : undefined;
    }
  }

  const keyboard: Keyboard = {
    connect: (to) => {
      listener = to;
      drain();
      return () => {
        if (listener === to) listener = undefined;
      };
    },
    leave: () => {
      queue.splice(0, queue.length, { key: { name: 'leave' }, id: '', at: now() });
      drain();
    },
    close: () => {
      clearTimeout(timer);
      listener = undefined;
      input.off('keypress', onKeypress).off('end', onEnd).off('close', onEnd).off('error', onEnd);
      input.setRawMode(false);
      input.pause();
      output.write(PASTE_OFF);
    },
  };
  return keyboard;
}
