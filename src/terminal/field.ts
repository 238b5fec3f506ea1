import { expected } from '../call/read-answer.js';
import type { Screen } from '../call/screen.js';
import { fit, hang, wrap } from './layout.js';
import { type Line, window } from './line-edit.js';
import type { Theme } from './theme.js';
import { isLine, MOST_DIGITS, optionsShown, type Typing } from './typing.js';
import { visible } from './visible.js';

/** The part of a screen that takes the answer: lines, the one the cursor stands on, and what is typed at its end. */
export interface Field {
  readonly lines: readonly string[];
  readonly cursorLine: number;
  readonly typed?: Line;
}

export function field(screen: Screen, typing: Typing, width: number, theme: Theme): Field {
  const { command, lines, phase, picked } = typing;
  if (command) return lineField('A command: back, forward, note, trail, out, why, leave', '/', command, width, theme);
  switch (phase) {
    case 'jot':
      return lineField(`${screen.jot} (optional)`, '› ', lines.jot, width, theme);
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
  const { question, options } = screen;
  if (question === undefined) return { lines: [theme.quiet(fit('⏎ Enter goes on', width))], cursorLine: 0 };
  if (isLine(screen)) {
    const optional = question.optional ? ' (optional)' : '';
    return lineField(`${sentence(expected(question, options))}${optional}`, '› ', typing.lines.question, width, theme);
  }
  if (question.type === 'scale') {
    return lineField(`${question.min} to ${question.max}: a digit picks`, '› ', typing.lines.question, width, theme);
  }
  return optionField(screen, typing, width, theme);
}

function lineField(label: string, sign: string, line: Line, width: number, theme: Theme): Field {
  const shown = window({ ...line, text: visible(line.text) }, width - sign.length - 1);
  const above = wrap(visible(label), width).map((line) => theme.quiet(line));
  return { lines: [...above, sign + shown.text], cursorLine: above.length, typed: shown };
}

function optionField(screen: Screen, typing: Typing, width: number, theme: Theme): Field {
  const shown = optionsShown(screen, typing);
  const hint = hintOf(screen, typing);
  const above = hint === undefined ? [] : [theme.quiet(fit(visible(hint), width))];
  if (shown.length === 0) return { lines: above, cursorLine: 0 };
  const rows = shown.map(({ id, label }, at) => {
    const on = at === typing.row;
    const sign = `${on ? '❯' : ' '} ${markOf(screen, id, at)}${tickOf(screen, typing, id)}`;
    const lines = hang(sign, wrap(visible(label), width - sign.length)).map((line) => fit(line, width));
    return on ? lines.map((line) => theme.chosen(line)) : lines;
  });
  return { lines: [...above, ...rows.flat()], cursorLine: above.length + rows.slice(0, typing.row).flat().length };
}

function hintOf({ question, options }: Screen, { lines }: Typing): string | undefined {
  if (question?.type === 'choices') return 'A digit or Space ticks, Enter goes on';
  return options.length > MOST_DIGITS ? `Type to search, Enter picks: ${lines.question.text}` : undefined;
}

/** The key that picks an option. */
function markOf({ question, options }: Screen, id: string, at: number): string {
  if (id === '') return '0 ';
  if (options.length > MOST_DIGITS) return '';
  return question?.type === 'yes_no' ? `${id.charAt(0)} ` : `${at + 1} `;
}

const tickOf = ({ question }: Screen, { ticked }: Typing, id: string): string =>
  question?.type !== 'choices' ? '' : ticked.includes(id) ? '[x] ' : '[ ] ';

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
