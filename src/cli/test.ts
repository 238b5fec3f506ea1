import { UserError } from '../call/user-error.js';
import type { Context, ExitCode } from './context.js';

export async function test(
  _context: Context,
  _files: readonly string[],
  _flags: {
    readonly minCoverage?: string;
    readonly junit?: string;
    readonly record?: string;
    readonly json?: boolean;
    readonly db?: string;
  },
): Promise<ExitCode> {
  throw new UserError('this command is not there yet');
}
