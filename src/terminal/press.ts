import type { Raw } from '../call/read-answer.js';
import type { Reply } from '../call/rep.js';
import { isAside, isPreview, type Screen } from '../call/screen.js';
import { readCommand } from '../call/typed-command.js';
import type { Option } from '../playbook/flow.js';
import { itemsOf, ON_NOTE } from './items.js';
import type { Key } from './key.js';
import { edit, emptyLine, type Line, lineOf } from './line-edit.js';
import {
  digitOf,
  isLine,
  isSearched,
  lineIn,
  on,
  optionsShown,
  type Pressed,
  type Typing,
  withLine,
} from './typing.js';
import { settle } from './wrap-up.js';

/** How far a script can be scrolled: the lines that show, and the most that can be scrolled past. */
export interface Page {
  readonly rows: number;
  readonly most: number;
}

/** What one key does to one screen. */
export function press(screen: Screen, typing: Typing, key: Key, page: Page): Pressed {
  const step = Math.max(page.rows - 1, 1);
  switch (key.name) {
    case 'leave':
      return { kind: 'reply', reply: { kind: 'leave' } };
    case 'reload':
      return { kind: 'reply', reply: { kind: 'reload' } };
    case 'values':
      return isPreview(screen) ? { kind: 'reply', reply: { kind: 'values' } } : on(typing);
    case 'page_down':
      return on({ ...typing, scroll: Math.min(typing.scroll + step, page.most) });
    case 'page_up':
      return on({ ...typing, scroll: Math.max(Math.min(typing.scroll, page.most) - step, 0) });
    case 'escape':
      return wayBack(screen, typing);
    case 'help':
      return on({ ...typing, why: !typing.why, scroll: 0 });
    case 'back':
      return back(screen, typing);
    case 'forward':
    case 'note':
    case 'cards':
    case 'trail':
    case 'way_out':
      return command(screen, typing, { kind: key.name });
    default:
      return typed(screen, { ...typing, problem: undefined }, key);
  }
}

/** A menu stands before any call: there is nothing to go back to, and nothing to note. */
const command = ({ kind }: Screen, typing: Typing, reply: Reply): Pressed =>
  kind === 'menu' && reply.kind !== 'leave' ? on(typing) : { kind: 'reply', reply };

function back(screen: Screen, typing: Typing): Pressed {
  if (typing.phase === 'words') return on({ ...typing, phase: 'question' });
  if (typing.phase === 'question' && screen.jot !== undefined) return on({ ...typing, phase: 'jot' });
  return command(screen, typing, { kind: 'back' });
}

/** Out of what was opened last. */
function wayBack(screen: Screen, typing: Typing): Pressed {
  if (typing.command !== undefined) return on({ ...typing, command: undefined });
  if (typing.why) return on({ ...typing, why: false });
  if (isAside(screen)) return { kind: 'reply', reply: { kind: 'back' } };
  return screen.card === undefined ? on(typing) : back(screen, typing);
}

function typed(screen: Screen, typing: Typing, key: Key): Pressed {
  if (typing.command !== undefined) return commanding(screen, typing, typing.command, key);
  const slash = key.name === 'char' && key.text === '/' && screen.kind !== 'menu';
  const empty = typing.focus !== ON_NOTE || lineIn(typing).text === '';
  if (slash && empty) return on({ ...typing, command: emptyLine });
  if (itemsOf(screen).length > 0) return settle(screen, typing, key);
  if (typing.phase === 'question' && !isLine(screen)) return picking(screen, typing, key);
  if (key.name !== 'enter') return on(withLine(typing, edit(startOver(screen, typing, key), key)));
  switch (typing.phase) {
    case 'jot':
      return on({ ...typing, phase: 'question' });
    case 'question':
      return answer(screen, typing, typing.lines.question.text);
    case 'words':
      return answer(screen, typing, typing.picked, typing.lines.words.text);
  }
}

/** An amount or a day from before, and what a menu offers, is begun anew by typing: nobody means to add to it. */
function startOver({ kind, question }: Screen, typing: Typing, key: Key): Line {
  const anew = typing.untouched && typing.phase === 'question' && (question?.type !== 'text' || kind === 'menu');
  return anew && (key.name === 'char' || key.name === 'paste') ? emptyLine : lineIn(typing);
}

function picking(screen: Screen, typing: Typing, key: Key): Pressed {
  switch (screen.question?.type) {
    case undefined:
      return key.name === 'enter' ? answer(screen, typing, undefined) : on(typing);
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
  if (key.name === 'enter') return mistyped(screen, typing) ?? choose(screen, typing, shown[typing.row]);
  const said = key.name === 'char' ? key.text.toLowerCase() : '';
  const byMark = said === '' ? undefined : shown.find(({ id }, at) => digitOf(screen, id, at) === said);
  const option = byMark ?? (isSearched(screen) ? undefined : shown[Number(said) - 1]);
  if (option !== undefined && screen.weighty?.has(option.id)) {
    return on({ ...typing, mistyped: '', row: shown.indexOf(option), problem: `Enter, if it is so: ${option.label}` });
  }
  if (option !== undefined) return choose(screen, typing, option);
  if (isSearched(screen)) return on({ ...withLine(typing, edit(lineIn(typing), key)), row: 0 });
  return mistyped(screen, typing, key) ?? on(typing);
}

/** After a key that picks nothing, Enter picks nothing either. */
function mistyped({ question }: Screen, typing: Typing, key?: Key): Pressed | undefined {
  const more = key?.name === 'char' || key?.name === 'paste' ? key.text : '';
  const typed = (typing.mistyped + more).slice(0, MOST_QUOTED);
  if (typed === '' || (more === '' && key !== undefined)) return undefined;
  const does = question?.type === 'yes_no' ? 'y, n' : question?.type === 'choices' ? 'Space, a digit' : 'a digit';
  const what = question?.type === 'choices' ? 'ticks' : 'picks';
  return on({ ...typing, mistyped: typed, problem: `"${typed}" ${what} nothing here: ${does} or an arrow does` });
}

const MOST_QUOTED = 40;

function choose(screen: Screen, typing: Typing, option: Option | undefined): Pressed {
  if (option === undefined) return on({ ...typing, problem: 'no option fits what you typed' });
  if (!option.words) return answer(screen, typing, option.id);
  const again = typing.picked === option.id;
  const lines = again ? typing.lines : { ...typing.lines, words: emptyLine };
  return on({ ...typing, phase: 'words', picked: option.id, row: screen.options.indexOf(option), lines });
}

function tick(screen: Screen, typing: Typing, key: Key): Pressed {
  const moved = moveRow(typing, key, screen.options.length);
  if (moved) return on(moved);
  if (key.name === 'enter') return mistyped(screen, typing) ?? answer(screen, typing, typing.ticked);
  const row = key.name !== 'char' ? Number.NaN : key.text === ' ' ? typing.row : Number(key.text) - 1;
  const id = screen.options[row]?.id;
  if (id === undefined) return mistyped(screen, typing, key) ?? on(typing);
  const ticked = typing.ticked.includes(id) ? typing.ticked.filter((other) => other !== id) : [...typing.ticked, id];
  return on({ ...typing, mistyped: '', row, ticked });
}

function scale(screen: Screen, typing: Typing, key: Key): Pressed {
  const { question } = screen;
  if (question?.type !== 'scale') return on(typing);
  if (key.name === 'enter') return answer(screen, typing, typing.lines.question.text);
  if (key.name === 'backspace') return on(withLine(typing, emptyLine));
  if (key.name !== 'char') return on(typing);
  const number = /^\d$/.test(key.text) ? Number(key.text) : Number.NaN;
  if (number >= question.min && number <= question.max) return answer(screen, typing, number);
  return on({ ...typing, problem: `type a digit from ${question.min} to ${question.max}` });
}

function commanding(screen: Screen, typing: Typing, line: Line, key: Key): Pressed {
  const behind: Typing = { ...typing, command: undefined };
  if (key.name === 'backspace' && line.text === '') return on(behind);
  // A second slash is a slash to type.
  if (key.name === 'char' && key.text === '/' && line.text === '') return on(withLine(behind, lineOf('/')));
  if (key.name !== 'enter') return on({ ...typing, command: edit(line, key) });
  const read = readCommand(line.text, isPreview(screen));
  if (read === undefined) return on({ ...behind, problem: `there is no command "/${line.text}"; Ctrl-G lists them` });
  if (read.kind === 'help') return on({ ...behind, why: true });
  return command(screen, typing, read);
}

function moveRow(typing: Typing, key: Key, rows: number): Typing | undefined {
  if (key.name !== 'up' && key.name !== 'down') return undefined;
  const row = typing.row + (key.name === 'up' ? -1 : 1);
  return { ...typing, mistyped: '', row: Math.min(Math.max(row, 0), Math.max(rows - 1, 0)) };
}

function answer({ jot }: Screen, typing: Typing, raw: Raw | undefined, words?: string): Pressed {
  return {
    kind: 'reply',
    reply: {
      kind: 'answer',
      ...(raw === undefined ? {} : { raw }),
      ...(words === undefined ? {} : { words }),
      ...(jot === undefined ? {} : { jot: typing.lines.jot.text }),
    },
  };
}
