import type { Raw } from '../call/read-answer.js';
import type { Screen } from '../call/screen.js';
import type { Option } from '../playbook/flow.js';
import type { Key } from './key.js';
import { edit, emptyLine, lineOf } from './line-edit.js';
import { readCommand } from './typed-command.js';
import { draftOf, isLine, MOST_DIGITS, optionsShown, type Pressed, type Typing, toQuestion } from './typing.js';

/** What one key does to one screen. */
export function press(screen: Screen, typing: Typing, key: Key): Pressed {
  switch (key.name) {
    case 'leave':
      return { kind: 'reply', reply: { kind: 'leave' } };
    case 'back':
      if (typing.phase === 'words') return on(toQuestion(screen, typing));
      return { kind: 'reply', reply: { kind: 'back', draft: draftOf(typing) } };
    case 'forward':
    case 'note':
    case 'trail':
    case 'way_out':
      return { kind: 'reply', reply: { kind: key.name, draft: draftOf(typing) } };
    case 'help':
      return on({ ...typing, why: !typing.why, scroll: 0 });
    case 'page_down':
      return on({ ...typing, scroll: typing.scroll + 5 });
    case 'page_up':
      return on({ ...typing, scroll: Math.max(typing.scroll - 5, 0) });
    default:
      return typed(screen, { ...typing, problem: undefined }, key);
  }
}

function typed(screen: Screen, typing: Typing, key: Key): Pressed {
  if (typing.phase === 'command') return command(screen, typing, key);
  if (key.name === 'char' && key.text === '/' && typing.line.text === '') return on({ ...typing, phase: 'command' });
  if (typing.phase === 'jot') {
    if (key.name !== 'enter') return on({ ...typing, line: edit(typing.line, key) });
    return on(toQuestion(screen, { ...typing, jot: typing.line.text }));
  }
  if (typing.phase === 'words') {
    if (key.name !== 'enter') return on({ ...typing, line: edit(typing.line, key) });
    return answer(typing, typing.picked, typing.line.text);
  }
  if (isLine(screen)) {
    if (key.name !== 'enter') return on({ ...typing, line: edit(typing.line, key) });
    return answer(typing, typing.line.text);
  }
  switch (screen.question?.type) {
    case undefined:
      return key.name === 'enter' ? answer(typing, undefined) : on(typing);
    case 'scale':
      return scale(screen, typing, key);
    case 'choices':
      return tick(screen, typing, key);
    default:
      return pick(screen, typing, key);
  }
}

function pick(screen: Screen, typing: Typing, key: Key): Pressed {
  const shown = optionsShown(screen, typing);
  const moved = moveRow(typing, key, shown.length);
  if (moved) return on(moved);
  if (key.name === 'enter') return choose(screen, typing, shown[typing.row]);
  if (screen.options.length > MOST_DIGITS) return on({ ...typing, line: edit(typing.line, key), row: 0 });
  if (key.name !== 'char') return on(typing);
  const said = key.text.toLowerCase();
  const byLetter = screen.question?.type === 'yes_no' ? shown.find(({ id }) => id.startsWith(said)) : undefined;
  const option = byLetter ?? shown[Number(said) - 1];
  if (option === undefined) return on({ ...typing, problem: `"${said}" picks nothing here` });
  return choose(screen, typing, option);
}

function choose(screen: Screen, typing: Typing, option: Option | undefined): Pressed {
  if (option === undefined) return on({ ...typing, problem: 'no option fits what you typed' });
  if (!option.words) return answer(typing, option.id);
  const before = screen.prefill?.value;
  const again = before?.type === 'choice' && before.id === option.id ? (before.words ?? '') : '';
  return on({ ...typing, phase: 'words', picked: option.id, line: lineOf(again) });
}

function tick(screen: Screen, typing: Typing, key: Key): Pressed {
  const moved = moveRow(typing, key, screen.options.length);
  if (moved) return on(moved);
  if (key.name === 'enter') return answer(typing, typing.ticked);
  if (key.name !== 'char') return on(typing);
  const row = key.text === ' ' ? typing.row : Number(key.text) - 1;
  const id = screen.options[row]?.id;
  if (id === undefined) return on({ ...typing, problem: `"${key.text}" ticks nothing here` });
  const ticked = typing.ticked.includes(id) ? typing.ticked.filter((other) => other !== id) : [...typing.ticked, id];
  return on({ ...typing, row, ticked });
}

function scale({ question }: Screen, typing: Typing, key: Key): Pressed {
  if (question?.type !== 'scale' || key.name !== 'char') {
    return key.name === 'enter' && question?.optional ? answer(typing, '') : on(typing);
  }
  const number = /^\d$/.test(key.text) ? Number(key.text) : Number.NaN;
  if (number >= question.min && number <= question.max) return answer(typing, number);
  return on({ ...typing, problem: `type a digit from ${question.min} to ${question.max}` });
}

function command(screen: Screen, typing: Typing, key: Key): Pressed {
  const { line } = typing;
  const resumed: Typing = { ...typing, phase: phaseBehind(screen, typing), line: emptyLine };
  if (key.name === 'backspace' && line.text === '') return on(resumed);
  // A second slash is a slash to type.
  if (key.name === 'char' && key.text === '/' && line.text === '') return on({ ...resumed, line: lineOf('/') });
  if (key.name !== 'enter') return on({ ...typing, line: edit(line, key) });
  const read = readCommand(line.text);
  if (read === undefined) return on({ ...resumed, problem: `there is no command "/${line.text}"; Ctrl-G lists them` });
  if (read.kind === 'help') return on({ ...resumed, why: true });
  return { kind: 'reply', reply: read.kind === 'leave' ? read : { ...read, draft: draftOf(resumed) } };
}

const phaseBehind = (screen: Screen, { picked, jot }: Typing): Typing['phase'] =>
  picked !== undefined ? 'words' : screen.jot !== undefined && jot === undefined ? 'jot' : 'question';

function moveRow(typing: Typing, key: Key, rows: number): Typing | undefined {
  if (key.name !== 'up' && key.name !== 'down') return undefined;
  const row = typing.row + (key.name === 'up' ? -1 : 1);
  return { ...typing, row: Math.min(Math.max(row, 0), Math.max(rows - 1, 0)) };
}

const on = (typing: Typing): Pressed => ({ kind: 'typing', typing });

function answer(typing: Typing, raw: Raw | undefined, words?: string): Pressed {
  return {
    kind: 'reply',
    reply: {
      kind: 'answer',
      draft: draftOf(typing),
      ...(raw === undefined ? {} : { raw }),
      ...(words === undefined ? {} : { words }),
      ...(typing.jot === undefined ? {} : { jot: typing.jot }),
    },
  };
}
