import type { ValueType } from '../value.js';

/** What an expression knows of a value. */
export type Type =
  | { readonly kind: 'number' }
  | { readonly kind: 'text' }
  | { readonly kind: 'date' }
  | { readonly kind: 'yes_no' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'choices'; readonly options: readonly string[] }
  /** Its declaration has an error of its own, so nothing is said about its use. */
  | { readonly kind: 'unknown' };

export const NUMBER: Type = { kind: 'number' };
export const TEXT: Type = { kind: 'text' };
export const DATE: Type = { kind: 'date' };
export const YES_NO: Type = { kind: 'yes_no' };
export const UNKNOWN: Type = { kind: 'unknown' };

/** The type of a name's value by the type of its question, or of a computed value. */
export function typeOf(question: ValueType, options: readonly string[]): Type {
  switch (question) {
    case 'choice':
    case 'choices':
      return { kind: question, options };
    case 'number':
    case 'money':
    case 'scale':
      return NUMBER;
    case 'text':
      return TEXT;
    case 'date':
      return DATE;
    case 'yes_no':
      return YES_NO;
  }
}

/** As a trainer would say it. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case 'number':
      return 'a number';
    case 'text':
      return 'text';
    case 'date':
      return 'a date';
    case 'yes_no':
      return 'yes or no';
    case 'choice':
      return 'a choice';
    case 'choices':
      return 'several choices';
    case 'unknown':
      return 'unknown';
  }
}
