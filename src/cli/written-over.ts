import { UserError } from '../call/user-error.js';

/** Refuses to write results to a file that is named as a playbook is: it would be gone. */
export function refuseOverPlaybook(flag: string, path: string | undefined, what: string): void {
  if (path === undefined || !/\.ya?ml$/i.test(path)) return;
  throw new UserError(
    `${flag} writes ${what}, and ${path} has the name of a playbook`,
    'nothing was written; give it another ending',
    2,
  );
}
