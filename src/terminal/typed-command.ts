import type { Reply } from '../call/rep.js';

/** What can be typed after a slash, on a keyboard and in plain lines alike. */
export const TYPED_COMMANDS: readonly (readonly [word: string, meaning: string])[] = [
  ['/back', 'to the screen before'],
  ['/forward', 'again over what still holds'],
  ['/note words', 'a note, kept with the call'],
  ['/trail', 'what was answered so far'],
  ['/out', 'the customer hung up, insists, calls back later'],
  ['/why', 'the reason behind a step'],
  ['/leave', 'leave; the call can be resumed'],
];

/** `undefined` for a word that is no command. */
export function readCommand(typed: string): Reply | { readonly kind: 'help' } | undefined {
  const [, word = '', rest = ''] = /^\/?(\S*)\s*(.*)$/s.exec(typed.trim()) ?? [];
  switch (word.toLowerCase()) {
    case 'back':
      return { kind: 'back' };
    case 'forward':
      return { kind: 'forward' };
    case 'note':
      return rest === '' ? { kind: 'note' } : { kind: 'note', text: rest };
    case 'trail':
      return { kind: 'trail' };
    case 'out':
      return { kind: 'way_out' };
    case 'why':
    case 'help':
      return { kind: 'help' };
    case 'leave':
      return { kind: 'leave' };
    default:
      return undefined;
  }
}
