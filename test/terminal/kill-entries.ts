import { spoken } from '../../src/call/trail.js';

/** What a rep does, in words that both the screen and the log can give: one entry for each thing that the log must tell. */

export const entry = (step: string, value: unknown, jot = ''): string =>
  `${step}: ${JSON.stringify(value)}${jot === '' ? '' : `, jot ${jot}`}`;
export const noteEntry = (words: string): string => `note: ${words}`;
export const cardEntry = (label: string): string => `card: ${label}`;
export const offerEntry = (label: string): string => `offer: ${label}`;
export const replyEntry = (offer: string, reply: string): string => `${offer}: ${reply}`;
export const promiseEntry = (what: string): string => `promised: ${beginning(what)}`;
export const draftEntry = (label: string): string => `written: ${beginning(label)}`;
export const waivedEntry = (label: string, mark: string): string => `${label}: waived, ${mark}`;
export const endEntry = (outcome: string): string => `end: ${outcome}`;
/** To the screen before, out of a card, or to one of the trail. */
export const BACK = 'back';
export const INSIST = 'insist';
export const PAUSE = 'pause';

const LACKING: ReadonlyMap<string, string> = new Map([
  ['offer', 'An offer'],
  ['follow_up', 'A follow-up'],
  ['note', 'A note'],
]);

/** Evidence as the wrap-up names it. */
export const needLabel = (need: string): string => LACKING.get(need) ?? `The answer to "${spoken(need)}"`;

/** As much of a line as shows of it at wrap-up, whatever stands behind it. */
const beginning = (line: string): string => {
  const [text = ''] = line.replaceAll(/\s+/g, ' ').split(' (');
  return text.slice(0, 40).trim();
};
