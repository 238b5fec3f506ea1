import { type Argument, Command, CommanderError } from 'commander';
import { UserError } from '../call/user-error.js';
import type { Context, ExitCode } from './context.js';
import type { Group } from './group.js';
import { callCommands } from './group-calls.js';
import { playbookCommands } from './group-playbooks.js';
import { recordCommands } from './group-records.js';
import { settingCommands } from './group-settings.js';

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

const GROUPS: readonly Group[] = [callCommands, playbookCommands, recordCommands, settingCommands];

function commands(context: Context, exit: (code: ExitCode) => void): Command {
  const program = new Command('holdfast')
    .description('What to say and what to do on a call, and every answer safe on disk.')
    .version(context.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.print(text.trimEnd()),
      writeErr: (text) => context.say(text.trimEnd()),
    })
    .configureHelp({ subcommandTerm: termOf, minWidthToWrap: NARROW })
    .showHelpAfterError('(see holdfast --help)')
    .helpCommand(false);
  for (const declare of GROUPS) declare(program, context, exit);
  return program;
}

/** Below this, text beside the names of commands and flags is not broken into lines. */
const NARROW = 12;

/** That a command has flags is not worth a column: its own help lists them. */
const termOf = (command: Command): string => [command.name(), ...command.registeredArguments.map(argument)].join(' ');

function argument(of: Argument): string {
  const name = of.name() + (of.variadic ? '...' : '');
  return of.required ? `<${name}>` : `[${name}]`;
}

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
