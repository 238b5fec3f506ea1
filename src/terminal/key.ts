/** A key as the prompts know it. Typed characters and pasted pieces carry their text. */
export type Key = { readonly name: 'char' | 'paste'; readonly text: string } | { readonly name: KeyName };

export type KeyName =
  | 'enter'
  | 'backspace'
  | 'delete'
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'home'
  | 'end'
  | 'page_up'
  | 'page_down'
  | 'kill_line'
  | 'kill_end'
  | 'kill_word'
  | 'escape'
  | 'tab'
  | 'back_tab'
  | CommandName
  | Interruption;

/** Keys that mean the same in every question. */
export type CommandName = 'back' | 'forward' | 'note' | 'cards' | 'trail' | 'way_out' | 'help' | 'leave' | 'values';

/** Comes from outside, and never from a key. */
export type Interruption = 'leave' | 'reload';

/** What Node's readline says of a key press. */
export interface Pressed {
  readonly name?: string | undefined;
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
  readonly shift?: boolean | undefined;
}

const CTRL: ReadonlyMap<string, KeyName> = new Map<string, KeyName>([
  ['p', 'back'],
  ['f', 'forward'],
  ['n', 'note'],
  ['o', 'cards'],
  ['t', 'trail'],
  ['x', 'way_out'],
  ['g', 'help'],
  ['r', 'values'],
  ['c', 'leave'],
  ['d', 'leave'],
  ['a', 'home'],
  ['e', 'end'],
  ['u', 'kill_line'],
  ['k', 'kill_end'],
  ['w', 'kill_word'],
  ['h', 'backspace'],
]);

const NAMED: ReadonlyMap<string, KeyName> = new Map<string, KeyName>([
  ['return', 'enter'],
  ['enter', 'enter'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
  ['left', 'left'],
  ['right', 'right'],
  ['up', 'up'],
  ['down', 'down'],
  ['home', 'home'],
  ['end', 'end'],
  ['pageup', 'page_up'],
  ['pagedown', 'page_down'],
  ['escape', 'escape'],
  ['tab', 'tab'],
]);

/** `undefined` for a key that means nothing here. */
export function keyOf(
  text: string | undefined,
  { name = '', ctrl, meta, shift, sequence = '' }: Pressed,
): Key | undefined {
  if (ctrl) return named(CTRL.get(name));
  if (name === 'tab' && shift) return { name: 'back_tab' };
  const special = NAMED.get(name);
  if (special !== undefined) return { name: special };
  // Escape and a key right after it arrive as one; the key must not be lost.
  const last = sequence.slice(1);
  if (meta && /^\P{Cc}$/u.test(last)) return { name: 'char', text: last };
  if (meta || text === undefined || /^\p{Cc}/u.test(text)) return undefined;
  return { name: 'char', text };
}

const named = (name: KeyName | undefined): Key | undefined => (name === undefined ? undefined : { name });
