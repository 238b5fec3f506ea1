import { UserError } from '../call/user-error.js';
import type { Context, ExitCode } from './context.js';

export async function schema(_context: Context, _flags: { readonly scenarios?: boolean }): Promise<ExitCode> {
  throw new UserError('this command is not there yet');
}
