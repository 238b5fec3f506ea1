import type { Scalar } from '../value.js';
import type { Type } from './type.js';

/** A checked expression as a tree. Places are offsets in the expression's own text. */
export type Term = { readonly type: Type; readonly start: number; readonly end: number } & (
  | { readonly kind: 'literal'; readonly value: Scalar }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'today' }
  | { readonly kind: 'answered'; readonly name: string }
  | { readonly kind: 'default'; readonly value: Term; readonly otherwise: Term }
  | { readonly kind: 'visited'; readonly step: string }
  /** Whether an offer, or how often any, was shown or taken so. */
  | { readonly kind: 'offers'; readonly what: OffersWhat; readonly offer?: string }
  | { readonly kind: 'not'; readonly of: Term }
  | { readonly kind: 'and' | 'or'; readonly left: Term; readonly right: Term }
  | { readonly kind: 'choose'; readonly test: Term; readonly holds: Term; readonly fails: Term }
  /** Everything that needs all of its arguments: operators and functions. `args` of `apply` are never missing. */
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Term[]; readonly apply: Apply }
);

export type OffersWhat = 'shown' | 'accepted' | 'considering' | 'declined';

export type Apply = (args: readonly Scalar[], today: string) => Scalar | undefined;

/** The terms directly below a term. */
export function parts(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'literal':
    case 'name':
    case 'today':
    case 'answered':
    case 'visited':
    case 'offers':
      return [];
    case 'default':
      return [term.value, term.otherwise];
    case 'not':
      return [term.of];
    case 'and':
    case 'or':
      return [term.left, term.right];
    case 'choose':
      return [term.test, term.holds, term.fails];
    case 'call':
      return term.args;
  }
}
