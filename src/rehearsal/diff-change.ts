/** Which of three things a change changes; the first that fits. */
export type Sort = 'happens' | 'figures' | 'words';

/** One difference in meaning between two versions of a playbook. */
export interface Change {
  readonly sort: Sort;
  /** What it is about, as in `step reason, option price`; empty for the playbook itself. */
  readonly where: string;
  readonly text: string;
}

export const happens = (where: string, text: string): Change => ({ sort: 'happens', where, text });
export const figures = (where: string, text: string): Change => ({ sort: 'figures', where, text });
export const words = (where: string, text: string): Change => ({ sort: 'words', where, text });

/** Says that a thing is another now, unless it is the same. */
export function became(
  make: (where: string, text: string) => Change,
  where: string,
  what: string,
  was: string | number | boolean | undefined,
  now: string | number | boolean | undefined,
): readonly Change[] {
  return was === now ? [] : [make(where, `${what} is ${said(now)}, was ${said(was)}`)];
}

const said = (value: string | number | boolean | undefined): string => {
  if (value === undefined || value === '') return 'none';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : `${value}`;
};

export const inside = (where: string, part: string): string => (where === '' ? part : `${where}, ${part}`);
