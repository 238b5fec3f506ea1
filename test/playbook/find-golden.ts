import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const GOLDEN = join(import.meta.dirname, '../golden/playbook');

/** The text of a playbook that golden playbooks use: those stand in a folder of their own. */
export function find(id: string): string | undefined {
  const file = join(GOLDEN, 'uses', `${id}.yaml`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
