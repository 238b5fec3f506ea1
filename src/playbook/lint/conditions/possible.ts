import type { Scalar } from '../../value.js';
import { MOST, type Range, range } from './range.js';

/** What a part of an expression can come out as. More than it really can, where that is not known; never less. */
export interface Possible {
  readonly missing: boolean;
  /** `undefined`: nothing but missing. */
  readonly values: Values | undefined;
}

export type Values =
  /** One of these: options, yes or no, words in quotes. */
  | { readonly kind: 'one'; readonly of: ReadonlySet<string | boolean> }
  /** Any words but these. */
  | { readonly kind: 'words'; readonly except: ReadonlySet<string | boolean> }
  | Range
  /** As a range, counted from 1970. */
  | { readonly kind: 'days'; readonly min: number; readonly max: number }
  | Several
  | { readonly kind: 'any' };

/** Several options out of so many: these for certain, those not, and at least or at most so many. */
export interface Several {
  readonly kind: 'several';
  readonly outOf: number;
  readonly with: ReadonlySet<string>;
  readonly without: ReadonlySet<string>;
  readonly least: number;
  readonly most: number;
}

export const there = (values: Values | undefined): Possible => ({ missing: false, values });

export const one = (...of: readonly (string | boolean)[]): Values => ({ kind: 'one', of: new Set(of) });

export const EITHER = one(true, false);
export const ANY: Values = { kind: 'any' };
export const WORDS: Values = { kind: 'words', except: new Set() };
export const NUMBERS: Range = { kind: 'range', min: -MOST, max: MOST, whole: false };

/** The years that a date can have. */
const [FIRST, LAST] = [-719_528, 2_932_896];
export const DAYS = { kind: 'days', min: FIRST, max: LAST } as const;

const DAY = 86_400_000;

/** YYYY-MM-DD as days since 1970; `undefined` where it is no day. */
export function dayNumber(date: Scalar | undefined): number | undefined {
  const time =
    typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(time) ? time / DAY : undefined;
}

/** What is in either. */
export function either(a: Values | undefined, b: Values | undefined): Values | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.kind === 'one' && b.kind === 'one') return { kind: 'one', of: new Set([...a.of, ...b.of]) };
  if (a.kind === 'range' && b.kind === 'range') {
    return range(Math.min(a.min, b.min), Math.max(a.max, b.max), a.whole && b.whole);
  }
  if (a.kind === 'days' && b.kind === 'days') {
    return { kind: 'days', min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) };
  }
  return ANY;
}
