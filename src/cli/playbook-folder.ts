import { basename, join } from 'node:path';
import { createSource } from '../playbook/read/source.js';
import { at, typed } from '../playbook/read/tree.js';
import { parseYaml } from '../playbook/read/yaml.js';
import type { Context } from './context.js';

/** The playbooks of a folder, by the id in their `playbook:` line, whatever their files are called. */
export interface PlaybookFolder {
  readonly file: (id: string) => string | undefined;
  readonly ids: () => readonly string[];
}

/** How many files of a folder are looked into, and how far: the first lines of a playbook stand near the top. */
const MOST_FILES = 500;
const MOST_BYTES = 4096;
/** More of a title would push the others off a menu. */
const LONGEST_TITLE = 150;

/** Looks into a folder once, when it has to. Where it has many files, those beyond the first are found by name alone: `<id>.yaml`. */
export function playbookFolder(
  context: Context,
  folder: string,
  list: () => readonly string[] = () => context.files.yaml(folder),
): PlaybookFolder {
  const idOf = (file: string): string | undefined => idIn(topOf(context, file));
  let known: ReadonlyMap<string, string> | undefined;
  const byId = (): ReadonlyMap<string, string> => {
    if (known !== undefined) return known;
    const found = new Map<string, string>();
    for (const file of list().slice(0, MOST_FILES)) {
      const id = idOf(file);
      if (id !== undefined && (!found.has(id) || basename(file) === `${id}.yaml`)) found.set(id, file);
    }
    known = found;
    return found;
  };
  const file = (id: string): string | undefined => {
    const listed = known?.get(id);
    if (listed !== undefined) return listed;
    const named = join(folder, `${id}.yaml`);
    const top = context.files.exists(named) ? topOf(context, named) : '';
    if (idIn(top) === id) return named;
    // A playbook whose first line is broken is told of, and not passed over for another of the id.
    return byId().get(id) ?? (top !== '' && idIn(top) === undefined ? named : undefined);
  };
  return { file, ids: () => [...byId().keys()] };
}

/** The id in the `playbook:` line of a text, or of its beginning. */
export const idIn = (text: string): string | undefined =>
  /^playbook: *(["']?)([\w-]+)\1 *(?:#.*)?\r?$/m.exec(text.replace(/^\uFEFF/, ''))?.[2];

/** The title in the `title:` line of a file: a menu of many opens before they are compiled. */
export function titleIn(context: Context, file: string): string | undefined {
  const lines = /^title:[^\n]*(?:\n(?:[ \t]+[^\n]*)?)*/m.exec(topOf(context, file))?.[0];
  if (lines === undefined) return undefined;
  const plain = /^title: *([\p{L}\d][^#:"'{}\r\n]*)\r?\n?$/u.exec(lines)?.[1];
  const title =
    plain ??
    typed(
      at(
        parseYaml(createSource(lines), () => {}),
        'title',
      ),
    )?.text;
  const words = title?.replaceAll(/\s+/g, ' ').trim() || undefined;
  return words === undefined || words.length <= LONGEST_TITLE ? words : `${words.slice(0, LONGEST_TITLE)}…`;
}

const topOf = ({ files }: Context, file: string): string => new TextDecoder().decode(files.head(file, MOST_BYTES));
