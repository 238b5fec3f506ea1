import { resolve } from 'node:path';
import { UserError } from '../call/user-error.js';
import type { Role } from '../playbook/flow.js';
import { type ConfigFile, readConfig, soundConfig } from './config-file.js';
import type { Context } from './context.js';
import { isRole, readSetting, SETTINGS, type SettingName, SOURCES } from './setting.js';

/** Who takes the call, and how money and dates are spoken in it. */
export interface Settings {
  readonly rep: string;
  readonly role: Role;
  readonly team?: string;
  /** ISO 4217. */
  readonly currency: string;
  /** BCP 47. */
  readonly locale: string;
}

/** As the commands take them. */
export interface SettingFlags {
  readonly rep?: string;
  readonly role?: string;
  readonly team?: string;
  readonly currency?: string;
  readonly locale?: string;
}

/** A setting with where it comes from: the name of a flag or an environment variable, the path of the file, or words. */
export interface Found {
  readonly value: string | undefined;
  readonly from: string;
  readonly kind: 'flag' | 'environment' | 'file' | 'otherwise';
}

/** Every setting: a flag is above the environment, that above the file, that above what is otherwise so. */
export function found(context: Context, flags: SettingFlags = {}): ReadonlyMap<SettingName, Found> {
  const file = soundConfig(context);
  return new Map(SETTINGS.map((name) => [name, lookUp(context, file, name, flags)]));
}

/**
 * The folder of the firm's own playbooks, when there is one. It is not for who checks a playbook to be told that another
 * setting is wrong.
 */
export const playbooksFolder = (context: Context): string | undefined =>
  lookUp(context, readConfig(context), 'playbooks', {}).value;

function lookUp(context: Context, file: ConfigFile, name: SettingName, flags: SettingFlags): Found {
  const { flag = '', env: variable } = SOURCES[name];
  const typed = name === 'playbooks' ? undefined : flags[name === 'name' ? 'rep' : name];
  if (typed) return { value: read(name, typed, flag), from: flag, kind: 'flag' };
  const set = context.env[variable];
  // Empty, it says that there are none, though the file names a folder.
  if (name === 'playbooks' && set?.trim() === '') return { value: undefined, from: variable, kind: 'environment' };
  if (set) {
    const value = read(name, name === 'playbooks' ? resolve(set.trim()) : set, variable);
    return { value, from: variable, kind: 'environment' };
  }
  const kept = file.values.get(name);
  return kept === undefined ? otherwise(context, name) : { value: kept, from: file.path, kind: 'file' };
}

/** The settings of a call in that language. */
export function settings(context: Context, language: string, flags: SettingFlags = {}): Settings {
  const all = found(context, flags);
  const value = (name: SettingName) => all.get(name)?.value ?? '';
  const team = value('team');
  const role = value('role');
  const { kind } = all.get('locale') ?? {};
  return {
    rep: value('name'),
    role: isRole(role) ? role : 'rep',
    ...(team === '' ? {} : { team }),
    currency: value('currency'),
    locale: kind === 'otherwise' ? speaking(language, value('locale')) : value('locale'),
  };
}

function otherwise({ userName, systemLocale }: Context, name: SettingName): Found {
  const known = (value: string | undefined, from: string): Found => ({ value, from, kind: 'otherwise' });
  switch (name) {
    case 'name':
      return known(userName(), 'your account');
    case 'role':
      return known('rep', 'unless set');
    case 'team':
    case 'playbooks':
      return known(undefined, 'not set');
    case 'currency':
      return known('EUR', 'unless set');
    case 'locale':
      return known(systemLocale(), "your system, when it speaks the playbook's language");
  }
}

function read(name: SettingName, typed: string, where: string): string {
  const setting = readSetting(name, typed);
  if (!setting.ok) throw new UserError(`${where} is "${typed}", ${setting.problem}`, setting.hint, 2);
  return setting.value;
}

/** The system's locale when it speaks the playbook's language, for its ways with dates and amounts; else the language. */
function speaking(language: string, system: string): string {
  return system.split('-')[0] === language.split('-')[0] ? system : language;
}
