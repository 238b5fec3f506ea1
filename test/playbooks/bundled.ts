import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compile } from '../../src/playbook/compile.js';
import type { Flow } from '../../src/playbook/flow.js';

const folder = 'playbooks';

/** The playbooks that come with Holdfast, by their file names. */
export const bundled: ReadonlyMap<string, string> = new Map(
  readdirSync(folder)
    .filter((name) => /(?<!\.test)\.yaml$/.test(name))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);

/** The text of a bundled playbook, by its id: where `use` finds it. */
export const textOf = (id: string): string | undefined => bundled.get(`${id}.yaml`);

/** A bundled playbook, compiled. */
export function flowOf(id: string): Flow {
  const { flow, diagnostics } = compile(textOf(id) ?? '', textOf);
  if (flow === undefined) throw new Error(JSON.stringify(diagnostics));
  return flow;
}

/** Files of answers, each with the id of the playbook it is for. */
export const SCRIPTS = 'test/playbooks/answers';
export const scripts: readonly (readonly [file: string, playbook: string])[] = readdirSync(SCRIPTS).map((file) => {
  const playbook = [...bundled.keys()].map((name) => name.replace('.yaml', '')).find((id) => file.startsWith(`${id}-`));
  if (playbook === undefined) throw new Error(`${file} is for no playbook`);
  return [file, playbook];
});

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
