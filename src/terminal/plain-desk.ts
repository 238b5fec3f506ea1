import { expected, type Raw } from '../call/read-answer.js';
import type { Prompt, Reply } from '../call/rep.js';
import { isAside, type Screen } from '../call/screen.js';
import type { Value } from '../playbook/value.js';
import type { Desk } from './keyboard-desk.js';
import { readLines } from './lines.js';
import { readCommand, TYPED_COMMANDS } from './typed-command.js';
import { typedForm } from './typing.js';
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
        return lines.stopped() ? { kind: 'leave' } : { kind: 'leave', why: 'the input ended' };
      }
      if (!line.startsWith('/') || line.startsWith('//')) return line.replace(/^\/\//, '/');
      const command = readCommand(line);
      if (command === undefined) print(`! there is no command "${line}"; there are ${words()}`);
      else if (command.kind === 'help') print(help(screen));
      else return command;
    }
  }

  /** Jots typed on a screen whose answer is not taken yet. */
  const jots = new Map<string, string>();

  async function ask(prompt: Prompt): Promise<Reply> {
    const { screen } = prompt;
    if (prompt.refusal) print(`! ${prompt.refusal.message}`);
    else print(script(prompt));
    const saving = prompt.saving();
    if (saving.kind === 'not_saved') print(`NOT SAVED: ${saving.why}. Go on: it is saved as soon as it can be.`);

    const { jot, question, prefill } = screen;
    if (jot !== undefined && !jots.has(screen.key)) {
      const typed = await read(screen, `${jot} (optional)`);
      if (typeof typed !== 'string') return typed;
      jots.set(screen.key, typed === '' ? (prefill?.jot ?? '') : typed);
    }
    const line = await read(screen, question === undefined ? 'Enter goes on' : (screen.step ?? 'answer'));
    if (typeof line !== 'string') return line;
    const given = question === undefined ? {} : { raw: rawOf(screen, line) };
    const picked = screen.options.find(({ id }) => id === given.raw);
    const words = picked?.words ? await read(screen, `${picked.label}: in a few words (optional)`) : '';
    if (typeof words !== 'string') return words;
    const said = { jot: jots.get(screen.key) ?? '', words: words === '' ? wordsBefore(screen, picked?.id) : words };
    return { kind: 'answer', ...given, ...said };
  }

  return {
    ask: async (prompt) => {
      const { key } = prompt.screen;
      // The next screen of the path shows that the answer was taken; until then its jot waits.
      if (!isAside(prompt.screen)) for (const other of jots.keys()) if (other !== key) jots.delete(other);
      return ask(prompt);
    },
    trail: print,
    leave: lines.stop,
    close: lines.close,
  };
}

/** The words that stood beside the same option before. */
function wordsBefore({ prefill }: Screen, id: string | undefined): string {
  const before = prefill?.value;
  if (before?.type === 'yes_no') return (before.yes ? 'yes' : 'no') === id ? (before.words ?? '') : '';
  return before?.type === 'choice' && before.id === id ? (before.words ?? '') : '';
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
    ...before(screen),
  ].join('\n');
}

function before({ prefill, format, jot }: Screen): readonly string[] {
  const said = [prefill?.value ? format.value(prefill.value) : '', jot && prefill?.jot ? `${jot}: ${prefill.jot}` : ''];
  const words = said.filter((part) => part !== '').join('; ');
  return words === '' ? [] : [`(before: ${words}; an empty line keeps it)`];
}

function hint({ question, options }: Screen): string {
  if (question === undefined) return '';
  const more = question.optional ? ', or nothing' : '';
  if (question.type === 'choice') return `type a number from 1 to ${options.length}${more}`;
  if (question.type === 'choices') return `type numbers, for example 1,2${more}`;
  return `${expected(question, options)}${more}`;
}

/**
 * Options may be typed by number, id or label; what fits none of them goes on as it is, to be refused with a reason. An
 * empty line keeps the answer from before, and a dash leaves an optional question open.
 */
function rawOf(screen: Screen, line: string): Raw {
  const { question, options, prefill } = screen;
  const typed = line.trim();
  const before = prefill?.value ?? undefined;
  if (before !== undefined && typed === '') return rawBefore(screen, before);
  if (question?.optional && typed === '-') return question.type === 'choices' ? [] : '';
  const option = (text: string): string => {
    const said = text.trim().toLowerCase();
    const found =
      options[Number(said) - 1] ?? options.find(({ id, label }) => id === said || label.toLowerCase() === said);
    return found?.id ?? text;
  };
  switch (question?.type) {
    case 'choice':
      return option(typed);
    case 'yes_no':
      return options.find(({ id }) => id.charAt(0) === typed.toLowerCase())?.id ?? option(typed);
    case 'choices':
      return typed === '' ? [] : typed.split(',').map(option);
    default:
      return line;
  }
}

const rawBefore = (screen: Screen, value: Value): Raw => {
  if (value.type === 'choice') return value.id;
  if (value.type === 'yes_no') return value.yes ? 'yes' : 'no';
  if (value.type !== 'choices') return typedForm(screen, value);
  return value.chosen.map(({ id }) => id).filter((id) => screen.options.some((option) => option.id === id));
};

const words = (): string => TYPED_COMMANDS.map(([word]) => word.split(' ')[0]).join(', ');

function help({ why }: Screen): string {
  const commands = TYPED_COMMANDS.map(([word, meaning]) => `  ${word.padEnd(12)} ${meaning}`);
  return [`WHY: ${why ?? 'nothing more is written about this step.'}`, ...commands].join('\n');
}
