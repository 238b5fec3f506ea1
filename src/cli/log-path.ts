import { UserError } from '../call/user-error.js';
import type { Context, Log } from './context.js';

/** Where the log is: the flag, else HOLDFAST_DB, else the user's data folder. */
export const logPath = ({ env, defaultLog }: Context, flag: string | undefined): string =>
  flag || env['HOLDFAST_DB'] || defaultLog();

/** A log that must be there already: reading never makes one. */
export function existingLog(context: Context, flag: string | undefined): Promise<Log> {
  const path = logPath(context, flag);
  if (!context.files.exists(path)) {
    throw new UserError(`there is no call log at ${path} yet`, 'it is made by the first call: holdfast call');
  }
  return context.openLog(path);
}
