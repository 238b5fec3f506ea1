import { UserError } from '../call/user-error.js';
import { playbookSchema } from '../playbook/json-schema.js';
import type { Context, ExitCode } from './context.js';

/** `holdfast schema`: the JSON Schema by which an editor helps to write playbooks. */
export async function schema(
  { pour }: Context,
  { scenarios: ofScenarios }: { readonly scenarios?: boolean },
): Promise<ExitCode> {
  if (ofScenarios) throw new UserError('this is not there yet');
  await pour(playbookSchema());
  return 0;
}
