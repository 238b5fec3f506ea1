import type { Prompt } from '../call/rep.js';
import type { Screen } from '../call/screen.js';
import type { Saving } from '../call/session.js';
import { body } from './body.js';
import { field } from './field.js';
import { footer, header, offPath } from './head-and-foot.js';
import { fit, hang, wrap } from './layout.js';
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

/**
 * Header, script, question, footer, never taller than the terminal: the script scrolls, and of many options those around
 * the cursor show.
 */
export function view(prompt: Prompt, typing: Typing, saving: Saving, size: Size, theme: Theme): View {
  const { screen } = prompt;
  const width = Math.max(size.columns - 1, 10);
  const rows = Math.max(size.rows - 1, 1);
  const blank = rows >= 16 ? [''] : [];

  const card = screen.card === undefined ? [] : banner(screen.card, rows, width, theme);
  const head = [header(prompt, width, theme), ...alarm(saving, rows, width, theme), ...card];
  const problem = trouble(typing.problem, rows, width, theme);
  const foot = rows < 10 ? [] : footer(screen, width).map((line) => theme.quiet(line));
  const full = field(screen, typing, width, theme);
  const script = body(screen, typing.why, width, theme);

  const free = rows - head.length - problem.length - foot.length - 3 * blank.length;
  // A line of the script and one of the field come before what is pinned.
  const hidden = cut(hiddenLines(screen, typing, width), Math.max(free >> 2, 1), width).map((line) =>
    theme.quiet(line),
  );
  const under = (full.under ?? []).slice(0, Math.max(free - hidden.length - 2, 0));
  const over = (full.over ?? []).slice(0, Math.max(free - hidden.length - under.length - 2, 0));
  const spare = free - hidden.length - under.length - over.length;
  const fieldRows = Math.min(full.lines.length, Math.max(spare - Math.min(script.length, Math.max(spare >> 1, 3)), 1));
  const from = Math.max(Math.min(full.cursorLine - (fieldRows >> 1), full.lines.length - fieldRows), 0);
  const shown = excerpt(full.lines, from, fieldRows);
  const cursorLine = full.cursorLine - from;

  const room = Math.max(spare - fieldRows, 1);
  const [page, seen] = scrolled(script, typing.scroll, room, width, theme);
  const above = [...head, ...blank, ...seen, ...blank, ...over, ...shown.slice(0, cursorLine + 1)];
  const ahead = cut(full.ahead ?? [], room - seen.length, width).map((line) => theme.quiet(line));
  const below = [...shown.slice(cursorLine + 1), ...under, ...ahead, ...hidden, ...problem, ...blank, ...foot];
  // On a terminal of a few rows the cursor's line comes first, then what is below it.
  const kept = above.slice(-rows);
  return {
    above: kept.join('\n'),
    below: below.slice(0, Math.max(rows - kept.length, 0)).join('\n'),
    ...(full.typed ? { typed: full.typed } : {}),
    page,
  };
}

/** What a preview does not offer, and why. */
function hiddenLines({ hidden = [] }: Screen, { command }: Typing, width: number): readonly string[] {
  return command === undefined ? hidden.flatMap((line) => hang('  ', wrap(visible(line), width - 2))) : [];
}

function banner(card: string, rows: number, width: number, theme: Theme): readonly string[] {
  const text = wrap(`CARD  ${visible(offPath(card)).replaceAll('\n', ' ')}`, width);
  return cut(text, rows < 16 ? 1 : 2, width).map((line) => theme.aside(line));
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
  if (most < 1) return [];
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), fit(`${lines[most - 1]} …`, width)];
}

/** Some of the lines; arrows at their beginnings tell that there are more. */
function excerpt(lines: readonly string[], from: number, rows: number): readonly string[] {
  const arrow = (at: number) =>
    at === from && from > 0 ? '↑' : at === from + rows - 1 && at < lines.length - 1 ? '↓' : ' ';
  return lines
    .slice(from, from + rows)
    .map((line, at) => (line.startsWith('  ') ? arrow(from + at) + line.slice(1) : line));
}

/** The part of a script that shows, and how far it can be scrolled. */
function scrolled(
  lines: readonly string[],
  scroll: number,
  room: number,
  width: number,
  theme: Theme,
): readonly [page: Page, seen: readonly string[]] {
  if (lines.length <= room) return [{ rows: room, most: 0 }, lines];
  // The last line of a page tells that there is more, so it holds one line less.
  const rows = Math.max(room - 1, 1);
  const most = lines.length - room;
  const from = Math.min(scroll, most);
  const seen = lines.slice(from, from + room);
  if (from < most) seen.splice(rows, seen.length, theme.alarm(fit('… more: PgDn', width)));
  return [{ rows, most }, seen];
}
