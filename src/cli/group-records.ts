import { DB, type Group, JSON_FLAG } from './group.js';

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

  program
    .command('drafts')
    .argument(...CALL)
    .description('list the letters and e-mails of a call, or write them to files')
    .option('-o, --output <folder>', 'write each as Markdown, an e-mail also as .eml')
    .option('--force', 'overwrite files that are there')
    .option(...JSON_FLAG)
    .option(...DB)
    .action(async (call, flags) => exit(await (await import('./drafts.js')).drafts(context, call, flags)));

  program
    .command('correct')
    .argument(...CALL)
    .description('give a call that has ended another outcome')
    .option('--outcome <id>', 'the outcome it should have')
    .option('--why <words>', 'why; it is kept with the correction')
    .option(...DB)
    .action(async (call, flags) => exit(await (await import('./correct.js')).correct(context, call, flags)));
};

const CALL = ['<call>', 'the beginning of its id'] as const;
