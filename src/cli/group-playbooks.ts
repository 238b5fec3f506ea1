import { type Group, JSON_FLAG } from './group.js';

export const playbookCommands: Group = (program, context, exit) => {
  program
    .commandsGroup('Writing playbooks:')
    .command('check')
    .argument('[files...]', 'playbooks, or folders of them (else the folder you are in)')
    .description('say what is wrong with playbooks, and what to type instead')
    .option(...JSON_FLAG)
    .action(async (files, flags) => exit(await (await import('./check.js')).check(context, files, flags)));
};
