/** Chance that can be had again: the same seed brings the same choices. */
export interface Chance {
  /** From 0 up to, but not including, 1. */
  readonly part: () => number;
  /** A whole number from `least` to `most`, both included. */
  readonly whole: (least: number, most: number) => number;
  readonly pick: <T>(among: readonly T[]) => T;
  /** True so often: 0.2 is one time in five. */
  readonly often: (share: number) => boolean;
}

/** Mulberry32 (Tommy Ettinger, public domain). */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const part = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(part() * (most - least + 1));
  return {
    part,
    whole,
    pick: (among) => {
      const picked = among[whole(0, among.length - 1)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    often: (share) => part() < share,
  };
}
