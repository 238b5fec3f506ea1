import type { Reply } from '../call/rep.js';
import type { Screen } from '../call/screen.js';
import { rawOf, wordsBefore } from './plain-option.js';
import type { Read } from './plain-read.js';
import { search } from './search.js';

/** The answer to a question: the line before it, the question, the words beside an option. `jots` keeps what was typed first. */
export async function answerLines(screen: Screen, jots: Map<string, string>, read: Read): Promise<Reply> {
  const left = await jot(screen, jots, read);
  if (left !== undefined) return left;
  const { key, question, options, step = 'answer' } = screen;
  const line = await read(question === undefined ? 'Enter goes on' : step);
  if (typeof line !== 'string') return line;
  const given = question === undefined ? {} : { raw: rawOf(screen, line) };
  const picked = options.find(({ id }) => id === given.raw);
  const words = picked?.words ? await read(`${picked.label}: in a few words (optional)`) : '';
  if (typeof words !== 'string') return words;
  const said = { jot: jots.get(key) ?? '', words: words === '' ? wordsBefore(screen, picked?.id) : words };
  return { kind: 'answer', ...given, ...said };
}

async function jot({ key, jot, prefill }: Screen, jots: Map<string, string>, read: Read): Promise<Reply | undefined> {
  if (jot === undefined || jots.has(key)) return undefined;
  const typed = await read(`${jot} (optional)`);
  if (typeof typed !== 'string') return typed;
  jots.set(key, typed === '' ? (prefill?.jot ?? '') : typed);
  return undefined;
}

/** One of a list of cards, or of steps to go back to; nothing is none of them. */
export async function findLines(
  screen: Screen,
  label: string,
  read: Read,
  print: (text: string) => unknown,
): Promise<Reply> {
  for (;;) {
    const line = await read(label);
    if (typeof line !== 'string') return line;
    if (line.trim() === '') return { kind: 'back' };
    const raw = rawOf(screen, line);
    if (screen.options.some(({ id }) => id === raw)) return { kind: 'answer', raw };
    const fitting = search(screen.options, line).map(({ label }) => label);
    print(`! "${line}" fits ${fitting.length === 0 ? 'none' : `several: ${fitting.join('; ')}`}`);
  }
}
