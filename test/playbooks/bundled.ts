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

/** The text of a bundled playbook, by its id: where `use` finds it. */
export const textOf = (id: string): string | undefined => bundled.get(`${id}.yaml`);

interface Sourced {
  readonly source?: readonly string[];
}

/** The points of the domain that the steps of a playbook and its cards name, without the compiler. */
export function sources(text: string): string[] {
  const { steps, cards = {} } = parse(text) as {
    steps: readonly Sourced[];
    cards?: Readonly<Record<string, Sourced & { readonly steps?: readonly Sourced[] }>>;
  };
  const carded = Object.values(cards).flatMap((card) => [card, ...(card.steps ?? [])]);
  return [...steps, ...carded].flatMap(({ source }) => source ?? []);
}
