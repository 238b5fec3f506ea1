import { dirname } from 'node:path';
import { UserError } from '../call/user-error.js';
import type { Diagnostic } from '../playbook/diagnostic.js';
import { formatDiagnostic } from '../playbook/frame.js';
import { createProblems } from '../playbook/problems.js';
import { decode } from '../playbook/read/decode.js';
import { createSource } from '../playbook/read/source.js';
import { entries, typed } from '../playbook/read/tree.js';
import { parseYaml } from '../playbook/read/yaml.js';
import { suggestion } from '../playbook/suggest.js';
import type { Context } from './context.js';
import { isSetting, readSetting, SETTINGS, type SettingName } from './setting.js';

/** The file of settings as it was found: what is right in it, and what is not. */
export interface ConfigFile {
  readonly path: string;
  readonly exists: boolean;
  readonly text: string;
  readonly values: ReadonlyMap<SettingName, string>;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether it is lines of `key: value` at all. */
  readonly legible: boolean;
}

/** Where the settings are: HOLDFAST_CONFIG, else the user's config folder. */
export const configPath = ({ env, defaultConfig }: Context): string => env['HOLDFAST_CONFIG'] || defaultConfig();

export function readConfig(context: Context): ConfigFile {
  const path = configPath(context);
  if (!context.files.exists(path)) {
    return { path, exists: false, text: '', values: new Map(), diagnostics: [], legible: true };
  }
  const text = decode(context.files.read(path));
  if (typeof text !== 'string') throw new UserError(`${path}: ${text.message}`, 'it holds lines of `key: value`');
  return { path, exists: true, text, ...parse(text) };
}

/** The settings of the file, when nothing in it is wrong; else it is told, line by line, and ends the command. */
export function soundConfig(context: Context): ConfigFile {
  const file = readConfig(context);
  if (file.diagnostics.length === 0) return file;
  tellProblems(context, file);
  throw new UserError(`your settings cannot be used`, `mend them in ${file.path}, or with holdfast config`);
}

export function tellProblems({ say }: Context, { path, text, diagnostics }: ConfigFile): void {
  for (const diagnostic of diagnostics) say(formatDiagnostic(path, text, diagnostic));
}

function parse(text: string): Pick<ConfigFile, 'values' | 'diagnostics' | 'legible'> {
  const values = new Map<SettingName, string>();
  if (text.split('\n').every((line) => /^\s*(#.*)?$/.test(line))) return { values, diagnostics: [], legible: true };
  const source = createSource(text);
  const { report, sorted } = createProblems(source);
  const tree = parseYaml(source, report);
  const legible = tree?.kind === 'mapping';
  if (!legible && sorted().length === 0) {
    report(
      'wrong-value',
      { start: 0, end: 1 },
      'settings are lines of `key: value`',
      'for example: name: Anna de Vries',
    );
  }
  for (const { key, keySpan, value } of entries(tree)) {
    const words = typed(value);
    if (!isSetting(key)) {
      report('unknown-key', keySpan, `there is no setting "${key}"`, suggestion(key, SETTINGS, ''));
    } else if (words === undefined) {
      if (value.kind === 'broken') continue;
      report(
        'missing-value',
        value.span,
        `"${key}" has no words after it`,
        `type them after \`${key}:\`, or remove it`,
      );
    } else {
      const read = readSetting(key, words.text);
      if (read.ok) values.set(key, read.value);
      else report('wrong-value', words.span, `"${key}" is "${words.text}", ${read.problem}`, read.hint);
    }
  }
  return { values, diagnostics: sorted(), legible };
}

const FIRST_LINE = '# Settings of Holdfast; "holdfast config" shows and changes them.\n';

/** Sets one, or removes it when there is no value; the lines around it stay as they are. The file is for its owner only. */
export async function writeConfig(
  context: Context,
  changes: ReadonlyMap<string, string | undefined>,
): Promise<ConfigFile> {
  const before = readConfig(context);
  if (!before.legible) {
    tellProblems(context, before);
    throw new UserError(`${before.path} cannot be changed as it is`, 'mend it, or delete it');
  }
  const wanted = new Map(before.values);
  let text = before.text === '' ? FIRST_LINE : before.text;
  for (const [key, value] of changes) {
    text = withLine(text, key, value);
    if (!isSetting(key)) continue;
    if (value === undefined) wanted.delete(key);
    else wanted.set(key, value);
  }
  // A value that spans lines is not changed by changing one of them.
  if (!same(parse(text).values, wanted))
    text = FIRST_LINE + [...wanted].map(([key, value]) => line(key, value)).join('');
  context.files.makeFolder(dirname(before.path));
  await context.files.replace(before.path, [text]);
  return { path: before.path, exists: true, text, ...parse(text) };
}

function withLine(text: string, key: string, value: string | undefined): string {
  const lines = text.split('\n').map((each) => `${each}\n`);
  const rest = lines.pop()?.slice(0, -1) ?? '';
  if (rest !== '') lines.push(`${rest}\n`);
  const at = lines.findIndex((each) => each.startsWith(`${key}:`));
  const now = value === undefined ? [] : [line(key, value)];
  if (at < 0) lines.push(...now);
  else lines.splice(at, 1, ...now);
  return lines.join('');
}

/** JSON is YAML: in quotes nothing means anything else. */
const line = (key: string, value: string): string => `${key}: ${JSON.stringify(value)}\n`;

const same = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
