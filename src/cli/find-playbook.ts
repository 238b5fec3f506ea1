import { basename, join } from 'node:path';
import { UserError } from '../call/user-error.js';
import { compile } from '../playbook/compile.js';
import type { Flow } from '../playbook/flow.js';
import { formatDiagnostic } from '../playbook/frame.js';
import { decode } from '../playbook/read/decode.js';
import { suggestion } from '../playbook/suggest.js';
import type { Context } from './context.js';

/** The flow of a bundled playbook by its id, or of a file by its path. Errors in it are shown, and end the command. */
export function flowOf(context: Context, name: string): Flow {
  const bundled = join(context.playbooks, `${name}.yaml`);
  const file = /[\\/]|\.ya?ml$/i.test(name) ? name : bundled;
  if (file === bundled && !context.files.exists(bundled)) {
    throw new UserError(
      `there is no playbook "${name}"`,
      `${suggestion(name, bundledIds(context), '')}; a playbook of your own is named by its file: ./${name}.yaml`,
      2,
    );
  }
  const decoded = decode(context.files.read(file));
  if (typeof decoded !== 'string') throw new UserError(`${file}: ${decoded.message}`, decoded.hint);
  return compiled(context, decoded, file);
}

/** The ids of the bundled playbooks. */
export const bundledIds = ({ files, playbooks }: Context): readonly string[] =>
  files.yaml(playbooks).map((file) => basename(file, '.yaml'));

export function compiled(context: Context, text: string, file: string): Flow {
  const { flow, diagnostics } = compile(text);
  if (flow !== undefined) return flow;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  for (const diagnostic of errors) context.say(formatDiagnostic(file, text, diagnostic));
  throw new UserError(
    `this playbook cannot be used: ${errors.length} error${errors.length === 1 ? '' : 's'}`,
    `mend them, then: holdfast check ${file}`,
  );
}
