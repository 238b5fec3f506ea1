/** Asks the terminal to put marks around what is pasted. */
export const PASTE_ON = '\u001b[?2004h';
export const PASTE_OFF = '\u001b[?2004l';

const START = '\u001b[200~';
const END = '\u001b[201~';
/** Pasted pieces beyond this many characters are cut. */
const MOST = 100_000;
/** A paste whose end never comes is over after such a silence, or it would swallow every key. */
const SILENCE = 1000;

/** What a text ends with that can only be the beginning of the mark; no key is so far along. */
const beginning = (text: string): string =>
  [5, 4, 3].map((length) => START.slice(0, length)).find((part) => text.endsWith(part)) ?? '';

export interface Paste {
  /** Takes what the terminal sent. */
  read(text: string): void;
  close(): void;
}

/**
 * Parts what is typed from what is pasted, before anything decodes keys: pasted bytes may look like the beginning of a key,
 * and would take the mark that ends them along.
 */
export function openPaste(typed: (text: string) => unknown, pasted: (text: string) => void): Paste {
  let piece: string | undefined;
  /** The beginning of a mark that the next piece will complete. */
  let held = '';
  let timer: NodeJS.Timeout | undefined;

  function finish(): void {
    clearTimeout(timer);
    const text = piece ?? '';
    piece = undefined;
    if (text !== '') pasted(text.slice(0, MOST));
  }

  function read(text: string): void {
    if (piece === undefined) {
      const whole = held + text;
      held = beginning(whole);
      const all = whole.slice(0, whole.length - held.length);
      const start = all.indexOf(START);
      if (start !== 0 && all !== '') typed(start < 0 ? all : all.slice(0, start));
      if (start < 0) return;
      piece = '';
      const rest = all.slice(start + START.length) + held;
      held = '';
      read(rest);
      return;
    }
    const all = piece + text;
    const end = all.indexOf(END);
    clearTimeout(timer);
    if (end < 0) {
      // What is over the limit goes, but for a tail that may hold the beginning of the mark.
      piece = all.length > MOST + END.length ? all.slice(0, MOST) + all.slice(-END.length) : all;
      timer = setTimeout(finish, SILENCE);
      return;
    }
    piece = all.slice(0, end);
    finish();
    if (all.length > end + END.length) read(all.slice(end + END.length));
  }

  return { read, close: () => clearTimeout(timer) };
}
