import type { Reply } from '../call/rep.js';
import { isPreview, type Screen } from '../call/screen.js';
import { commandWords, readCommand, typedCommands } from '../call/typed-command.js';
import type { Lines } from './lines.js';

/** Reads a line for a label; a reply when it was a command. `own`: the command that only this screen has. */
export type Read = (label: string, own?: (typed: string) => Reply | 'again' | undefined) => Promise<string | Reply>;

/** Two slashes are one that belongs to the answer. */
const isCommand = (line: string): boolean => line.startsWith('/') && !line.startsWith('//');

export function reader(
  screen: Screen,
  lines: Lines,
  write: (text: string) => unknown,
  print: (text: string) => unknown,
): Read {
  const preview = isPreview(screen);
  const left = (): Reply => {
    write('\n');
    if (lines.interrupted()) return { kind: 'reload' };
    return lines.stopped() ? { kind: 'leave' } : { kind: 'leave', why: 'the input ended' };
  };
  const performed = (typed: ReturnType<typeof readCommand>, line: string): Reply | undefined => {
    if (typed === undefined) print(`! there is no command "${line}"; there are ${commandWords(preview)}`);
    else if (typed.kind === 'help') print(help(screen.why, preview));
    else return typed;
    return undefined;
  };
  return async (label, own) => {
    for (;;) {
      write(`${label}> `);
      const line = await lines.next();
      if (line === undefined) return left();
      if (!isCommand(line)) return line.replace(/^\/\//, '/');
      const typed = own?.(line) ?? readCommand(line, preview);
      const reply = typed === 'again' ? undefined : performed(typed, line);
      if (reply !== undefined) return reply;
    }
  };
}

function help(why: string | undefined, preview: boolean): string {
  const commands = typedCommands(preview).map(([word, meaning]) => `  ${word.padEnd(12)} ${meaning}`);
  return [`WHY: ${why ?? 'nothing more is written about this step.'}`, ...commands].join('\n');
}
