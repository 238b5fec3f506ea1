import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** What comes by chance, and the same for the same seed. */
export interface Chance {
  /** Both included. */
  readonly between: (from: number, to: number) => number;
  readonly oneOf: <T>(list: readonly T[]) => T;
  /** True so many times of a hundred. */
  readonly percent: (times: number) => boolean;
  readonly some: <T>(list: readonly T[], least: number, most: number) => readonly T[];
}

export function chanceOf(seed: number): Chance {
  const generator = xoroshiro128plus(seed);
  const between = (from: number, to: number): number => uniformInt(generator, from, to);
  const oneOf = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('there is nothing to choose from');
    return list[between(0, list.length - 1)] as T;
  };
  return {
    between,
    oneOf,
    percent: (times) => between(1, 100) <= times,
    some: (list, least, most) => {
      const left = [...list];
      const count = between(Math.min(least, left.length), Math.min(Math.max(least, most), left.length));
      return Array.from({ length: count }, () => left.splice(between(0, left.length - 1), 1)).flat();
    },
  };
}
