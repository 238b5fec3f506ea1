import { EventEmitter } from 'node:events';
import { emitKeypressEvents, type Interface } from 'node:readline';
import { StringDecoder } from 'node:string_decoder';
import type { ReadStream } from 'node:tty';
import { heldDown, type Press, type Settled } from './held-key.js';
import { type Key, keyOf, type Pressed } from './key.js';
import { openPaste, PASTE_OFF, PASTE_ON } from './paste.js';

/**
 * The one owner of the terminal's input for a whole call. Keys wait here until a prompt is connected, and it gets them
 * one at a time: none is dropped between two questions, and none lands on the next.
 */
export interface Keyboard {
  /** Hands keys over, waiting ones first, until one settles the prompt or the function returned is called. */
  connect(listener: Listener): () => void;
  /** Lends the terminal to another program, as it was found; the function returned takes it back. Keys that came wait. */
  lend(): () => void;
  /** Drops what waits and hands over `leave`: the window was closed, the process told to stop. */
  leave(): void;
  /** Hands over `reload` before what waits. */
  reload(): void;
  close(): void;
}

const ESCAPE_TIMEOUT = 50;

export type Listener = (key: Key) => 'more' | 'settled';

export function openKeyboard(input: ReadStream, output: { write(text: string): unknown }, now: () => number): Keyboard {
  const queue: (Press & { readonly key: Key })[] = [];
  let listener: Listener | undefined;
  let settled: Settled | undefined;
  let timer: NodeJS.Timeout | undefined;

  const decoder = new StringDecoder('utf8');
  const keys = new EventEmitter() as EventEmitter & NodeJS.ReadableStream;
  // Node asks only this of a readline: how long the rest of a key may take. Escape waits for it.
  emitKeypressEvents(keys, { escapeCodeTimeout: ESCAPE_TIMEOUT } as Interface & { readonly escapeCodeTimeout: number });
  keys.on('keypress', (text: string | undefined, pressed: Pressed) => {
    const key = keyOf(text, pressed);
    if (key !== undefined) arrive(key, pressed.sequence ?? '');
  });
  const paste = openPaste(
    (text) => keys.emit('data', text),
    (text) => arrive({ name: 'paste', text }, text),
  );
  const onData = (data: Buffer): void => paste.read(decoder.write(data));
  const leave = (): void => {
    queue.splice(0, queue.length, { key: { name: 'leave' }, id: '', at: now() });
    settled = undefined;
    drain();
  };

  const reload = (): void => {
    queue.unshift({ key: { name: 'reload' }, id: '', at: now() });
    drain();
  };

  const take = (): void => {
    input.setRawMode(true);
    input.resume();
    output.write(PASTE_ON);
  };
  const giveBack = (): void => {
    input.setRawMode(false);
    input.pause();
    output.write(PASTE_OFF);
  };

  input.on('data', onData).on('end', leave).on('close', leave).on('error', leave);
  take();

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

  return {
    connect: (to) => {
      listener = to;
      drain();
      return () => {
        if (listener === to) listener = undefined;
      };
    },
    lend: () => {
      giveBack();
      return take;
    },
    leave,
    reload,
    close: () => {
      clearTimeout(timer);
      paste.close();
      listener = undefined;
      // Errors are still listened to: a terminal that has gone answers the next line with one.
      input.off('data', onData).off('end', leave).off('close', leave);
      giveBack();
    },
  };
}
