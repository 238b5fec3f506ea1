import { UserError } from '../call/user-error.js';
import type { Context, ExitCode } from './context.js';

export async function record(
  _context: Context,
  _files: readonly string[],
  _call: string,
  _flags: { readonly db?: string },
): Promise<ExitCode> {
  throw new UserError('--record is not there yet');
}
