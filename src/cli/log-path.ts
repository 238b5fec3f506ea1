import { UserError } from '../call/user-error.js';
import type { Context, Log, PastCalls } from './context.js';

/** Where the log is: the flag, else HOLDFAST_DB, else the user's data folder. */
export const logPath = ({ env, defaultLog }: Context, flag: string | undefined): string =>
  flag || env['HOLDFAST_DB'] || defaultLog();

/** A log that must be there already: reading never makes one. */
export const existingLog = (context: Context, flag: string | undefined): Promise<Log> =>
  context.openLog(existing(context, flag));

/** The same, to look at calls that have ended: not a byte of it changes. */
export const existingPast = (context: Context, flag: string | undefined): Promise<PastCalls> =>
  context.openPast(existing(context, flag));

function existing(context: Context, flag: string | undefined): string {
  const path = logPath(context, flag);
  if (!context.files.exists(path)) {
    throw new UserError(`there is no call log at ${path} yet`, 'it is made by the first call: holdfast call');
  }
  return path;
}
