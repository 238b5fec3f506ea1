/**
 * Words somebody typed. They are kept apart from the facts of a call, so that they can be erased:
 * the property name `words` is what tells the log to do so. `null` once they have been erased.
 */
export type Words = string | null;

/** A value as it is recorded: with what was shown beside what was meant. */
export type Value =
  | { readonly type: 'choice'; readonly id: string; readonly label: string; readonly words?: Words }
  | { readonly type: 'choices'; readonly chosen: readonly { readonly id: string; readonly label: string }[] }
  | { readonly type: 'yes_no'; readonly yes: boolean; readonly label: string; readonly words?: Words }
  | { readonly type: 'text'; readonly words: Words }
  | { readonly type: 'number'; readonly number: number }
  | { readonly type: 'scale'; readonly number: number }
  /** `minor` counts the smallest unit of the currency (ISO 4217): cents for EUR, yen for JPY. */
  | { readonly type: 'money'; readonly minor: number; readonly currency: string }
  /** `date` is YYYY-MM-DD. */
  | { readonly type: 'date'; readonly date: string };

export type ValueType = Value['type'];

/** A value as an expression sees it: an option by its id, money in whole units, a date as YYYY-MM-DD. */
export type Scalar = string | number | boolean | readonly string[];
