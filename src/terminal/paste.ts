/** Asks the terminal to put marks around what is pasted. */
export const PASTE_ON = '\u001b[?2004h';
export const PASTE_OFF = '\u001b[?2004l';

const ESCAPE = '\u001b';
const START = '\u001b[200~';
const END = '\u001b[201~';
/** Pasted pieces beyond this many characters are cut. */
const MOST = 100_000;
/** A paste whose end never comes is over after such a silence, or it would swallow every key. */
const SILENCE = 1000;

/** What a text ends with that may be the beginning of the mark. */
const beginning = (text: string): string =>
  [5, 4, 3, 2, 1].map((length) => START.slice(0, length)).find((part) => text.endsWith(part)) ?? '';

/** How long a terminal may take for the rest of a mark; Escape on its own waits as long. */
const REST = 30;

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
  /** The beginning of a mark that the next piece may complete. */
  let held = '';
  /** What was held and then given as typed; its rest may still come from a busy machine. */
  let given = '';
  let timer: NodeJS.Timeout | undefined;

  function finish(): void {
    const text = piece ?? '';
    piece = undefined;
    if (text !== '') pasted(text.slice(0, MOST));
  }

  function giveUp(): void {
    given = held;
    held = '';
    typed(given);
  }

  /** Reads up to a mark that begins a paste, and gives back what follows it. */
  function readTyped(text: string): string {
    const all = given + held + text;
    const from = given.length;
    held = '';
    given = '';
    const start = all.indexOf(START);
    if (start >= 0) piece = '';
    else held = beginning(all.slice(from));
    const before = all.slice(from, start < 0 ? all.length - held.length : Math.max(start, from));
    if (before !== '') typed(before);
    // No key ends further along than Escape; given as typed, the rest of a mark would swallow the key that comes next.
    if (held === ESCAPE) timer = setTimeout(giveUp, REST);
    return start < 0 ? '' : all.slice(start + START.length);
  }

  /** Reads up to the mark that ends the paste, and gives back what follows it. */
  function readPasted(text: string): string {
    const all = (piece ?? '') + text;
    const end = all.indexOf(END);
    if (end < 0) {
      // What is over the limit goes, but for a tail that may hold the beginning of the mark.
      piece = all.length > MOST + END.length ? all.slice(0, MOST) + all.slice(-END.length) : all;
      timer = setTimeout(finish, SILENCE);
      return '';
    }
    piece = all.slice(0, end);
    finish();
    return all.slice(end + END.length);
  }

  return {
    read: (text) => {
      clearTimeout(timer);
      for (let rest = text; rest !== ''; ) rest = piece === undefined ? readTyped(rest) : readPasted(rest);
    },
    close: () => clearTimeout(timer),
  };
}
