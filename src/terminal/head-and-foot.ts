import type { Prompt } from '../call/rep.js';
import { isPreview, type Screen } from '../call/screen.js';
import { fit, fold, spread } from './layout.js';
import type { Theme } from './theme.js';
import { visible } from './visible.js';

const KEYS = ['^P back', '^F forward', '^N note', '^O cards', '^T trail', '^X way out', '^G why', '^C leave'];
const NARROW_KEYS = ['^P back', '^F fwd', '^N note', '^O cards', '^T trail', '^X out', '^G why', '^C leave'];
const PREVIEW_KEYS = ['^R values', ...NARROW_KEYS];
const MENU_KEYS = ['^C leave'];

/** The first line of a screen: which call, with whom, how far, and since when. */
export function header(prompt: Prompt, width: number, theme: Theme): string {
  const { header: call, kind } = prompt.screen;
  const right = kind === 'menu' ? '' : `${progress(prompt, width)} `;
  const oneLine = (text: string) => visible(text).replaceAll('\n', ' ');
  const who = call.customer === undefined ? '' : ` · ${oneLine(call.customer)}`;
  // The title gives way before the customer does.
  const preview = isPreview(prompt.screen) ? 'PREVIEW ' : '';
  const room = width - right.length - preview.length - 3;
  const title = fit(oneLine(call.title), Math.max(room - who.length, room >> 1));
  return theme.header(spread(` ${preview}${title}${who}`, right, width));
}

function progress({ screen, elapsed, onScreen }: Prompt, width: number): string {
  const { done, left } = screen.header;
  const far = `${done} done${left > 0 ? `, ${left}+ to go` : ''}`;
  // Nobody waits on the line in a preview.
  if (isPreview(screen)) return width < 60 ? 'not recorded' : `nothing is recorded · ${far}`;
  if (width < 60) return `${clock(elapsed())} ${done}/${done + left}+`;
  const onStep = width < 76 ? '' : ` · step ${clock(onScreen()).replace(/^0/, '')}`;
  return `${far} · ${clock(elapsed())}${onStep}`;
}

/** What tells that a side script is open. */
export const offPath = (card: string): string => `${card}: back to the question after this`;

/** The command keys, as many a line as fit. */
export function footer(screen: Screen, width: number): readonly string[] {
  if (isPreview(screen)) return fold(PREVIEW_KEYS, ' ', width);
  const keys = screen.kind === 'menu' ? MENU_KEYS : width < KEYS.join('  ').length ? NARROW_KEYS : KEYS;
  return fold(keys, keys === KEYS ? '  ' : ' ', width);
}

/** As in `04:12`. */
export function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${hours > 0 ? `${hours}:` : ''}${pad(minutes)}:${pad(seconds % 60)}`;
}
