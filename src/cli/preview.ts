import { UserError } from '../call/user-error.js';
import type { Context, ExitCode } from './context.js';

export async function preview(
  _context: Context,
  _playbook: string | undefined,
  _flags: {
    readonly from?: string;
    readonly set?: readonly string[];
    readonly watch?: boolean;
    readonly role?: string;
  },
): Promise<ExitCode> {
  throw new UserError('this command is not there yet');
}
