import type { Command } from 'commander';
import { append, DB, type Group, JSON_FLAG, PLAYBOOK } from './group.js';

const FILES = ['[files...]', 'playbooks, or folders of them (else the folder you are in)'] as const;

export const playbookCommands: Group = (program, context, exit) => {
  writing(program, context, exit);
  proving(program, context, exit);
  looking(program, context, exit);
};

/** What one begins with. */
const writing: Group = (program, context, exit) => {
  const grouped = program.commandsGroup('Writing playbooks:');
  grouped
    .command('new')
    .argument('<id>', 'what it is called, in small letters and dashes: late-delivery')
    .description('write a small playbook to begin with, its scenarios, and what your editor needs')
    .option('--from <playbook>', 'copy a bundled playbook instead')
    .action(async (id, flags) => exit(await (await import('./new.js')).newPlaybook(context, id, flags)));

  program
    .command('schema')
    .description('print the JSON Schema by which an editor helps to write playbooks')
    .option('--scenarios', 'that of scenario files')
    .action(async (flags) => exit(await (await import('./schema.js')).schema(context, flags)));
};

/** What tells whether a playbook is right. */
const proving: Group = (program, context, exit) => {
  program
    .command('check')
    .argument(...FILES)
    .description('say what is wrong with playbooks, and what to type instead')
    .option('--strict', 'fail on warnings as well')
    .option('--format <format>', 'github: as annotations of a pull request')
    .option(...JSON_FLAG)
    .action(async (files, flags) => exit(await (await import('./check.js')).check(context, files, flags)));

  program
    .command('explain')
    .argument('[code]', 'what stands between brackets after a problem')
    .description('explain a problem that check tells of, with an example')
    .action(async (code) => exit(await (await import('./explain.js')).explain(context, code)));

  program
    .command('test')
    .argument(...FILES)
    .description('play the scenarios of playbooks, and say what they cover')
    .option('--min-coverage <percent>', 'fail when less is covered')
    .option('--junit <file>', 'write the results as JUnit XML')
    .option('--record <call>', 'print a call that was taken as a scenario, by the beginning of its id')
    .option(...JSON_FLAG)
    .option(...DB)
    .action(async (files, flags) => exit(await (await import('./test.js')).test(context, files, flags)));

  program
    .command('explore')
    .argument(...PLAYBOOK)
    .description('go through every path of a playbook')
    .option('--walks <number>', 'how many calls to play at random as well')
    .option('--seed <number>', 'the same random calls again')
    .option(...JSON_FLAG)
    .action(async (playbook, flags) => exit(await (await import('./explore.js')).explore(context, playbook, flags)));
};

/** What shows a playbook, or two. */
const looking: Group = (program, context, exit) => {
  withPlay(program.command('preview').argument(...PLAYBOOK))
    .description('play a call with nothing recorded')
    .action(async (playbook, flags) => exit(await (await import('./preview.js')).preview(context, playbook, flags)));

  program
    .command('map')
    .argument(...PLAYBOOK)
    .description('draw a playbook as a picture')
    .option('--format <format>', 'svg, html or mermaid (else by the name of the file; else svg)')
    .option('-o, --output <file>', 'write to a file instead of the screen')
    .action(async (playbook, flags) => exit(await (await import('./map.js')).map(context, playbook, flags)));

  program
    .command('replay')
    .argument(...PLAYBOOK)
    .description('play calls of the log against a playbook that was edited; writes nothing')
    .option('--since <day>', 'calls from this day on, YYYY-MM-DD')
    .option(...JSON_FLAG)
    .option(...DB)
    .action(async (playbook, flags) => exit(await (await import('./replay.js')).replay(context, playbook, flags)));

  program
    .command('diff')
    .argument('<old>', 'a playbook, or one of a git revision: HEAD~1:my-playbook.yaml')
    .argument('<new>', 'the same')
    .description('say what changed in meaning between two versions of a playbook')
    .option(...JSON_FLAG)
    .action(async (before, after, flags) =>
      exit(await (await import('./diff.js')).diff(context, before, after, flags)),
    );
};

const withPlay = (command: Command): Command =>
  command
    .option('--from <step>', 'begin at this step')
    .option('--set <name=value>', 'a fact, or with --from an answer, known beforehand; may be repeated', append)
    .option('--watch', 'begin anew when the file is saved, and keep the place')
    .option('--role <role>', 'play it as rep, team_lead or manager');
