import type { Parting } from '../call/conduct.js';
import type { CallEvent } from '../call/event.js';
import { format } from '../call/format.js';
import type { Session } from '../call/session.js';
import { trailLine } from '../call/trail.js';
import type { Context, ExitCode, Log } from './context.js';

/** What a rep is told once the terminal is theirs again, and the exit code that goes with it. */
export function parted(context: Context, log: Log, session: Session, parting: Parting): ExitCode {
  const { say, print } = context;
  const saved = parting.unsaved.length === 0;
  if (parting.kind === 'superseded') say('continued elsewhere: this call was resumed in another terminal');
  if (!saved) tellUnsaved(context, session, parting.unsaved);
  if (parting.kind === 'superseded') return 1;
  if (parting.kind === 'ended') {
    if (saved) print(`Ended: ${parting.label}. Call ${session.call}`);
    return saved ? 0 : 1;
  }
  if (parting.why !== undefined) say(parting.why);
  const left = parting.paused ? 'Paused' : 'Left';
  const begun = parting.unsaved.every(({ seq }) => seq > 1);
  const call = saved ? shortest(log, session.call) : session.call;
  say(begun ? `${left}. To go on with this call: ${resuming(context, call)}` : `${left}.`);
  if (!saved) return 1;
  return parting.paused ? 0 : 130;
}

/** The command that goes on with a call, as whoever reads it would type it here. */
function resuming({ env, args }: Context, call: string): string {
  const holdfast = env['npm_lifecycle_event'] === 'start' ? 'npm start --' : 'holdfast';
  const at = args.findIndex((arg) => arg === '--db' || arg.startsWith('--db='));
  const db = args.slice(at, args[at] === '--db' ? at + 2 : at + 1);
  return [holdfast, 'resume', call, ...(at < 0 ? [] : db)].join(' ');
}

/** The shortest beginning of an id that people need to type; dashes are where it may end. */
function shortest(log: Log, call: string): string {
  const beginnings = [8, 13, 18].map((length) => call.slice(0, length));
  const names = (beginning: string): boolean => {
    const found = log.find(beginning);
    return found.length === 1 && found[0] === call;
  };
  return beginnings.find(names) ?? call;
}

function tellUnsaved({ say }: Context, session: Session, events: readonly CallEvent[]): void {
  const speak = format(session.state().started?.locale ?? 'en');
  const lines = events.flatMap(({ body }) => trailLine(body, speak) ?? []);
  if (lines.length === 0) return;
  say('NOT SAVED: this is missing from the log; write it down:');
  for (const line of lines) say(`  ${line}`);
}
