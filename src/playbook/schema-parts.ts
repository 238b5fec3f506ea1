import * as z from 'zod/mini';

type Registered = z.ZodMiniType;

/** The words an editor shows for a property; kept beside the schema, so that they cost nothing when it is used. */
export const said = <T extends Registered>(schema: T, description: string): T => {
  z.globalRegistry.add(schema, { description });
  return schema;
};

export const text = (description: string) => said(z.string().check(z.minLength(1)), description);
export const id = (description: string) => said(z.string().check(z.minLength(1)), description);
export const truth = (description: string) => said(z.boolean(), description);
export const amount = (description: string) => said(z.number(), description);
export const whole = (description: string) => said(z.int(), description);
export const list = <T extends Registered>(item: T, description: string) => said(z.array(item), description);
export const oneOf = <const T extends readonly string[]>(words: T, description: string) =>
  said(z.enum(words), description);

/** An expression may look like a number or like true to YAML. */
export const expression = (description: string) => said(z.union([z.string(), z.number(), z.boolean()]), description);

/** What may stand once, or several times as a list. */
export const oneOrMore = <T extends Registered>(item: T, description: string) =>
  said(z.union([item, z.array(item)]), description);

/** A map whose keys the author chooses. */
export const byId = <T extends Registered>(value: T, description: string) =>
  said(z.catchall(z.object({}), value), description);
