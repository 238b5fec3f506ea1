import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const folder = 'playbooks';

/** The playbooks that come with Holdfast, by their file names. */
export const bundled: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);

/** The points of the domain that the steps of a playbook name, without the compiler. */
export function sources(text: string): string[] {
  const { steps } = parse(text) as { steps: { source?: string[] }[] };
  return steps.flatMap((step) => step.source ?? []);
}
