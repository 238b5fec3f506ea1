import type { EventEmitter } from 'node:events';
import { createPrompt, useEffect, useRef, useState } from '@inquirer/core';
import type { Prompt, Reply } from '../call/rep.js';
import type { Keyboard } from './keyboard.js';
import { type Page, press } from './press.js';
import type { Theme } from './theme.js';
import type { Typing } from './typing.js';
import { view } from './view.js';

export interface Showing {
  readonly prompt: Prompt;
  readonly typing: Typing;
  readonly keyboard: Keyboard;
  readonly terminal: EventEmitter & { readonly columns?: number; readonly rows?: number };
  readonly theme: Theme;
}

/** Without a reply: the terminal has changed its size, and what stands on it is no longer where it was drawn. */
export interface Settled {
  readonly reply?: Reply;
  readonly typing: Typing;
}

/** Shows one screen until it is answered. Keys come from our keyboard; inquirer draws and clears. */
export const show = createPrompt<Settled, Showing>(({ prompt, typing: begun, keyboard, terminal, theme }, done) => {
  const [typing, setTyping] = useState(begun);
  const [saving, setSaving] = useState(prompt.saving);
  const [, tick] = useState(0);
  const latest = useRef(begun);
  const page = useRef<Page>({ rows: 1, most: 0 });
  const line = useRef<object | undefined>(undefined);

  useEffect((rl) => {
    line.current = rl;
    const disconnect = keyboard.connect((key) => {
      const pressed = press(prompt.screen, latest.current, key, page.current);
      if (pressed.kind === 'reply') {
        done({ reply: pressed.reply, typing: latest.current });
        return 'settled';
      }
      latest.current = pressed.typing;
      setTyping(pressed.typing);
      return 'more';
    });
    const settle = (reply?: Reply): void => {
      disconnect();
      done({ ...(reply ? { reply } : {}), typing: latest.current });
    };
    const redraw = (): void => settle();
    terminal.on('resize', redraw);
    const ticking = setInterval(() => {
      tick((seconds) => seconds + 1);
      const now = prompt.saving();
      setSaving(now);
      if (now.kind === 'superseded') settle({ kind: 'leave' });
    }, 1000);
    return () => {
      disconnect();
      terminal.off('resize', redraw);
      clearInterval(ticking);
    };
  }, []);

  // A terminal that does not know its size says 0.
  const size = { columns: terminal.columns || 80, rows: terminal.rows || 24 };
  const { above, below, typed, page: shown } = view(prompt, typing, saving, size, theme);
  page.current = shown;
  // readline holds just what shows of the line: that is what inquirer places the cursor by.
  if (line.current) Object.assign(line.current, { line: typed?.text ?? '', cursor: typed?.cursor ?? 0 });
  return [above, below];
});
