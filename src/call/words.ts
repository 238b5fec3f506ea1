import { maskCardNumbers } from './card-number.js';

/** The most characters one answer or note may have. */
export const MOST_CHARACTERS = 20_000;

/** Why words cannot be kept; `undefined` when they can. */
export function tooLong(typed: string, most: number = MOST_CHARACTERS): string | undefined {
  // A character takes one or two units, so twice as many units are too many whatever they are.
  const characters = typed.length > most * 2 ? typed.length : [...typed].length;
  return characters > most ? `that is ${characters} characters long; the most is ${most}` : undefined;
}

/**
 * Words as they may be stored: trimmed, well-formed Unicode without NUL (SQLite's text functions stop there), card
 * numbers masked. Everything typed passes here once, on its way in.
 */
export function storable(typed: string): { readonly words: string; readonly endings: readonly string[] } {
  const { text, endings } = maskCardNumbers(typed.toWellFormed().replaceAll('\0', '\uFFFD').trim());
  return { words: text, endings };
}
