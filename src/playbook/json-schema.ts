import * as z from 'zod/mini';
import { scenarios } from './scenario-schema.js';
import { playbook } from './schema.js';

/**
 * The JSON Schema (draft-07) of a playbook, for editors: made of the shapes that `check` goes by. What no schema can say,
 * such as that a step exists, is left to `check`.
 */
export const playbookSchema = (): string =>
  published(playbook, {
    $id: 'urn:holdfast:playbook',
    title: 'A playbook of Holdfast',
    description: 'What a rep says, does and asks on one kind of call.',
  });

/** The JSON Schema of a file of scenarios, in the same way. */
export const scenariosSchema = (): string =>
  published(scenarios, {
    $id: 'urn:holdfast:scenarios',
    title: 'Scenarios of Holdfast',
    description: 'Calls that `holdfast test` plays, each with what must come of it.',
  });

type Schema = z.core.JSONSchema.BaseSchema;

function published(shape: z.ZodMiniType, about: object): string {
  const { $schema, ...rest } = z.toJSONSchema(shape, {
    target: 'draft-7',
    io: 'input',
    reused: 'ref',
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod as { readonly def: { readonly discriminator?: string } };
      if (def.discriminator !== undefined) tellApart(jsonSchema, def.discriminator);
    },
  });
  return `${JSON.stringify({ $schema, ...about, ...rest }, null, 2)}\n`;
}

/**
 * Of `oneOf` an editor guesses which one was meant, and complains of what others lack. Here the key that tells them apart
 * decides, and what else may stand beside it follows.
 */
function tellApart(schema: Schema, key: string): void {
  const kinds = (schema.oneOf ?? []) as readonly Schema[];
  const named = kinds.flatMap((kind) => {
    const { const: word, description = '' } = (kind.properties?.[key] ?? {}) as Schema;
    return word === undefined ? [] : [{ kind, word, description }];
  });
  delete schema.oneOf;
  Object.assign(schema, {
    type: 'object',
    required: [key],
    properties: {
      [key]: {
        description: 'What kind of answer it takes.',
        enum: named.map(({ word }) => word),
        markdownEnumDescriptions: named.map(({ description }) => description),
      },
    },
    allOf: named.map(({ kind, word }) => ({
      if: { required: [key], properties: { [key]: { const: word } } },
      then: kind,
    })),
  });
}
