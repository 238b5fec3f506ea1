import type { Picks, Reply } from '../call/rep.js';
import type { Item, Screen } from '../call/screen.js';
import { isOpen, isTick, itemsOf, settingOf, settingsOf } from './items.js';
import { named } from './plain-option.js';
import type { Read } from './plain-read.js';

/** The items of a wrap-up, numbered, with what each is set to. */
export const itemLines = (screen: Screen, picks: ReadonlyMap<string, string>): readonly string[] =>
  itemsOf(screen).map((item, at) => `  ${at + 1} ${itemLine(item, picks)}`);

/** Settles a wrap-up line by line: evidence that is missing, what is to be dropped, the note. `picks` is kept up to date. */
export async function settleLines(
  screen: Screen,
  picks: Map<string, string>,
  read: Read,
  print: (text: string) => void,
): Promise<Reply> {
  const items = itemsOf(screen);
  const reply = (note: string, set: Picks = picks): Reply => {
    return { kind: 'answer', raw: note, picks: settingsOf(screen, { picks: set }) };
  };
  const outcome = (line: string): Reply | 'again' | undefined => {
    const [command, said] = /^\/outcome\b\s*(.*)$/i.exec(line.trim()) ?? [];
    const item = items.find(({ kind }) => kind === 'outcome');
    if (item === undefined || command === undefined) return undefined;
    const option = optionOf(item, said ?? '');
    if (option !== undefined) return reply('', new Map(picks).set(item.id, option));
    print(`type /outcome and one of: ${numbered(item)}`);
    return 'again';
  };

  for (const item of items.filter((item) => isOpen(item, { picks }))) {
    const said = await mark(item);
    if (typeof said !== 'string') return said;
    if (said === 'ask') return reply('');
  }
  if (items.some(isTick)) {
    const said = await drop();
    if (said !== undefined) return said;
  }
  const note = await read('a note, or nothing: Enter ends the call', outcome);
  return typeof note === 'string' ? reply(note) : note;

  /** Why evidence is missing, unless it is to be asked or may come with the note. */
  async function mark(item: Item): Promise<string | Reply> {
    const later = item.options.some(({ id }) => id === 'ask') ? '' : ', or nothing to give it now';
    for (;;) {
      const typed = await read(`${item.label} is missing: ${numbered(item)}${later}`, outcome);
      if (typeof typed !== 'string') return typed;
      const option = optionOf(item, typed);
      if (option !== undefined) picks.set(item.id, option);
      if (option !== undefined || (later !== '' && typed.trim() === '')) return option ?? '';
      print(`! "${typed}" is none of them`);
    }
  }

  /** Numbers drop what was proposed, and take it up again. */
  async function drop(): Promise<Reply | undefined> {
    for (;;) {
      const typed = await read('to drop, numbers as in 3,4, or nothing', outcome);
      if (typeof typed !== 'string') return typed;
      const said = typed.split(/[\s,]+/).filter(Boolean);
      if (said.length === 0) return undefined;
      const chosen = said.flatMap((number) => items[Number(number) - 1] ?? []).filter(isTick);
      if (chosen.length < said.length) {
        const numbers = items.flatMap((item, at) => (isTick(item) ? [at + 1] : []));
        print(`! these can be dropped: ${numbers.join(', ')}`);
        continue;
      }
      for (const item of chosen) {
        const other = item.options.find(({ id }) => id !== settingOf(item, { picks }));
        if (other !== undefined) picks.set(item.id, other.id);
      }
      print(chosen.map((item) => itemLine(item, picks)).join('\n'));
    }
  }
}

function itemLine(item: Item, picks: ReadonlyMap<string, string>): string {
  const set = settingOf(item, { picks });
  const label = item.options.find(({ id }) => id === set)?.label ?? set;
  if (isTick(item)) return `${label}: ${item.label}`;
  const more = item.kind === 'outcome' && item.options.length > 1 ? ' (/outcome for another)' : '';
  return `${item.label}: ${label === '' ? 'missing' : label}${more}`;
}

const numbered = ({ options }: Item): string => options.map(({ label }, at) => `${at + 1} ${label}`).join(', ');

function optionOf({ options }: Item, typed: string): string | undefined {
  const said = typed.trim().toLowerCase();
  return (options[Number(said) - 1] ?? named(options, said))?.id;
}
