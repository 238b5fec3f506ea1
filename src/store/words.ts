import { createHash } from 'node:crypto';
import type { EventBody } from '../call/event.js';

/** What stands in a stored event where words were: the id of the text, and `sha256(salt ‖ UTF-8 of the words)`. */
export interface TextRef {
  readonly text: string;
  readonly sha256: string;
}

/** The shape of `T` with every property named `words` held apart. */
export type Stored<T> = T extends readonly (infer Item)[]
  ? readonly Stored<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Key extends 'words' ? TextRef | null : Stored<T[Key]> }
    : T;

export type StoredBody = Stored<EventBody>;

/** The body as it is stored: words handed to `keep`, and what SQLite's text functions cannot bear replaced. */
export function takeWords(body: EventBody, keep: (words: string) => TextRef): StoredBody {
  return mapWords(body, (words) => (typeof words === 'string' ? keep(clean(words)) : words)) as StoredBody;
}

/** The body as it was appended; `null` for words that have been erased. */
export function putWords(body: StoredBody, find: (id: string) => string | null): EventBody {
  return mapWords(body, (words) => (words === null ? null : find((words as TextRef).text))) as EventBody;
}

export function hashWords(salt: Uint8Array, words: string): string {
  return createHash('sha256').update(salt).update(words, 'utf8').digest('hex');
}

/** Well-formed and without NUL: SQLite's text functions, and so the export, would stop there. */
export function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

function mapWords(value: unknown, change: (words: unknown) => unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((item) => mapWords(item, change));
  if (typeof value !== 'object' || value === null) return value;
  const mapped = Object.entries(value).map(([key, held]) => [
    key,
    key === 'words' ? change(held) : mapWords(held, change),
  ]);
  return Object.fromEntries(mapped);
}
