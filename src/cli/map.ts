import { UserError } from '../call/user-error.js';
import type { Context, ExitCode } from './context.js';

export async function map(
  _context: Context,
  _playbook: string | undefined,
  _flags: { readonly format?: string; readonly output?: string },
): Promise<ExitCode> {
  throw new UserError('this command is not there yet');
}
