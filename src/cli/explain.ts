import { UserError } from '../call/user-error.js';
import type { Context, ExitCode } from './context.js';

export async function explain(_context: Context, _code: string | undefined): Promise<ExitCode> {
  throw new UserError('this command is not there yet');
}
