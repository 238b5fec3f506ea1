import { playbookSchema, scenariosSchema } from '../playbook/json-schema.js';
import type { Context, ExitCode } from './context.js';

/** `holdfast schema`: the JSON Schema by which an editor helps to write playbooks, or scenarios. */
export async function schema({ pour }: Context, { scenarios }: { readonly scenarios?: boolean }): Promise<ExitCode> {
  await pour(scenarios ? scenariosSchema() : playbookSchema());
  return 0;
}
