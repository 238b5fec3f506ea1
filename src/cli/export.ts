import { UserError } from '../call/user-error.js';
import type { Context, CsvWanted, ExitCode } from './context.js';
import { existingLog } from './log-path.js';

export interface ExportFlags {
  readonly output?: string;
  readonly since?: string;
  readonly until?: string;
  readonly playbook?: string;
  readonly rep?: string;
  readonly outcome?: string;
  readonly all?: boolean;
  readonly raw?: boolean;
  readonly excel?: boolean;
  readonly db?: string;
}

/** `holdfast export calls|answers`: the log as CSV, in one stream. */
export async function exportCsv(context: Context, what: CsvWanted['what'], flags: ExportFlags): Promise<ExitCode> {
  const { since, until, playbook, rep, outcome } = flags;
  day('--since', since);
  day('--until', until);
  const filters = { since, until, playbook, rep, outcome };
  const wanted = { what, filters, all: flags.all === true, raw: flags.raw === true, excel: flags.excel === true };
  const log = await existingLog(context, flags.db);
  try {
    const chunks = counted(context, log.csv(wanted));
    if (flags.output !== undefined) await context.files.replace(flags.output, chunks);
    else for await (const chunk of chunks) if (!(await context.pour(chunk))) break;
    return 0;
  } finally {
    context.progress('');
    log.close();
  }
}

async function* counted({ clock, progress }: Context, chunks: Iterable<string>): AsyncGenerator<string> {
  const began = clock.steady();
  let written = 0;
  for (const chunk of chunks) {
    yield chunk;
    written += chunk.length;
    if (clock.steady() - began > 1000) progress(`exported ${(written / 1e6).toFixed(1)} million characters`);
  }
}

/** Refuses what is no day, YYYY-MM-DD. */
export function day(flag: string, value: string | undefined): void {
  const exists = value === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(value) && isDay(value));
  if (!exists) throw new UserError(`${flag} takes a day, and got "${value}"`, `for example: ${flag} 2026-11-21`, 2);
}

function isDay(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
