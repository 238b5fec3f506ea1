import { holdfast } from './terminal.js';

/** Two days on the clock of whoever takes the call: it stands still, so that every screen and every day is known. */
export const MONDAY = '2026-11-02T10:00:00+01:00';
export const TUESDAY = '2026-11-03T09:30:00+01:00';

/** Loaded into Holdfast before its own code. */
const STAGE = `data:text/javascript,const at = Date.parse(process.env.STAGE_AT);
Date.now = () => at;
performance.now = () => 0;`;

export const clockAt = (day: string): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=${STAGE.replaceAll(/\s/g, '%20')}`,
  STAGE_AT: day,
});

export interface Desk {
  /** Types, and gives the whole screen that shows `brings`, which the one before did not. */
  press(keys: string, brings: string): Promise<string>;
  /** The screen as it is now. */
  frame(): string;
  /** As if the window were closed: the exit code. */
  closeWindow(): Promise<number>;
  /** Types what ends or leaves the call: the exit code. */
  leave(keys: string): Promise<number>;
  /** All that stands on the screen once Holdfast has left. */
  left(): string;
}

export interface Sitting {
  readonly args: readonly string[];
  readonly log: string;
  readonly day: string;
  readonly role?: string;
  readonly columns?: number;
  /** What the first screen shows. */
  readonly opens: string;
}

/** Somebody sits down at a real terminal and waits for the first screen. */
export async function sitDown({ args, log, day, role = 'rep', columns = 80, opens }: Sitting): Promise<Desk> {
  const env = { ...clockAt(day), HOLDFAST_ROLE: role };
  const terminal = holdfast([...args, '--db', log], { columns, env });
  const shows = (brings: string): Promise<string> =>
    terminal.sees((screen) => whole(screen) && unwrapped(frameOf(screen)).includes(brings));
  await shows(opens);
  return {
    press: async (keys, brings) => {
      const before = frameOf(terminal.screen());
      if (unwrapped(before).includes(brings)) throw new Error(`"${brings}" stands there already:\n${before}`);
      terminal.type(keys);
      return frameOf(await shows(brings));
    },
    frame: () => frameOf(terminal.screen()),
    closeWindow: () => {
      terminal.kill('SIGHUP');
      return terminal.exited;
    },
    leave: (keys) => {
      terminal.type(keys);
      return terminal.exited;
    },
    left: terminal.screen,
  };
}

const whole = (screen: string): boolean => screen.endsWith('^C leave') && frameOf(screen) !== '';

/** From the header of the last screen on, which the trail stands above. */
export function frameOf(screen: string): string {
  const lines = screen.split('\n');
  const from = lines.findLastIndex((line) => HEADER.test(line));
  return from < 0
    ? ''
    : lines
        .slice(from)
        .map((line) => line.trimEnd())
        .join('\n');
}

/** The clock stands still. */
const HEADER = /( \d+ done(, \d+\+ to go)? · 00:00 · step 0:00|00:00 \d+\/\d+\+) *$/;

const unwrapped = (frame: string): string => frame.replaceAll(/\s+/g, ' ');

/** A screen as it is written down in a test: without the indentation of the test. */
export const screen = (text: string): string => text.replace(/^\n/, '').trimEnd().replaceAll(/^ {6}/gm, '');

/** What is typed where there is no keyboard: a line an answer, with bars between them. */
export const lines = (...typed: readonly string[]): string => typed.join(' | ').replaceAll(' | ', '\n').concat('\n');
