import { UserError } from '../call/user-error.js';
import type { Context, ExitCode } from './context.js';

export async function newPlaybook(
  _context: Context,
  _id: string,
  _flags: { readonly from?: string },
): Promise<ExitCode> {
  throw new UserError('this command is not there yet');
}
