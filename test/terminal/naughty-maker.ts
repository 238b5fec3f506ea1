import type { Chance } from './kill-chance.js';

/** Makes one text of a kind. */
export type Maker = (luck: Chance) => string;

const WORDS = ['price', 'the manager', 'Zoë', 'nobody called', 'a1', '', 'Ω', '東京'];
/** One of them, and perhaps words behind it. */
export const among =
  (...texts: readonly string[]): Maker =>
  (luck) =>
    luck.pick(texts) + luck.pick(WORDS);
/** One of them, between words or alone. */
export const within =
  (...texts: readonly string[]): Maker =>
  (luck) =>
    `${luck.pick(WORDS)}${luck.pick(texts)}${luck.pick(WORDS)}`;
