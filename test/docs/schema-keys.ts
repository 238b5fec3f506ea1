import * as z from 'zod/mini';
import { playbook } from '../../src/playbook/schema.js';

type Schema = z.ZodMiniType;

/** What a schema of ours is made of, as zod keeps it. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly catchall?: Schema;
  readonly options?: readonly Schema[];
  readonly element?: Schema;
  readonly innerType?: Schema;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}

const definitionOf = (schema: Schema): Definition => schema._zod.def;

const needed = (schema: Schema): Schema => {
  const { innerType } = definitionOf(schema);
  return innerType === undefined ? schema : needed(innerType);
};

/** A key by what an editor says of it: what stands in several places, and means the same, is one. */
function nameOf(key: string, schema: Schema): string {
  const { description } = z.globalRegistry.get(needed(schema)) ?? {};
  return description === undefined ? key : `${key}: ${description}`;
}

/** The words that alone can stand at a key; those of one list are the same wherever it stands. */
function wordsOf(key: string, schema: Schema): ReadonlyMap<string, string> {
  const { entries = {}, values = [] } = definitionOf(needed(schema));
  const list = Object.values(entries);
  return new Map([
    ...list.map((word) => [word, `one of ${list.join(', ')}: ${word}`] as const),
    ...values.map((word) => [String(word), `${key}: ${word}`] as const),
  ]);
}

/** All keys that a playbook can have, and all words that can stand where only certain words can. */
export function everyKey(): ReadonlySet<string> {
  const keys = new Set<string>();
  const seen = new Set<Schema>();
  const walk = (schema: Schema): void => {
    if (seen.has(schema)) return;
    seen.add(schema);
    const { type, shape = {}, catchall, options = [], element, innerType } = definitionOf(schema);
    if (type === 'lazy' || type === 'record') throw new Error(`a schema of the type ${type} is not walked through`);
    for (const [key, value] of Object.entries(shape)) {
      for (const name of [nameOf(key, value), ...wordsOf(key, value).values()]) keys.add(name);
    }
    for (const part of [...Object.values(shape), ...options, catchall, element, innerType]) if (part) walk(part);
  };
  walk(playbook);
  return keys;
}

export interface Used {
  readonly keys: ReadonlySet<string>;
  readonly expressions: readonly string[];
}

/** The keys and words that a playbook uses, and all its expressions. */
export function usedIn(document: unknown): Used {
  const keys = new Set<string>();
  const expressions: string[] = [];

  function walk(wanted: Schema, value: unknown): void {
    const schema = needed(wanted);
    const { options = [], element } = definitionOf(schema);
    if (isExpression(schema)) expressions.push(String(value));
    for (const option of options) if (z.safeParse(option, value).success) walk(option, value);
    if (element !== undefined && Array.isArray(value)) for (const item of value) walk(element, item);
    else if (typeof value === 'object' && value !== null) walkKeys(schema, value);
  }

  function walkKeys(schema: Schema, value: object): void {
    const { shape = {}, catchall } = definitionOf(schema);
    for (const [key, part] of Object.entries(value)) {
      const known = Object.hasOwn(shape, key) ? shape[key] : undefined;
      if (known === undefined) {
        if (catchall) walk(catchall, part);
        continue;
      }
      keys.add(nameOf(key, known));
      const word = wordsOf(key, known).get(String(part));
      if (word !== undefined) keys.add(word);
      walk(known, part);
    }
  }

  walk(playbook, document);
  return { keys, expressions };
}

const isExpression = (schema: Schema): boolean =>
  definitionOf(schema)
    .options?.map((option) => definitionOf(option).type)
    .join(' ') === 'string number boolean';
