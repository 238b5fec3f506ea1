import { UserError } from '../call/user-error.js';
import type { Log } from './context.js';

/** The call whose id begins so; `hint` says where the ids stand. */
export function callBeginning(log: Log, beginning: string, hint: string): string {
  const [call, ...others] = log.find(beginning);
  if (call === undefined) throw new UserError(`no call begins with "${beginning}"`, hint);
  if (others.length > 0) {
    const some = [call, ...others].slice(0, 3).join(', ');
    throw new UserError(`${others.length + 1} calls begin with "${beginning}": ${some}`, 'type more of the id');
  }
  return call;
}
