import { isAbsolute } from 'node:path';
import { ROLES, type Role } from '../playbook/flow.js';
import { suggestion } from '../playbook/suggest.js';

/** What can be set about whoever sits here, in the order in which it is shown. */
export const SETTINGS = ['name', 'role', 'team', 'currency', 'locale', 'playbooks'] as const;

export type SettingName = (typeof SETTINGS)[number];

/** Where a setting may come from, other than the file. */
export const SOURCES: Readonly<Record<SettingName, { readonly env: string; readonly flag?: string }>> = {
  name: { env: 'HOLDFAST_REP', flag: '--rep' },
  role: { env: 'HOLDFAST_ROLE', flag: '--role' },
  team: { env: 'HOLDFAST_TEAM', flag: '--team' },
  currency: { env: 'HOLDFAST_CURRENCY', flag: '--currency' },
  locale: { env: 'HOLDFAST_LOCALE', flag: '--locale' },
  playbooks: { env: 'HOLDFAST_PLAYBOOKS' },
};

export type ReadSetting =
  | { readonly ok: true; readonly value: string }
  /** `problem` goes on after "... is "x", ". */
  | { readonly ok: false; readonly problem: string; readonly hint: string };

export const isSetting = (name: string): name is SettingName => SETTINGS.some((known) => known === name);

export const isRole = (name: string): name is Role => ROLES.some((known) => known === name);

export const roleWords = (role: Role): string => role.replace('_', ' ');

/** The most characters of a name or a team. */
export const LONGEST = 100;

/** What was typed as a setting, in the one way it is kept; whoever typed it is told what is wrong. */
export function readSetting(name: SettingName, typed: string): ReadSetting {
  const value = typed.trim();
  switch (name) {
    case 'name':
    case 'team':
      if (value === '') return wrong('which says nothing', `type words, or remove it: holdfast config --unset ${name}`);
      if ([...value].length > LONGEST) return wrong(`which is too long`, `at most ${LONGEST} characters`);
      return /\p{Cc}/u.test(value)
        ? wrong('which is not one line of text', 'type it on one line')
        : { ok: true, value };
    case 'role': {
      const role = value.toLowerCase().replaceAll(/[\s-]+/g, '_');
      return isRole(role) ? { ok: true, value: role } : wrong('which is not a role', suggestion(role, ROLES, ''));
    }
    case 'currency': {
      const currency = value.toUpperCase();
      if (currency === 'EUR' || Intl.supportedValuesOf('currency').includes(currency))
        return { ok: true, value: currency };
      return wrong('which is not a currency', 'use the three letters of ISO 4217, for example EUR, USD or GBP');
    }
    case 'locale':
      return readLocale(value);
    case 'playbooks':
      if (!isAbsolute(value))
        return wrong('which is not the whole path of a folder', 'set it from here: holdfast config playbooks <folder>');
      return /\p{Cc}/u.test(value) ? wrong('which is not the path of a folder', 'name another') : { ok: true, value };
  }
}

function readLocale(typed: string): ReadSetting {
  try {
    const [value] = Intl.getCanonicalLocales(typed);
    if (value !== undefined) return { ok: true, value };
  } catch {
    // Told below.
  }
  return wrong('which is not a locale', 'use a language with or without a country, for example en-GB or nl');
}

const wrong = (problem: string, hint: string): ReadSetting => ({ ok: false, problem, hint });
