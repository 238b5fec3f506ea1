import { UserError } from '../call/user-error.js';
import type { Context, ExitCode } from './context.js';

export async function explore(
  _context: Context,
  _playbook: string | undefined,
  _flags: { readonly walks?: string; readonly seed?: string; readonly json?: boolean },
): Promise<ExitCode> {
  throw new UserError('this command is not there yet');
}
