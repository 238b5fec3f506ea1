import { type Group, JSON_FLAG } from './group.js';

export const settingCommands: Group = (program, context, exit) => {
  program
    .commandsGroup('Settings:')
    .command('config')
    .argument('[name]', 'name, role, team, currency, locale or playbooks')
    .argument('[value]', 'what it is from now on')
    .description('show or change who takes the calls, how money and days are written, and where your playbooks are')
    .option('--unset <name>', 'remove a setting from the file')
    .option('--show-origin', 'where each comes from: a flag, the environment, the file')
    .option(...JSON_FLAG)
    .action(async (name, value, flags) =>
      exit(await (await import('./config.js')).config(context, name, value, flags)),
    );
};
