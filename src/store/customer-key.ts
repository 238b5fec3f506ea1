import type { Value } from '../playbook/value.js';

/**
 * What makes two ways of writing an account number the same customer: NFKC, case folded, spaces, dashes and invisible
 * characters removed. Empty when nothing is left to tell anybody by.
 */
export function customerKey(value: Value | null): string {
  const signs = typed(value)
    .normalize('NFKC')
    .replace(/[\s\p{Dash}\p{Default_Ignorable_Code_Point}]/gu, '');
  // Upper case first unfolds what lower case alone leaves apart, such as ß and ss.
  return signs.toUpperCase().toLowerCase().normalize('NFKC');
}

function typed(value: Value | null): string {
  switch (value?.type) {
    case 'text':
      return value.words ?? '';
    case 'number':
    case 'scale':
      return String(value.number);
    case 'choice':
      return value.id;
    case 'date':
      return value.date;
    default:
      return '';
  }
}
