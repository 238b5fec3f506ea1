import type { Prompt } from '../call/rep.js';
import type { Screen } from '../call/screen.js';
import { body } from './body.js';
import { field } from './field.js';
import { fit, spread, wrap } from './layout.js';
import type { Line } from './line-edit.js';
import type { Theme } from './theme.js';
import type { Typing } from './typing.js';
import { visible } from './visible.js';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A screen as text: what stands up to the end of the cursor's line, and what stands below. */
export interface View {
  readonly above: string;
  readonly below: string;
  /** What is typed, as far as it shows, at the end of the cursor's line. */
  readonly typed?: Line;
}

const KEYS = ['^P back', '^F forward', '^N note', '^T trail', '^X way out', '^G why', '^C leave'].join('  ');
const MENU_KEYS = '^C leave';
const NARROW_KEYS = ['^P back', '^F fwd', '^N note', '^T trail', '^X out', '^G why', '^C leave'].join(' ');

/**
 * Header, script, question, footer, never taller than the terminal: the script scrolls, and of many options those around
 * the cursor show.
 */
export function view(prompt: Prompt, typing: Typing, size: Size, theme: Theme): View {
  const { screen } = prompt;
  const width = Math.max(size.columns - 1, 10);
  const rows = Math.max(size.rows - 1, 6);
  const roomy = rows >= 16;
  const blank = roomy ? [''] : [];

  const head = [header(screen, prompt.elapsed(), width, theme), ...notSaved(prompt, width, theme)];
  const problem =
    typing.problem === undefined ? [] : wrap(`! ${visible(typing.problem)}`, width).map((line) => theme.alarm(line));
  const keys = screen.kind === 'menu' ? MENU_KEYS : width < 66 ? NARROW_KEYS : KEYS;
  const foot = rows < 10 ? [] : wrap(keys, width).map((line) => theme.quiet(line));
  const full = field(screen, typing, width, theme);
  const script = body(screen, typing.why, width, theme);

  const spare = rows - head.length - problem.length - foot.length - 3 * blank.length;
  const fieldRows = Math.min(full.lines.length, Math.max(spare - Math.min(script.length, Math.max(spare >> 1, 3)), 1));
  const from = Math.max(Math.min(full.cursorLine - (fieldRows >> 1), full.lines.length - fieldRows), 0);
  const shown = full.lines.slice(from, from + fieldRows);
  const cursorLine = full.cursorLine - from;

  const above = [
    ...head,
    ...blank,
    ...scrolled(script, typing.scroll, Math.max(spare - fieldRows, 1), theme),
    ...blank,
    ...shown.slice(0, cursorLine + 1),
  ];
  const below = [...shown.slice(cursorLine + 1), ...problem, ...blank, ...foot];
  return { above: above.join('\n'), below: below.join('\n'), ...(full.typed ? { typed: full.typed } : {}) };
}

function header(screen: Screen, elapsed: number, width: number, theme: Theme): string {
  const { title, customer } = screen.header;
  const left = ` ${visible(customer === undefined ? title : `${title} · ${customer}`).replaceAll('\n', ' ')}`;
  const right = screen.kind === 'menu' ? '' : `${progress(screen, elapsed, width)} `;
  return theme.header(spread(left, right, width));
}

function progress({ header: { done, left } }: Screen, elapsed: number, width: number): string {
  if (width < 60) return `${clock(elapsed)} ${done}/${done + left}+`;
  return `${done} done${left > 0 ? `, ${left}+ to go` : ''} · ${clock(elapsed)}`;
}

function notSaved({ saving }: Prompt, width: number, theme: Theme): readonly string[] {
  const state = saving();
  if (state.kind !== 'not_saved') return [];
  return wrap(`NOT SAVED: ${visible(state.why)}. Go on: it is saved as soon as it can be.`, width).map((line) =>
    theme.alarm(line),
  );
}

function scrolled(lines: readonly string[], scroll: number, rows: number, theme: Theme): readonly string[] {
  if (lines.length <= rows) return lines;
  const from = Math.min(scroll, lines.length - rows);
  const more = from + rows < lines.length;
  const shown = lines.slice(from, from + rows);
  return more ? [...shown.slice(0, -1), theme.alarm(fit('… more: PgDn', 20))] : shown;
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${hours > 0 ? `${hours}:` : ''}${pad(minutes)}:${pad(seconds % 60)}`;
}
