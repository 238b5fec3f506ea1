import * as z from 'zod/mini';
import { NAME } from './id-form.js';

type Registered = z.ZodMiniType;

/** The words an editor shows for a property, and what else it is told; beside the schema they cost nothing when it is used. */
export const said = <T extends Registered>(schema: T, description: string, more: object = {}): T => {
  // The words of the one place would be shown in the other.
  if (z.globalRegistry.has(schema)) throw new Error(`a schema has two descriptions: ${description}`);
  z.globalRegistry.add(schema, { description, ...more });
  return schema;
};

export const text = (description: string) => said(z.string().check(z.minLength(1)), description);
export const id = (description: string) => said(z.string().check(z.minLength(1)), description);

/** The form of an id that is given here, for an editor alone: `check` tells of a bad one in its own words. */
const written = ({ pattern, longest, meant }: typeof NAME): object => ({
  maxLength: longest,
  pattern: pattern.source,
  patternErrorMessage: meant,
});

/** An id whose form is checked where it stands; where an `id` is used, it is looked up. */
export const writtenId = (description: string, form = NAME) =>
  said(z.string().check(z.minLength(1)), description, written(form));

export const truth = (description: string) => said(z.boolean(), description);
export const amount = (description: string) => said(z.number(), description);
export const whole = (description: string) => said(z.int(), description);
export const list = <T extends Registered>(item: T, description: string) => said(z.array(item), description);
export const oneOf = <const T extends readonly string[]>(words: T, description: string) =>
  said(z.enum(words), description);

/** The same, each word with what it means. */
export const oneOfTold = <const T extends Readonly<Record<string, string>>>(words: T, description: string) =>
  said(z.enum(Object.keys(words) as (keyof T & string)[]), description, {
    markdownEnumDescriptions: Object.values(words),
  });

/** An expression may look like a number or like true to YAML. */
export const expression = (description: string) => said(z.union([z.string(), z.number(), z.boolean()]), description);

/** What may stand once, or several times as a list. */
export const oneOrMore = <T extends Registered>(item: T, description: string) =>
  said(z.union([item, z.array(item)]), description);

/** A map whose keys are ids that are given elsewhere. */
export const byKnownId = <T extends Registered>(value: T, description: string) =>
  said(z.catchall(z.object({}), value), description);

/** A map whose keys the author chooses. */
export const byId = <T extends Registered>(value: T, description: string) =>
  said(z.catchall(z.object({}), value), description, { propertyNames: written(NAME) });
