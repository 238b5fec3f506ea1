export const ENTER = '\r';
export const ESCAPE = '\x1b';
export const UP = '\x1b[A';
export const DOWN = '\x1b[B';
export const END = '\x1b[F';

/** The command keys, as a terminal sends them. */
export const CTRL = {
  p: '\x10',
  f: '\x06',
  n: '\x0e',
  o: '\x0f',
  t: '\x14',
  x: '\x18',
  g: '\x07',
  c: '\x03',
  d: '\x04',
} as const;
