import { keySpan } from '../read/tree.js';
import { WORDS_A_MINUTE, wordsIn } from '../spoken.js';
import type { Lint } from './linted.js';

const MOST_SECONDS = 20;
const MOST_WORDS = (MOST_SECONDS * WORDS_A_MINUTE) / 60;

/** Texts to read aloud that keep the customer from talking. */
export const longSay: Lint = ({ flow, lists, report }) => {
  for (const { id, tree } of lists.flatMap(({ steps }) => steps)) {
    const say = flow.steps.get(id?.text ?? '')?.say;
    const words = say === undefined ? 0 : wordsIn(say);
    if (say === undefined || words <= MOST_WORDS) continue;
    const seconds = Math.round((words * 60) / WORDS_A_MINUTE);
    const message = `${words} words take about ${seconds} seconds to say, and the customer only listens`;
    report('long-say', keySpan(tree, 'say'), message, `stop and ask before ${MOST_WORDS} words: make two steps of it`);
  }
};
