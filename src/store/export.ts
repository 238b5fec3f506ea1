import Database from 'better-sqlite3';
import { CSV_COLUMNS, type CsvColumn, type CsvTable } from './csv-columns.js';
import type { SqliteLog } from './sqlite-log.js';

export interface CsvExport {
  readonly what: CsvTable;
  readonly filters?: CsvFilters;
  /** Answers the rep went back over, and facts set anew since, as well. */
  readonly all?: boolean | undefined;
  /** Leaves cells as they are that a spreadsheet would run as a formula. */
  readonly raw?: boolean | undefined;
  /** Begins with the byte order mark by which Excel knows UTF-8. */
  readonly excel?: boolean | undefined;
}

/** Which calls. Days are local to the call, YYYY-MM-DD, and included. */
export interface CsvFilters {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly playbook?: string | undefined;
  readonly rep?: string | undefined;
  /** Id of an outcome. */
  readonly outcome?: string | undefined;
}

const CHUNK = 64 * 1024;

/**
 * RFC 4180 in chunks of about 64 KB: a header row, lines that end in CRLF, quotes doubled. A text that begins with
 * = + - @ or a tab, CR or LF has a ' put before it, unless `raw`. It reads one snapshot over a connection of its own, so
 * that calls go on being written; leaving the iteration early closes it.
 */
export function* exportCsv(log: SqliteLog, { what, filters = {}, all, raw, excel }: CsvExport): Generator<string> {
  const db = new Database(log.db.name, { readonly: true });
  try {
    // It reads in the order the log is kept in: the usual 16 MB would hold nothing that is read twice.
    db.pragma('cache_size = -2000');
    const header = CSV_COLUMNS[what].map(({ name }) => name).join(',');
    let lines = [`${excel ? '\uFEFF' : ''}${header}`];
    let size = 0;
    const cells = (columns: readonly CsvColumn[]) =>
      columns.map((column) => cell(column, raw === true)).join(" || ',' || ");
    const sql = what === 'calls' ? callLines(cells, filters) : answerLines(cells, filters, all === true);
    for (const line of db.prepare<[CsvFilters], string>(sql).pluck().iterate(filters)) {
      lines.push(line);
      size += line.length;
      if (size < CHUNK) continue;
      yield `${lines.join('\r\n')}\r\n`;
      lines = [];
      size = 0;
    }
    if (lines.length > 0) yield `${lines.join('\r\n')}\r\n`;
  } finally {
    db.close();
  }
}

// SQLite quotes and joins each line itself: about half the time that cells take when each crosses into JavaScript.
type Cells = (columns: readonly CsvColumn[]) => string;

function callLines(cells: Cells, filters: CsvFilters): string {
  return `SELECT ${cells(CSV_COLUMNS.calls)} FROM calls AS call
    LEFT JOIN texts AS customer ON customer.call_id = call.id AND customer.id = call.customer_text
    LEFT JOIN texts AS reason ON reason.call_id = call.id AND reason.id = call.reason_text
    WHERE ${where(filters)} ORDER BY call.id`;
}

function answerLines(cells: Cells, filters: CsvFilters, all: boolean): string {
  const columns = CSV_COLUMNS.answers;
  const own = columns.findIndex(({ sql }) => !sql.startsWith('call.'));
  // LIMIT keeps SQLite from folding the inner query into the outer one: what a call's lines share is made once a call.
  return `SELECT call.cells || ',' || ${cells(columns.slice(own))}
    FROM (
      SELECT call.*, ${cells(columns.slice(0, own))} AS cells FROM calls AS call WHERE ${where(filters)} ORDER BY id LIMIT -1
    ) AS call
    CROSS JOIN answers AS answer ON answer.call_id = call.id
    LEFT JOIN texts AS words ON words.call_id = answer.call_id AND words.id = answer.words_id
    LEFT JOIN texts AS jot ON jot.call_id = answer.call_id AND jot.id = answer.jot_id
    ${all ? '' : 'WHERE answer.on_path = 1'} ORDER BY call.id, answer.visit, answer.seq`;
}

const FILTERS: { readonly [Name in keyof CsvFilters]-?: string } = {
  since: 'substr(call.started_local, 1, 10) >= @since',
  until: 'substr(call.started_local, 1, 10) <= @until',
  playbook: 'call.playbook = @playbook',
  rep: 'call.rep = @rep',
  outcome: 'call.outcome = @outcome',
};

function where(filters: CsvFilters): string {
  const names = ['since', 'until', 'playbook', 'rep', 'outcome'] as const;
  const terms = names.filter((name) => filters[name] !== undefined).map((name) => FILTERS[name]);
  return terms.join(' AND ') || 'TRUE';
}

function cell({ sql, type }: CsvColumn, raw: boolean): string {
  switch (type) {
    case 'text':
      return text(sql, raw);
    case 'value':
      return `CASE WHEN answer.number IS NULL THEN ${text(sql, raw)} ELSE ${sql} END`;
    default:
      return `ifnull(${sql}, '')`;
  }
}

// CR and LF stand in the SQL as they are: SQLite knows no escapes.
const NEEDS_QUOTES = `GLOB '*[",\r\n]*'`;
const WOULD_RUN = `GLOB '[=+@\t\r\n-]*'`;

function text(sql: string, raw: boolean): string {
  const doubled = `replace(${sql}, '"', '""') || '"'`;
  const defused = raw ? '' : `WHEN ${sql} ${WOULD_RUN} THEN '"''' || ${doubled}`;
  return `CASE WHEN ${sql} IS NULL THEN '' ${defused} WHEN ${sql} ${NEEDS_QUOTES} THEN '"' || ${doubled} ELSE ${sql} END`;
}
