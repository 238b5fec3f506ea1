import type { Prompt } from '../call/rep.js';
import type { Screen } from '../call/screen.js';
import type { Saving } from '../call/session.js';
import { body } from './body.js';
import { field } from './field.js';
import { fit, spread, wrap } from './layout.js';
import type { Line } from './line-edit.js';
import type { Page } from './press.js';
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
  readonly page: Page;
}

const KEYS = ['^P back', '^F forward', '^N note', '^T trail', '^X way out', '^G why', '^C leave'].join('  ');
const NARROW_KEYS = ['^P back', '^F fwd', '^N note', '^T trail', '^X out', '^G why', '^C leave'].join(' ');
const MENU_KEYS = '^C leave';

/**
 * Header, script, question, footer, never taller than the terminal: the script scrolls, and of many options those around
 * the cursor show.
 */
export function view({ screen, elapsed }: Prompt, typing: Typing, saving: Saving, size: Size, theme: Theme): View {
  const width = Math.max(size.columns - 1, 10);
  const rows = Math.max(size.rows - 1, 1);
  const blank = rows >= 16 ? [''] : [];

  const head = [header(screen, elapsed(), width, theme), ...alarm(saving, rows, width, theme)];
  const problem = trouble(typing.problem, rows, width, theme);
  const keys = screen.kind === 'menu' ? MENU_KEYS : width < 66 ? NARROW_KEYS : KEYS;
  const foot = rows < 10 ? [] : wrap(keys, width).map((line) => theme.quiet(line));
  const full = field(screen, typing, width, theme);
  const script = body(screen, typing.why, width, theme);

  const spare = rows - head.length - problem.length - foot.length - 3 * blank.length;
  const fieldRows = Math.min(full.lines.length, Math.max(spare - Math.min(script.length, Math.max(spare >> 1, 3)), 1));
  const from = Math.max(Math.min(full.cursorLine - (fieldRows >> 1), full.lines.length - fieldRows), 0);
  const shown = full.lines.slice(from, from + fieldRows);
  const cursorLine = full.cursorLine - from;

  const room = Math.max(spare - fieldRows, 1);
  const [page, seen] = scrolled(script, typing.scroll, room, theme);
  const above = [...head, ...blank, ...seen, ...blank, ...shown.slice(0, cursorLine + 1)];
  const below = [...shown.slice(cursorLine + 1), ...problem, ...blank, ...foot];
  // On a terminal of a few rows the cursor's line comes first, then what is below it.
  const kept = above.slice(-rows);
  return {
    above: kept.join('\n'),
    below: below.slice(0, Math.max(rows - kept.length, 0)).join('\n'),
    ...(full.typed ? { typed: full.typed } : {}),
    page,
  };
}

function header(screen: Screen, elapsed: number, width: number, theme: Theme): string {
  const right = screen.kind === 'menu' ? '' : `${progress(screen, elapsed, width)} `;
  const oneLine = (text: string) => visible(text).replaceAll('\n', ' ');
  const who = screen.header.customer === undefined ? '' : ` · ${oneLine(screen.header.customer)}`;
  // The title gives way before the customer does.
  const room = width - right.length - 3;
  const title = fit(oneLine(screen.header.title), Math.max(room - who.length, room >> 1));
  return theme.header(spread(` ${title}${who}`, right, width));
}

function progress({ header: { done, left } }: Screen, elapsed: number, width: number): string {
  if (width < 60) return `${clock(elapsed)} ${done}/${done + left}+`;
  return `${done} done${left > 0 ? `, ${left}+ to go` : ''} · ${clock(elapsed)}`;
}

function alarm(saving: Saving, rows: number, width: number, theme: Theme): readonly string[] {
  if (saving.kind === 'saved') return [];
  const text =
    saving.kind === 'superseded'
      ? 'CONTINUED ELSEWHERE: another terminal has taken this call over.'
      : `NOT SAVED: ${visible(saving.why)}. Go on: it is saved as soon as it can be.`;
  return cut(wrap(text, width), rows < 12 ? 1 : 3, width).map((line) => theme.alarm(line));
}

function trouble(problem: string | undefined, rows: number, width: number, theme: Theme): readonly string[] {
  if (problem === undefined) return [];
  return cut(wrap(`! ${visible(problem)}`, width), Math.max(rows >> 2, 1), width).map((line) => theme.alarm(line));
}

/** At most so many lines; the last of them says that there was more. */
function cut(lines: readonly string[], most: number, width: number): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), fit(`${lines[most - 1]} …`, width)];
}

/** The part of a script that shows, and how far it can be scrolled. */
function scrolled(
  lines: readonly string[],
  scroll: number,
  room: number,
  theme: Theme,
): readonly [page: Page, seen: readonly string[]] {
  if (lines.length <= room) return [{ rows: room, most: 0 }, lines];
  // The last line of a page tells that there is more, so it holds one line less.
  const rows = Math.max(room - 1, 1);
  const most = lines.length - room;
  const from = Math.min(scroll, most);
  const seen = lines.slice(from, from + room);
  if (from < most) seen.splice(rows, seen.length, theme.alarm('… more: PgDn'));
  return [{ rows, most }, seen];
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${hours > 0 ? `${hours}:` : ''}${pad(minutes)}:${pad(seconds % 60)}`;
}
