import { Chalk, supportsColor } from 'chalk';

/** What is drawn in which way; without colour every difference is still there as a word or a sign. */
export interface Theme {
  readonly header: (text: string) => string;
  /** Off the path: a card is open. */
  readonly aside: (text: string) => string;
  readonly say: (text: string) => string;
  readonly do: (text: string) => string;
  readonly why: (text: string) => string;
  readonly label: (text: string) => string;
  readonly chosen: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly alarm: (text: string) => string;
}

/** The colour level is decided here, once: chalk itself does not know NO_COLOR. */
export function theme(env: Readonly<Record<string, string | undefined>>): Theme {
  const off = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  const chalk = new Chalk({
    level: off || env['TERM'] === 'dumb' || supportsColor === false ? 0 : supportsColor.level,
  });
  return {
    header: chalk.inverse,
    aside: chalk.bold.magenta,
    say: chalk.bold,
    do: chalk.cyan,
    why: chalk.italic,
    label: chalk.dim,
    chosen: chalk.bold.cyan,
    quiet: chalk.dim,
    alarm: chalk.bold.red,
  };
}
