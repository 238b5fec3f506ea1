import type { Item, Screen } from '../call/screen.js';
import { canBeAsked, isOpen, isTick, itemsOf, settingOf } from './items.js';
import { fit, fold, hang, wrap } from './layout.js';
import type { Theme } from './theme.js';
import { MOST_DIGITS, type Typing } from './typing.js';
import { visible } from './visible.js';

/** The items of a wrap-up as lines: one each, but for the one the cursor is on, which shows whole and how it can be set. */
export function itemRows(
  screen: Screen,
  typing: Typing,
  width: number,
  theme: Theme,
): readonly { readonly on: boolean; readonly lines: readonly string[] }[] {
  return itemsOf(screen).map((item, at) => {
    const on = item.id === typing.focus;
    const sign = `${on ? '❯' : ' '} ${at < MOST_DIGITS ? at + 1 : ' '} ${tick(item, typing)}`;
    const label = visible(item.label).replaceAll('\n', ' ');
    const room = width - sign.length;
    const text = on
      ? whole(label, choices(item, typing), room)
      : [[label, setting(item, typing)].filter(Boolean).join(': ')];
    const lines = hang(sign, text).map((line) => fit(line, width));
    const style = on ? theme.chosen : isOpen(item, typing) ? theme.alarm : (line: string) => line;
    // What scrolls is marked at the beginning of a line, which stays as it is.
    return { on, lines: lines.map((line) => (on ? style(line) : line.slice(0, 1) + style(line.slice(1)))) };
  });
}

/** Which keys work where the cursor is. */
export function keysHere(screen: Screen, typing: Typing): string {
  const items = itemsOf(screen);
  const item = items.find(({ id }) => id === typing.focus);
  const enter = enterHere(items, typing);
  switch (item?.kind) {
    case undefined:
      if (!items.some((other) => isOpen(other, typing))) return `${enter} · Up goes to the lines above`;
      return `${enter} · Up goes to what is missing`;
    case 'outcome':
      return `${item.options.length > 1 ? 'Space goes through the outcomes · ' : ''}${enter}`;
    case 'evidence':
      if (!isOpen(item, typing)) return 'Space goes on · Enter takes it';
      return canBeAsked(item) ? 'Enter asks it now · Space goes through the rest' : 'Space goes through the reasons';
    case 'follow_up':
      return `Space ticks · ${enter}`;
    case 'draft':
      return `Space ticks · e opens it in your editor · ${enter}`;
  }
}

/** Another outcome needs other things, so it has a wrap-up of its own. */
function enterHere(items: readonly Item[], typing: Typing): string {
  const other = items.find((item) => item.kind === 'outcome' && settingOf(item, typing) !== item.value);
  if (other === undefined) return 'Enter ends the call';
  return `Enter turns to "${visible(labelOf(other, settingOf(other, typing)))}", which is wrapped up next`;
}

function tick(item: Item, typing: Typing): string {
  if (!isTick(item)) return '';
  const set = settingOf(item, typing);
  return `[${set === 'drop' ? ' ' : 'x'}] ${visible(labelOf(item, set))}: `;
}

const setting = (item: Item, typing: Typing): string =>
  isTick(item) ? '' : isOpen(item, typing) ? '?' : visible(labelOf(item, settingOf(item, typing)));

/** Few options stand side by side; of many only the one that is set. */
function choices(item: Item, typing: Typing): readonly string[] {
  if (isTick(item)) return [];
  const set = settingOf(item, typing);
  if (item.kind === 'evidence')
    return item.options.map(({ id, label }) => `(${id === set ? '•' : ' '}) ${visible(label)}`);
  const at = item.options.findIndex(({ id }) => id === set) + 1;
  const which = item.options.length > 1 ? [`${at} of ${item.options.length}`] : [];
  return [`‹ ${visible(labelOf(item, set))} ›`, ...which];
}

/** A label, wrapped, and behind it what can be chosen. */
function whole(label: string, pieces: readonly string[], room: number): readonly string[] {
  if (pieces.length === 0) return wrap(label, room);
  const lines = wrap(`${label}:`, room);
  return [...lines.slice(0, -1), ...fold([lines.at(-1) ?? '', ...pieces], '  ', room)];
}

const labelOf = ({ options }: Item, set: string): string => options.find(({ id }) => id === set)?.label ?? set;
