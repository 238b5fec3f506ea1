import { resolve } from 'node:path';
import { UserError } from '../call/user-error.js';
import { suggestion } from '../playbook/suggest.js';
import { configPath, readConfig, tellProblems, writeConfig } from './config-file.js';
import type { Context, ExitCode } from './context.js';
import { ownPlaybooks } from './find-playbook.js';
import { isSetting, readSetting, SETTINGS, type SettingName, SOURCES } from './setting.js';
import { type Found, found } from './settings.js';

export interface ConfigFlags {
  readonly unset?: string;
  readonly showOrigin?: boolean;
  readonly json?: boolean;
}

/** `holdfast config [name] [value]`: shows the settings, or changes one in their file. */
export async function config(
  context: Context,
  name: string | undefined,
  value: string | undefined,
  flags: ConfigFlags,
): Promise<ExitCode> {
  if (flags.unset !== undefined) {
    if (name !== undefined) throw new UserError('--unset takes one setting, and nothing beside it', undefined, 2);
    return unset(context, flags.unset);
  }
  if (name === undefined) return show(context, [...found(context)], flags);
  if (!isSetting(name)) throw unknown(name);
  if (value !== undefined) return set(context, name, value);
  const one = found(context).get(name);
  if (one?.value === undefined && !flags.json) {
    context.say(`${name} is not set`);
    return 1;
  }
  if (flags.json || flags.showOrigin) return show(context, one === undefined ? [] : [[name, one]], flags);
  context.print(one?.value ?? '');
  return 0;
}

async function show(
  context: Context,
  settings: readonly (readonly [SettingName, Found])[],
  { json, showOrigin }: ConfigFlags,
): Promise<ExitCode> {
  if (json) {
    const rows = settings.map(([setting, { value, kind, from }]) => ({
      setting,
      value: value ?? null,
      origin: kind,
      from,
    }));
    await context.pour(`${JSON.stringify(rows, null, 2)}\n`);
    return 0;
  }
  for (const [name, { value, from }] of settings) {
    context.print(`${name}: ${value ?? '–'}${showOrigin ? `   (${from})` : ''}`);
  }
  const folder = settings.find(([name]) => name === 'playbooks')?.[1].value;
  if (folder !== undefined) ownPlaybooks(context, context.say).ids();
  return 0;
}

async function set(context: Context, name: SettingName, typed: string): Promise<ExitCode> {
  const wanted = name === 'playbooks' ? folderAt(context, typed) : typed;
  const read = readSetting(name, wanted);
  if (!read.ok) throw new UserError(`${name} is "${typed}", ${read.problem}`, read.hint, 2);
  const file = await writeConfig(context, new Map([[name, read.value]]));
  tellProblems(context, file);
  context.say(`${name}: ${read.value}   (${file.path})`);
  const { env } = SOURCES[name];
  if (context.env[env]) context.say(`${env} is set to "${context.env[env]}", and goes before it`);
  return 0;
}

async function unset(context: Context, name: string): Promise<ExitCode> {
  const file = readConfig(context);
  const stands = file.text.split('\n').some((line) => line.startsWith(`${name}:`));
  // A key that is no setting can be taken out, too: that mends the file.
  if (!isSetting(name) && !stands) throw unknown(name);
  if (!stands) {
    context.say(`${name} is not set in ${configPath(context)}`);
    return 0;
  }
  tellProblems(context, await writeConfig(context, new Map([[name, undefined]])));
  context.say(`${name}: removed   (${file.path})`);
  return 0;
}

/** A folder that cannot be looked into is told of before a rep misses what is in it. */
function folderAt({ files }: Context, typed: string): string {
  if (typed.trim() === '') throw new UserError('playbooks is "", which names no folder', NO_FOLDER, 2);
  const folder = resolve(typed.trim());
  if (!files.exists(folder)) throw new UserError(`${folder} is not there`, 'make the folder first, or name another', 2);
  if (files.yaml(folder)[0] === folder)
    throw new UserError(`${folder} is a file, and not a folder`, 'name the folder that it is in', 2);
  return folder;
}

const NO_FOLDER = 'name one, or remove it: holdfast config --unset playbooks';

const unknown = (name: string): UserError =>
  new UserError(`there is no setting "${name}"`, suggestion(name, SETTINGS, ''), 2);
