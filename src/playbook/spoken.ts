import type { Template } from './template.js';

/** Of a text that is read aloud. */
export const WORDS_A_MINUTE = 150;

/** What is filled in counts as one word. */
export const wordsIn = ({ parts }: Template): number =>
  parts
    .map((part) => (typeof part === 'string' ? part : 'word'))
    .join('')
    .match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
