import type { Picks } from '../call/rep.js';
import type { Item, Screen } from '../call/screen.js';

/** What was set at wrap-up, and the id of the item the cursor is on. */
export interface Settling {
  readonly picks: Picks;
  readonly focus: string;
}

/** The focus that is on no item: what is typed is the note. */
export const ON_NOTE = '';

export const itemsOf = ({ items = [] }: Screen): readonly Item[] => items;

/** The id of the option an item is set to; empty: the rep has to say. */
export const settingOf = ({ id, value }: Item, { picks }: Pick<Settling, 'picks'>): string => picks.get(id) ?? value;

export const settingsOf = (screen: Screen, settling: Pick<Settling, 'picks'>): Picks =>
  new Map(itemsOf(screen).map((item) => [item.id, settingOf(item, settling)]));

/** Whether it only says yes or no to what is proposed. */
export const isTick = ({ kind }: Item): boolean => kind === 'follow_up' || kind === 'draft';

/** Evidence that nothing has been said about. */
export const isOpen = (item: Item, settling: Pick<Settling, 'picks'>): boolean =>
  item.kind === 'evidence' && settingOf(item, settling) === '';

export const canBeAsked = ({ options }: Item): boolean => options.some(({ id }) => id === 'ask');

/**
 * What was set before, as far as it can still be. The cursor is where it was; but before a note is begun, it is on the first
 * item that can be asked for, so that Enter does what comes next. Else it is on the note, which may be what is missing.
 */
export function settleAgain(screen: Screen, before: Settling | undefined, note: string): Settling {
  const items = itemsOf(screen);
  const picks = new Map(
    items.flatMap(({ id, options }) => {
      const picked = before?.picks.get(id);
      return picked !== undefined && options.some((option) => option.id === picked) ? [[id, picked] as const] : [];
    }),
  );
  const there = items.some(({ id }) => id === before?.focus) || (before?.focus === ON_NOTE && note !== '');
  const open = items.find((item) => isOpen(item, { picks }) && canBeAsked(item))?.id;
  return { picks, focus: there && before ? before.focus : (open ?? ON_NOTE) };
}

/** What outlives an answer that was sent: another outcome and a question to ask are done with, or were refused. */
export function settled(screen: Screen, { picks }: Pick<Settling, 'picks'>): Settling {
  const outcomes = new Set(itemsOf(screen).flatMap(({ id, kind }) => (kind === 'outcome' ? [id] : [])));
  const left = [...picks].filter(([item, option]) => !outcomes.has(item) && option !== 'ask');
  return { picks: new Map(left), focus: NOWHERE };
}

/** No item has it: the focus is found anew. */
const NOWHERE = '?';
