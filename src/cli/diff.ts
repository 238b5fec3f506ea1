import { UserError } from '../call/user-error.js';
import type { Context, ExitCode } from './context.js';

export async function diff(
  _context: Context,
  _before: string,
  _after: string,
  _flags: { readonly json?: boolean },
): Promise<ExitCode> {
  throw new UserError('this command is not there yet');
}
