export const MOVED = 'the log file was moved or deleted';

/** What SQLite's error codes mean to a rep, by how they begin. The rest are bugs. */
const TROUBLE: readonly (readonly [string, string])[] = [
  ['SQLITE_BUSY', 'the log is busy'],
  ['SQLITE_LOCKED', 'the log is busy'],
  ['SQLITE_PROTOCOL', 'the log is busy'],
  ['SQLITE_FULL', 'the disk is full'],
  ['SQLITE_IOERR', 'the disk could not be written'],
  ['SQLITE_READONLY_DBMOVED', MOVED],
  ['SQLITE_READONLY', 'the log may not be written to'],
  ['SQLITE_PERM', 'the log may not be written to'],
  ['SQLITE_CANTOPEN', 'the log cannot be opened'],
  ['SQLITE_CORRUPT', 'the log is damaged'],
  ['SQLITE_NOTADB', 'the log is damaged'],
  ['SQLITE_NOMEM', 'the memory is full'],
];

/** Why the disk refused, in a few words; `undefined` when something else went wrong. */
export function trouble(error: unknown): string | undefined {
  const code = codeOf(error);
  return TROUBLE.find(([begin]) => code.startsWith(begin))?.[1];
}

/** The code of an error of SQLite or of the file system; empty when it has none. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
