import type { EventEmitter } from 'node:events';
import { createPrompt, useEffect, useRef, useState } from '@inquirer/core';
import type { Prompt, Reply } from '../call/rep.js';
import type { Keyboard } from './keyboard.js';
import { press } from './press.js';
import type { Theme } from './theme.js';
import type { Typing } from './typing.js';
import { type Size, view } from './view.js';

export interface Showing {
  readonly prompt: Prompt;
  readonly typing: Typing;
  readonly keyboard: Keyboard;
  readonly terminal: EventEmitter & { readonly columns: number; readonly rows: number };
  readonly theme: Theme;
}

/** `redraw`: the terminal has changed its size, and what stands on it is no longer where it was drawn. */
export type Settled =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'redraw'; readonly typing: Typing };

/** Shows one screen until it is answered. Keys come from our keyboard; inquirer draws and clears. */
export const show = createPrompt<Settled, Showing>(({ prompt, typing: begun, keyboard, terminal, theme }, done) => {
  const [typing, setTyping] = useState(begun);
  const [, tick] = useState(0);
  const latest = useRef(begun);
  const line = useRef<object | undefined>(undefined);

  useEffect((rl) => {
    line.current = rl;
    const disconnect = keyboard.connect((key) => {
      const pressed = press(prompt.screen, latest.current, key);
      if (pressed.kind === 'reply') {
        done(pressed);
        return 'settled';
      }
      latest.current = pressed.typing;
      setTyping(pressed.typing);
      return 'more';
    });
    const redraw = (): void => {
      disconnect();
      done({ kind: 'redraw', typing: latest.current });
    };
    terminal.on('resize', redraw);
    const ticking = setInterval(() => tick((seconds) => seconds + 1), 1000);
    return () => {
      disconnect();
      terminal.off('resize', redraw);
      clearInterval(ticking);
    };
  }, []);

  const size: Size = { columns: terminal.columns, rows: terminal.rows };
  const { above, below, typed } = view(prompt, typing, size, theme);
  // readline holds just what shows of the line: that is what inquirer places the cursor by.
  if (line.current) Object.assign(line.current, { line: typed?.text ?? '', cursor: typed?.cursor ?? 0 });
  return [above, below];
});
