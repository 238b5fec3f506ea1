import { isAside, type Screen } from '../call/screen.js';
import { itemsOf, settled } from './items.js';
import type { Desk } from './keyboard-desk.js';
import { readLines } from './lines.js';
import { answerLines, findLines } from './plain-answer.js';
import { type Read, reader } from './plain-read.js';
import { script } from './plain-script.js';
import { itemLines, settleLines } from './plain-wrap-up.js';
import { visible } from './visible.js';

/** What a screen lists, from which one may also pick nothing. */
const LISTS: ReadonlyMap<Screen['kind'], string> = new Map<Screen['kind'], string>([
  ['cards', 'card'],
  ['trail', 'step'],
  ['way_out', 'way out'],
]);

/** A rep behind a pipe, a dumb terminal or a screen reader: plain lines, no cursor codes, a line read per question. */
export function plainDesk(input: NodeJS.ReadableStream, write: (text: string) => unknown): Desk {
  const lines = readLines(input);
  const put = (text: string) => write(visible(text));
  const print = (text: string) => put(`${text}\n`);
  /** Jots typed on a screen whose answer is not taken yet, and what was set there. */
  const jots = new Map<string, string>();
  const picks = new Map<string, Map<string, string>>();

  /** The next screen of the path shows that the answer was taken. */
  function forget({ key }: Screen): void {
    for (const kept of [jots, picks]) for (const other of [...kept.keys()]) if (other !== key) kept.delete(other);
  }

  async function settle(screen: Screen, read: Read) {
    const set = picks.get(screen.key) ?? new Map<string, string>();
    picks.set(screen.key, set);
    print(itemLines(screen, set).join('\n'));
    const reply = await settleLines(screen, set, read, print);
    if (reply.kind === 'answer') picks.set(screen.key, new Map(settled(screen, { picks: set }).picks));
    return reply;
  }

  return {
    ask: async (prompt) => {
      const { screen, refusal, saving } = prompt;
      if (!isAside(screen)) forget(screen);
      print(refusal ? `! ${refusal.message}` : script(prompt));
      const now = saving();
      if (now.kind === 'not_saved') print(`NOT SAVED: ${now.why}. Go on: it is saved as soon as it can be.`);
      const read = reader(screen, lines, put, print);
      if (itemsOf(screen).length > 0) return settle(screen, read);
      const list = LISTS.get(screen.kind);
      return list !== undefined && screen.options.length > 0
        ? findLines(screen, list, read, print)
        : answerLines(screen, jots, read);
    },
    trail: print,
    leave: lines.stop,
    reload: lines.interrupt,
    close: lines.close,
  };
}
