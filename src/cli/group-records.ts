import { DB, type Group } from './group.js';

export const recordCommands: Group = (program, context, exit) => {
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
      .option(...DB);
    if (what === 'answers') command.option('--all', 'with the answers that the rep went back over');
    command.action(async (flags) => exit(await (await import('./export.js')).exportCsv(context, what, flags)));
  }
};
