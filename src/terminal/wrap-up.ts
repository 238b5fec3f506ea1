import type { Reply } from '../call/rep.js';
import type { Item, Screen } from '../call/screen.js';
import { canBeAsked, isOpen, isTick, itemsOf, ON_NOTE, settingOf, settingsOf } from './items.js';
import type { Key } from './key.js';
import { edit } from './line-edit.js';
import { on, type Pressed, type Typing, withLine } from './typing.js';

/** What one key does to the last screen: items to settle, and a note below them. */
export function settle(screen: Screen, typing: Typing, key: Key): Pressed {
  const item = itemsOf(screen).find(({ id }) => id === typing.focus);
  const moved = move(screen, typing, item, key);
  if (moved !== undefined) return on({ ...typing, focus: moved });
  if (key.name === 'enter') return enter(screen, typing, item);
  return item === undefined ? onNote(typing, key) : onItem(screen, typing, item, key);
}

/** The focus after a key that moves it. */
function move(screen: Screen, { focus }: Typing, item: Item | undefined, { name }: Key): string | undefined {
  const places = [...itemsOf(screen).map(({ id }) => id), ON_NOTE];
  const at = item === undefined ? places.length - 1 : places.indexOf(focus);
  switch (name) {
    case 'up':
      return places[Math.max(at - 1, 0)];
    case 'down':
      return places[Math.min(at + 1, places.length - 1)];
    case 'tab':
      return places[(at + 1) % places.length];
    case 'back_tab':
      return places.at(at - 1);
    default:
      return undefined;
  }
}

const onNote = (typing: Typing, key: Key): Pressed => on(withLine(typing, edit(typing.lines.question, key)));

function onItem(screen: Screen, typing: Typing, item: Item, key: Key): Pressed {
  switch (key.name) {
    case 'right':
      return on(turn(typing, item, 1));
    case 'left':
      return on(turn(typing, item, -1));
    case 'paste':
      return onNote(typing, key);
    case 'char':
      if (key.text === ' ') return on(turn(typing, item, 1));
      if (/^[1-9]$/.test(key.text)) return jump(screen, typing, Number(key.text));
      if (key.text === 'e' && item.kind === 'draft') return change(screen, typing, item);
      // Whoever types words means the note.
      return onNote(typing, key);
    default:
      return on(typing);
  }
}

/** The next or the last of what an item can be set to. */
function turn(typing: Typing, item: Item, by: 1 | -1): Typing {
  const { id, options } = item;
  const at = options.findIndex((option) => option.id === settingOf(item, typing));
  const next = options.at(at < 0 && by < 0 ? -1 : (at + by) % options.length);
  return next === undefined ? typing : { ...typing, picks: new Map(typing.picks).set(id, next.id) };
}

/** To an item by its digit; what is only ticked is ticked with it. */
function jump(screen: Screen, typing: Typing, digit: number): Pressed {
  const item = itemsOf(screen)[digit - 1];
  if (item === undefined) return on({ ...typing, problem: `there is no line ${digit}` });
  const there = { ...typing, focus: item.id };
  return on(isTick(item) || typing.focus === item.id ? turn(there, item, 1) : there);
}

/** Whoever changes a draft means to keep it. */
function change(screen: Screen, typing: Typing, { id }: Item): Pressed {
  return reply(screen, { ...typing, picks: new Map(typing.picks).set(id, 'keep') }, { kind: 'edit', item: id });
}

function enter(screen: Screen, typing: Typing, item: Item | undefined): Pressed {
  if (item === undefined || !isOpen(item, typing)) return reply(screen, typing, { kind: 'answer' });
  if (!canBeAsked(item)) return on({ ...typing, problem: 'say why it is missing: Space goes through the reasons' });
  return reply(screen, { ...typing, picks: new Map(typing.picks).set(item.id, 'ask') }, { kind: 'answer' });
}

type Sent = { readonly kind: 'answer' } | { readonly kind: 'edit'; readonly item: string };

function reply(screen: Screen, typing: Typing, sent: Sent): Pressed {
  const whole: Reply = { ...sent, raw: typing.lines.question.text, picks: settingsOf(screen, typing) };
  return { kind: 'reply', reply: whole };
}
