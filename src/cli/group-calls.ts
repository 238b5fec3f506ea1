import type { Command } from 'commander';
import { DB, type Group } from './group.js';

const ANSWERS = ['--answers <file>', 'answers from a YAML file, keyed by step, instead of a person'] as const;

export const callCommands: Group = (program, context, exit) => {
  const call = program
    .commandsGroup('On a call:')
    .command('call')
    .argument('[playbook]', 'id of a bundled playbook, or the file of your own')
    .description('take a call')
    .option('--customer <words>', 'the customer: the name or number that identifies them')
    .option('--set <name=value>', 'a fact known beforehand; may be repeated', append)
    .option(...ANSWERS);
  withSettings(call)
    .option(...DB)
    .action(async (playbook, flags) => exit(await (await import('./call.js')).call(context, playbook, flags)));

  program
    .command('resume')
    .argument('[call]', 'the beginning of its id')
    .description('go on with a call that was interrupted')
    .option(...ANSWERS)
    .option(...DB)
    .action(async (id, flags) => exit(await (await import('./resume.js')).resume(context, id, flags)));
};

const withSettings = (command: Command): Command =>
  command
    .option('--rep <name>', 'who takes the call (else HOLDFAST_REP, else holdfast config name)')
    .option('--role <role>', 'rep, team_lead or manager (else HOLDFAST_ROLE, else holdfast config role)')
    .option('--team <name>', 'the team (else HOLDFAST_TEAM, else holdfast config team)')
    .option('--currency <code>', 'the currency of money, as in EUR')
    .option('--locale <locale>', 'how amounts and days are written, as in en-GB');

const append = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
