import { Command, CommanderError } from 'commander';
import { UserError } from '../call/user-error.js';
import type { Context, ExitCode } from './context.js';

/** Parses the arguments, runs the command they name, and says what it came to. Never throws. */
export async function run(context: Context): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = commands(context, (exit) => {
    code = exit;
  });
  try {
    if (context.args.length === 0) {
      if (context.interactive) return await (await import('./menu.js')).menu(context);
      program.outputHelp();
      return 0;
    }
    await program.parseAsync(context.args, { from: 'user' });
    return code;
  } catch (error) {
    return failed(context, error);
  }
}

function commands(context: Context, exit: (code: ExitCode) => void): Command {
  const program = new Command('holdfast')
    .description('What to say and what to do on a call, and every answer safe on disk.')
    .version(context.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.print(text.trimEnd()),
      writeErr: (text) => context.say(text.trimEnd()),
    })
    .showHelpAfterError('(see holdfast --help)')
    .helpCommand(false);
  const db = ['--db <file>', 'the call log to use (else HOLDFAST_DB, else the one in your data folder)'] as const;

  program
    .commandsGroup('On a call:')
    .command('call')
    .argument('[playbook]', 'id of a bundled playbook, or the file of your own')
    .description('take a call')
    .option('--customer <words>', 'the customer: the name or number that identifies them')
    .option('--set <name=value>', 'a fact known beforehand; may be repeated', append)
    .option('--rep <name>', 'who takes the call (else HOLDFAST_REP, else your account)')
    .option('--answers <file>', 'answers from a YAML file, keyed by step, instead of a person')
    .option(...db)
    .action(async (playbook, flags) => exit(await (await import('./call.js')).call(context, playbook, flags)));

  program
    .command('resume')
    .argument('[call]', 'the beginning of its id')
    .description('go on with a call that was interrupted')
    .option('--answers <file>', 'answers from a YAML file, keyed by step, instead of a person')
    .option(...db)
    .action(async (id, flags) => exit(await (await import('./resume.js')).resume(context, id, flags)));

  program
    .commandsGroup('Writing playbooks:')
    .command('check')
    .argument('[files...]', 'playbooks, or folders of them (else the folder you are in)')
    .description('say what is wrong with playbooks, and what to type instead')
    .option('--json', 'as JSON, for other programs')
    .action(async (files, flags) => exit(await (await import('./check.js')).check(context, files, flags)));

  const exporting = program.commandsGroup('After the call:').command('export').description('write the log as CSV');
  for (const [what, description] of [
    ['calls', 'a row a call'],
    ['answers', 'a row an answer'],
  ] as const) {
    const command = exporting
      .command(what)
      .description(description)
      .option('-o, --output <file>', 'write to a file instead of the screen')
      .option('--since <day>', 'calls from this day on, YYYY-MM-DD')
      .option('--until <day>', 'calls up to and with this day')
      .option('--playbook <id>', 'calls of this playbook')
      .option('--rep <name>', 'calls of this rep')
      .option('--outcome <id>', 'calls that ended so')
      .option('--raw', 'leave cells as they are that a spreadsheet would run as a formula')
      .option('--excel', 'begin with the mark by which Excel knows UTF-8')
      .option(...db);
    if (what === 'answers') command.option('--all', 'with the answers that the rep went back over');
    command.action(async (flags) => exit(await (await import('./export.js')).exportCsv(context, what, flags)));
  }
  return program;
}

const append = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Trouble that a user can mend is told once; the rest is a bug, and says where to report it. */
function failed({ say, env, version }: Context, error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    say(`error: ${error.message}`);
    if (error.hint !== undefined) say(`hint: ${error.hint}`);
    return error.exitCode;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  say(`holdfast ${version} has a bug: ${message}`);
  say(
    'Every answer that was confirmed is in the log. Please report this, with what you did, to whoever gave you Holdfast.',
  );
  if (env['HOLDFAST_DEBUG'] === '1') say(stack ?? '');
  else say('HOLDFAST_DEBUG=1 shows more.');
  return 1;
}
