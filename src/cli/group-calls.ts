import type { Command } from 'commander';
import { UserError } from '../call/user-error.js';
import { suggestion } from '../playbook/suggest.js';
import { append, DB, type Group, JSON_FLAG, PLAYBOOK } from './group.js';

const ANSWERS = ['--answers <file>', 'answers from a YAML file, keyed by step, instead of a person'] as const;

const REP = ['--rep <name>', 'who takes the call (else HOLDFAST_REP, else holdfast config name)'] as const;
const ROLE = ['--role <role>', 'rep, team_lead or manager (else HOLDFAST_ROLE, else holdfast config role)'] as const;

export const callCommands: Group = (program, context, exit) => {
  const call = program
    .commandsGroup('On a call:')
    .command('call')
    .argument(...PLAYBOOK)
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
    .option(...REP)
    .option(...ROLE)
    .option(...ANSWERS)
    .option(...DB)
    .action(async (id, flags) => exit(await (await import('./resume.js')).resume(context, id, flags)));

  followUpCommands(program, context, exit);
};

const followUpCommands: Group = (program, context, exit) => {
  const followUps = program
    .command('followups')
    .description('what has been promised and is not done')
    .option('--mine', 'only what you promised yourself, or what is for your role')
    .option('--due', 'only what is due today or overdue')
    .option('--ics <file>', 'write a calendar that any calendar program reads')
    .option(...JSON_FLAG)
    .option(...DB)
    .allowExcessArguments()
    .action(async (flags, { args, commands }) => {
      const [unknown] = args;
      if (unknown !== undefined) throw unknownVerb(unknown, commands);
      exit(await (await import('./followups.js')).followUps(context, flags));
    });
  const id = ['<id>', 'as the list shows it'] as const;
  // The flags of the list are read wherever they stand, so `--db` after a verb lands there.
  const flagsOf = (command: Command) => command.optsWithGlobals();

  const early = ['--early', 'of one that repeats: the next, though its day has not come'] as const;

  followUps
    .command('done')
    .argument(...id)
    .allowExcessArguments(false)
    .description('it is done; of one that repeats, this time')
    .option(...early)
    .action(async (wanted, _, command) =>
      exit(await (await import('./keep-follow-up.js')).done(context, wanted, flagsOf(command))),
    );
  followUps
    .command('snooze')
    .argument(...id)
    .argument('<day...>', 'as you say it: fri, tomorrow, +3, 31 dec')
    .description('move it to another day')
    .action(async (wanted, day, _, command) =>
      exit(await (await import('./keep-follow-up.js')).snooze(context, wanted, day, flagsOf(command))),
    );
  followUps
    .command('skip')
    .argument(...id)
    .allowExcessArguments(false)
    .description('it will not be; of one that repeats, this time')
    .option('--stop', 'nor at any later time')
    .action(async (wanted, _, command) =>
      exit(await (await import('./keep-follow-up.js')).skip(context, wanted, flagsOf(command))),
    );
  followUps
    .command('start')
    .argument(...id)
    .allowExcessArguments(false)
    .description('take the call that it asks for; when that has ended, it is done')
    .option('--playbook <playbook>', 'another playbook than it names: an id, or a file')
    .option(...early)
    .action(async (wanted, _, command) =>
      exit(await (await import('./start-follow-up.js')).start(context, wanted, flagsOf(command))),
    );
};

function unknownVerb(typed: string, commands: readonly Command[]): UserError {
  const known = commands.map((command) => command.name());
  return new UserError(`followups has no "${typed}"`, suggestion(typed, known, ''), 2);
}

const withSettings = (command: Command): Command =>
  command
    .option(...REP)
    .option(...ROLE)
    .option('--team <name>', 'the team (else HOLDFAST_TEAM, else holdfast config team)')
    .option('--currency <code>', 'the currency of money, as in EUR')
    .option('--locale <locale>', 'how amounts and days are written, as in en-GB');
