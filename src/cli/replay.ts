import { UserError } from '../call/user-error.js';
import type { Context, ExitCode } from './context.js';

export async function replay(
  _context: Context,
  _playbook: string | undefined,
  _flags: { readonly since?: string; readonly json?: boolean; readonly db?: string },
): Promise<ExitCode> {
  throw new UserError('this command is not there yet');
}
