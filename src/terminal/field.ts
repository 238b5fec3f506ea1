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
    case 'question':
      return questionField(screen, typing, width, theme);
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
  const digits = screen.options.length <= MOST_DIGITS;
  const search = digits
    ? []
    : [theme.quiet(fit(`Type to search, Enter picks: ${visible(typing.lines.question.text)}`, width))];
  if (shown.length === 0) return { lines: search, cursorLine: 0 };
  const rows = shown.map(({ id, label }, at) => {
    const on = at === typing.row;
    const tick = screen.question?.type === 'choices' ? (typing.ticked.includes(id) ? '[x] ' : '[ ] ') : '';
    const mark = screen.question?.type === 'yes_no' ? `${id.charAt(0)} ` : digits ? `${at + 1} ` : '';
    const sign = `${on ? '❯' : ' '} ${mark}${tick}`;
    const lines = hang(sign, wrap(visible(label), width - sign.length));
    return on ? lines.map((line) => theme.chosen(fit(line, width))) : lines.map((line) => fit(line, width));
  });
  return {
    lines: [...search, ...rows.flat()],
    cursorLine: search.length + rows.slice(0, typing.row).flat().length,
  };
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
