import { isPreview, type Screen } from '../call/screen.js';
import { typedCommands } from '../call/typed-command.js';
import { hang, wrap } from './layout.js';
import type { Theme } from './theme.js';
import { visible } from './visible.js';

const LABEL = 5;

/** The script of a screen as lines: what to say, what to do, and on demand why, with the keys. */
export function body(screen: Screen, why: boolean, width: number, theme: Theme): readonly string[] {
  const part = (label: string, text: string | undefined, style: (line: string) => string): readonly string[] => {
    if (text === undefined || text.trim() === '') return [];
    const lines = wrap(visible(text.trim()), width - LABEL).map((line) => style(line));
    return hang(theme.label(label.padEnd(LABEL)), lines);
  };
  const parts = [
    part('ASK', screen.ask, theme.say),
    part('SAY', screen.say, theme.say),
    part(isList(screen) ? '' : 'DO', screen.do, theme.do),
    ...(why
      ? [part('WHY', screen.why ?? 'Nothing more is written about this step.', theme.why), keys(screen, width, theme)]
      : []),
  ].filter((lines) => lines.length > 0);
  return parts.flatMap((lines, at) => (at === 0 ? lines : ['', ...lines]));
}

/** What the script of it is no script. */
const isList = ({ kind }: Screen): boolean => kind === 'trail' || kind === 'values';

function keys(screen: Screen, width: number, theme: Theme): readonly string[] {
  const lines = typedCommands(isPreview(screen)).map(([word, meaning]) => `${word.padEnd(12)} ${meaning}`);
  const all = ['In an empty field, or on the keys below:', ...lines, 'PgUp and PgDn scroll a long script.'];
  return all.flatMap((line) => wrap(line, width)).map((line) => theme.quiet(line));
}
