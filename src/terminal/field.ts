import { expected } from '../call/read-answer.js';
import { isPreview, type Screen } from '../call/screen.js';
import { commandWords } from '../call/typed-command.js';
import { itemsOf, ON_NOTE } from './items.js';
import { fit, hang, wrap } from './layout.js';
import { type Line, window } from './line-edit.js';
import type { Theme } from './theme.js';
import { digitOf, isLine, isSearched, optionsShown, type Typing } from './typing.js';
import { visible } from './visible.js';
import { itemRows, keysHere } from './wrap-up-field.js';

/** The part of a screen that takes the answer: lines, the one the cursor stands on, and what is typed at its end. */
export interface Field {
  readonly lines: readonly string[];
  readonly cursorLine: number;
  readonly typed?: Line;
  /** Lines that show above and below, even when there is no room for all of the others. */
  readonly over?: readonly string[];
  readonly under?: readonly string[];
  /** Quiet lines that show below where there is room left. */
  readonly ahead?: readonly string[];
}

export function field(screen: Screen, typing: Typing, width: number, theme: Theme): Field {
  const { command, lines, phase, picked } = typing;
  if (command)
    return lineField(`A command: ${commandWords(isPreview(screen)).replaceAll('/', '')}`, '/', command, width, theme);
  switch (phase) {
    case 'jot':
      return {
        ...lineField(`${screen.jot} (optional)`, '› ', lines.jot, width, theme),
        ahead: comingOptions(screen, typing, width),
      };
    case 'words': {
      const label = screen.options.find(({ id }) => id === picked)?.label ?? '';
      return lineField(`${label}: in a few words (optional)`, '› ', lines.words, width, theme);
    }
    case 'question': {
      const jot = lines.jot.text === '' ? [] : [theme.quiet(fit(visible(`${screen.jot}: ${lines.jot.text}`), width))];
      const question = questionField(screen, typing, width, theme);
      return { ...question, lines: [...jot, ...question.lines], cursorLine: question.cursorLine + jot.length };
    }
  }
}

function questionField(screen: Screen, typing: Typing, width: number, theme: Theme): Field {
  const { question, options, askFirst = [] } = screen;
  if (itemsOf(screen).length > 0) return itemField(screen, typing, width, theme);
  const asking = askFirst.flatMap((offer) => hang('  ', wrap(visible(offer), width - 2)));
  const after = (field: Field): Field => ({
    ...field,
    lines: [...field.lines, ...asking.map((line) => theme.quiet(line))],
  });
  if (question === undefined) return after({ lines: [theme.quiet(fit('⏎ Enter goes on', width))], cursorLine: 0 });
  if (isLine(screen)) {
    const optional = question.optional ? ' (optional)' : '';
    const label = `${sentence(expected(question, options))}${optional}`;
    return after(lineField(label, '› ', typing.lines.question, width, theme));
  }
  if (question.type === 'scale') {
    const label = `${question.min} to ${question.max}: a digit picks`;
    return after(lineField(label, '› ', typing.lines.question, width, theme));
  }
  return after(optionField(screen, typing, width, theme));
}

/** The options that a line of words stands before; without their keys, which are words there. */
function comingOptions(screen: Screen, typing: Typing, width: number): readonly string[] {
  return optionsShown(screen, typing).map(({ label }) => fit(`    · ${visible(label).replaceAll('\n', ' ')}`, width));
}

/** What is settled at wrap-up, and the note, which stays in sight. */
function itemField(screen: Screen, typing: Typing, width: number, theme: Theme): Field {
  const rows = itemRows(screen, typing, width, theme);
  const items = rows.flatMap(({ lines }) => lines);
  const hint = wrap(keysHere(screen, typing), width).map((line) => theme.quiet(line));
  const note = lineField('A note, or nothing', '› ', typing.lines.question, width, theme);
  if (typing.focus === ON_NOTE) {
    return { ...note, lines: [...items, ...note.lines], cursorLine: items.length + note.cursorLine, under: hint };
  }
  const at = rows.findIndex(({ on }) => on);
  const cursorLine = rows.slice(0, at).flatMap(({ lines }) => lines).length;
  return { lines: items, cursorLine, under: [...note.lines, ...hint] };
}

function lineField(label: string, sign: string, line: Line, width: number, theme: Theme): Field {
  const shown = window({ ...line, text: visible(line.text) }, width - sign.length - 1);
  const above = wrap(visible(label), width).map((line) => theme.quiet(line));
  return { lines: [...above, sign + shown.text], cursorLine: above.length, typed: shown };
}

function optionField(screen: Screen, typing: Typing, width: number, theme: Theme): Field {
  const shown = optionsShown(screen, typing);
  const hint = hintOf(screen, typing);
  const over = hint === undefined ? [] : [theme.quiet(fit(visible(hint), width))];
  if (shown.length === 0) return { lines: [theme.quiet(fit('  nothing fits', width))], cursorLine: 0, over };
  const rows = shown.map(({ id, label }, at) => {
    const on = at === typing.row;
    const sign = `${on ? '❯' : ' '} ${markOf(screen, id, at)}${tickOf(screen, typing, id)}`;
    const room = width - sign.length;
    const text = visible(label);
    // What was answered may be long: a trail shows it whole where the cursor is.
    const whole = on || screen.kind !== 'trail' ? wrap(text, room) : [fit(text.replaceAll('\n', ' '), room)];
    const lines = hang(sign, whole).map((line) => fit(line, width));
    return on ? lines.map((line) => theme.chosen(line)) : lines;
  });
  return { lines: rows.flat(), cursorLine: rows.slice(0, typing.row).flat().length, over };
}

function hintOf(screen: Screen, { lines }: Typing): string | undefined {
  if (screen.question?.type === 'choices') return 'A digit or Space ticks, Enter goes on';
  if (screen.kind === 'trail' && !isSearched(screen)) return 'Enter goes back to a step, Esc to the question';
  return isSearched(screen) ? `Type to search, Enter picks: ${lines.question.text}` : undefined;
}

/** The key that picks an option, where there may be one. */
function markOf(screen: Screen, id: string, at: number): string {
  const digit = digitOf(screen, id, at);
  return digit === '' && screen.kind !== 'cards' ? '' : `${digit || ' '} `;
}

const tickOf = ({ question }: Screen, { ticked }: Typing, id: string): string =>
  question?.type !== 'choices' ? '' : ticked.includes(id) ? '[x] ' : '[ ] ';

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
