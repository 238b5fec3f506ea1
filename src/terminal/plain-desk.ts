import { expected, type Raw } from '../call/read-answer.js';
import type { Prompt, Reply } from '../call/rep.js';
import type { Screen } from '../call/screen.js';
import type { Desk } from './keyboard-desk.js';
import { readLines } from './lines.js';
import { readCommand, TYPED_COMMANDS } from './typed-command.js';
import { visible } from './visible.js';

/** A rep behind a pipe, a dumb terminal or a screen reader: plain lines, no cursor codes, a line read per question. */
export function plainDesk(input: NodeJS.ReadableStream, write: (text: string) => unknown): Desk {
  const lines = readLines(input);
  const print = (text: string) => write(`${visible(text)}\n`);

  /** A line of words, or the command that was typed instead of it. */
  async function read(screen: Screen, label: string): Promise<string | Reply> {
    for (;;) {
      write(visible(`${label}> `));
      const line = await lines.next();
      if (line === undefined) {
        write('\n');
        return { kind: 'leave', why: 'the input ended' };
      }
      if (!line.startsWith('/') || line.startsWith('//')) return line.replace(/^\/\//, '/');
      const command = readCommand(line);
      if (command === undefined) print(`! there is no command "${line}"; there are ${words()}`);
      else if (command.kind === 'help') print(help(screen));
      else return command;
    }
  }

  return {
    ask: async (prompt) => {
      const { screen } = prompt;
      if (prompt.refusal) print(`! ${prompt.refusal.message}`);
      else print(script(prompt));
      const saving = prompt.saving();
      if (saving.kind === 'not_saved') print(`NOT SAVED: ${saving.why}. Go on: it is saved as soon as it can be.`);

      const jot = screen.jot === undefined ? '' : await read(screen, `${screen.jot} (optional)`);
      if (typeof jot !== 'string') return jot;
      const line = await read(screen, screen.question === undefined ? 'Enter goes on' : (screen.step ?? 'answer'));
      if (typeof line !== 'string') return line;
      const given = screen.question === undefined ? {} : { raw: rawOf(screen, line) };
      const picked = screen.options.find(({ id }) => id === given.raw);
      const more = picked?.words ? await read(screen, `${picked.label}: in a few words (optional)`) : '';
      if (typeof more !== 'string') return more;
      return { kind: 'answer', ...given, ...(jot === '' ? {} : { jot }), ...(more === '' ? {} : { words: more }) };
    },
    trail: print,
    leave: lines.close,
    close: lines.close,
  };
}

function script({ screen }: Prompt): string {
  const { header, ask, say, do: doing, question, options } = screen;
  const left = header.left > 0 ? `, ${header.left}+ to go` : '';
  return [
    `\n-- ${header.title}${header.customer === undefined ? '' : ` · ${header.customer}`} · ${header.done} done${left}`,
    ...(ask === undefined ? [] : [`ASK: ${ask}`]),
    ...(say === undefined ? [] : [`SAY: ${say.trim()}`]),
    ...(doing === undefined ? [] : [`DO: ${doing.trim()}`]),
    ...options.map(({ label }, at) => `  ${at + 1} ${label}`),
    ...(question === undefined ? [] : [`(${hint(screen)})`]),
  ].join('\n');
}

function hint({ question, options }: Screen): string {
  if (question === undefined) return '';
  const more = question.optional ? ', or nothing' : '';
  if (question.type === 'choice') return `type a number from 1 to ${options.length}${more}`;
  if (question.type === 'choices') return `type numbers, for example 1,2${more}`;
  return `${expected(question, options)}${more}`;
}

/** Options may be typed by number, id or label; what fits none of them goes on as it is, to be refused with a reason. */
function rawOf({ question, options, prefill }: Screen, line: string): Raw {
  const typed = line.trim();
  const before = prefill?.value;
  const option = (text: string): string => {
    const said = text.trim().toLowerCase();
    const found =
      options[Number(said) - 1] ?? options.find(({ id, label }) => id === said || label.toLowerCase() === said);
    return found?.id ?? text;
  };
  switch (question?.type) {
    case 'choice':
      if (typed === '' && before?.type === 'choice') return before.id;
      return option(typed);
    case 'yes_no':
      if (typed === '' && before?.type === 'yes_no') return before.yes;
      return option(typed);
    case 'choices':
      if (typed === '' && before?.type === 'choices') return before.chosen.map(({ id }) => id);
      return typed === '' ? [] : typed.split(',').map(option);
    default:
      return line;
  }
}

const words = (): string => TYPED_COMMANDS.map(([word]) => word.split(' ')[0]).join(', ');

function help({ why }: Screen): string {
  const commands = TYPED_COMMANDS.map(([word, meaning]) => `  ${word.padEnd(12)} ${meaning}`);
  return [`WHY: ${why ?? 'nothing more is written about this step.'}`, ...commands].join('\n');
}
