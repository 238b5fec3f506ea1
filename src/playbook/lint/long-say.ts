import { keySpan } from '../read/tree.js';
import type { Template } from '../template.js';
import type { Lint } from './linted.js';

/** 20 seconds at 150 words a minute. */
const MOST_WORDS = 50;

/** Texts to read aloud that keep the customer from talking. */
export const longSay: Lint = ({ flow, lists, report }) => {
  for (const { id, tree } of lists.flatMap(({ steps }) => steps)) {
    const say = flow.steps.get(id?.text ?? '')?.say;
    const words = say === undefined ? 0 : wordsIn(say);
    if (say === undefined || words <= MOST_WORDS) continue;
    const seconds = Math.round((words * 20) / MOST_WORDS);
    const message = `${words} words take about ${seconds} seconds to say, and the customer only listens`;
    report('long-say', keySpan(tree, 'say'), message, `stop and ask before ${MOST_WORDS} words: make two steps of it`);
  }
};

/** What is filled in counts as one word. */
const wordsIn = ({ parts }: Template): number =>
  parts
    .map((part) => (typeof part === 'string' ? part : 'word'))
    .join('')
    .match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
