import { chance } from './kill-chance.js';
import { CONTROLS } from './naughty-controls.js';
import { WORDS } from './naughty-words.js';

/** Text that has broken a terminal, a spreadsheet, a database or a parser before. */
export interface Naughty {
  readonly category: string;
  readonly text: string;
}

/** So many different ones, the same every time, the categories in turn; none holds what could be a card number. */
export function naughtyStrings(count = 1000): readonly Naughty[] {
  const luck = chance(1);
  const kinds = Object.entries({ ...CONTROLS, ...WORDS });
  const made = new Map<string, Naughty>();
  for (let at = 0; made.size < count; at++) {
    const [category, make] = kinds[at % kinds.length] ?? luck.pick(kinds);
    const text = make(luck);
    made.set(text, made.get(text) ?? { category, text });
  }
  return [...made.values()];
}
