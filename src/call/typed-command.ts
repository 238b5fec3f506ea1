import type { Reply, WayOut } from './rep.js';

/** What can be typed after a slash, on a keyboard and in plain lines alike. */
export const TYPED_COMMANDS: readonly (readonly [word: string, meaning: string])[] = [
  ['/back', 'to the screen before'],
  ['/forward', 'again over what still holds'],
  ['/note words', 'a note, kept with the call'],
  ['/card words', 'a side script, by words of its name'],
  ['/cards', 'all of them'],
  ['/trail', 'the steps so far, and back to any'],
  ['/out', 'the customer hung up, insists, calls back later'],
  ['/insist', 'the customer insists: let them go'],
  ['/hungup', 'the customer hung up'],
  ['/wrong', 'a wrong number'],
  ['/pause', 'the customer will call back'],
  ['/why', 'the reason behind a step'],
  ['/leave', 'leave; the call can be resumed'],
];

const IN_PREVIEW: typeof TYPED_COMMANDS = [['/values', 'all conditions and values as they are now']];

export const typedCommands = (preview: boolean): typeof TYPED_COMMANDS =>
  preview ? [...IN_PREVIEW, ...TYPED_COMMANDS] : TYPED_COMMANDS;

/** All their words, as in `/back, /forward`. */
export const commandWords = (preview: boolean): string =>
  typedCommands(preview)
    .map(([word]) => word.split(' ')[0])
    .join(', ');

/** `undefined` for a word that is no command. */
export function readCommand(typed: string, preview = false): Reply | { readonly kind: 'help' } | undefined {
  const [, word = '', rest = ''] = /^\/?(\S*)\s*(.*)$/s.exec(typed.trim()) ?? [];
  switch (word.toLowerCase()) {
    case 'back':
      return { kind: 'back' };
    case 'forward':
      return { kind: 'forward' };
    case 'note':
      return rest === '' ? { kind: 'note' } : { kind: 'note', text: rest };
    case 'card':
    case 'cards':
      return rest === '' ? { kind: 'cards' } : { kind: 'cards', card: rest };
    case 'trail':
      return { kind: 'trail' };
    case 'out':
      return { kind: 'way_out' };
    case 'insist':
      return out('insist');
    case 'hungup':
      return out('hung_up');
    case 'wrong':
      return out('wrong_number');
    case 'pause':
      return out('pause');
    case 'why':
    case 'help':
      return { kind: 'help' };
    case 'leave':
      return { kind: 'leave' };
    case 'values':
      return preview ? { kind: 'values' } : undefined;
    default:
      return undefined;
  }
}

const out = (way: WayOut): Reply => ({ kind: 'way_out', way });
