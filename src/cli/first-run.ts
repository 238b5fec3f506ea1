import { option } from '../call/screen.js';
import { UserError } from '../call/user-error.js';
import { ROLES, type Role } from '../playbook/flow.js';
import { askWords, choose } from './choose.js';
import { configPath, writeConfig } from './config-file.js';
import type { Context } from './context.js';
import { LONGEST, readSetting, SOURCES } from './setting.js';
import type { SettingFlags } from './settings.js';

const LABELS: Readonly<Record<Role, string>> = {
  rep: 'Rep: I take calls',
  team_lead: 'Team lead: reps ask me for more than they may offer',
  manager: 'Manager: some calls are mine alone',
};

/**
 * Asks once who sits here: at the first call on a machine without a file of settings, unless a flag or the environment
 * says it. Escape skips a question, and nothing keeps the call waiting.
 */
export async function firstRun(context: Context, flags: SettingFlags): Promise<'on' | 'left'> {
  const { env, files, interactive } = context;
  const told = flags.rep || env[SOURCES.name.env];
  if (!interactive || told || files.exists(configPath(context))) return 'on';

  const said = new Map<string, string>();
  const asked = 'First of all: who takes the calls here? Every call is kept under this name. Esc skips.';
  const name = await askWords(context, { key: 'name', asked, offered: context.userName(), max: LONGEST });
  if (name.kind === 'left') return 'left';
  const read = name.kind === 'given' ? readSetting('name', name.value) : undefined;
  if (read?.ok) said.set('name', read.value);
  if (read !== undefined && !flags.role && !env[SOURCES.role.env]) {
    const roles = ROLES.map((role) => option(role, LABELS[role]));
    const role = await choose(context, 'And what are you? It decides which calls and offers are yours.', roles, 'role');
    if (role.kind === 'left') return 'left';
    if (role.kind === 'given') said.set('role', role.value);
  }
  await keep(context, said);
  return 'on';
}

/** A customer may be on the line: settings that cannot be kept are no reason to let them wait. */
async function keep(context: Context, said: ReadonlyMap<string, string>): Promise<void> {
  try {
    await writeConfig(context, said);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    context.say(`not kept: ${error.message}`);
  }
}
