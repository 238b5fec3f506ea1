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

function published(shape: z.ZodMiniType, about: object): string {
  const { $schema, ...rest } = z.toJSONSchema(shape, { target: 'draft-7', io: 'input' });
  return `${JSON.stringify({ $schema, ...about, ...rest }, null, 2)}\n`;
}
