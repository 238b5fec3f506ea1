import { statSync } from 'node:fs';
import { codeOf, MOVED } from './trouble.js';

/**
 * Remembers which file is at the path. What it returns tells, in a few words, why that file is not there any more;
 * `undefined` while it is. An open file outlives its name: what is written to it then is lost without an error.
 */
export function placeOf(path: string): () => string | undefined {
  const opened = statSync(path, { bigint: true });
  // Windows may number every file 0; it lets nobody take away a file that SQLite has open.
  if (opened.ino === 0n) return () => undefined;
  return () => {
    try {
      const now = statSync(path, { bigint: true });
      return now.ino === opened.ino && now.dev === opened.dev ? undefined : MOVED;
    } catch (error) {
      return GONE.has(codeOf(error)) ? MOVED : 'the log file cannot be reached';
    }
  };
}

const GONE = new Set(['ENOENT', 'ENOTDIR']);
