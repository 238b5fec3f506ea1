import { join } from 'node:path';
import type { CallEvent } from '../call/event.js';
import { UserError } from '../call/user-error.js';
import type { Context, ExitCode } from './context.js';
import { eml } from './eml.js';
import { callBeginning } from './find-call.js';
import { existingLog } from './log-path.js';
import { table } from './table.js';

export interface DraftsFlags {
  readonly output?: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly db?: string;
}

/** A letter or an e-mail as the call left it; `null` where its words have been erased. */
interface Draft {
  readonly id: string;
  readonly kind: 'letter' | 'email';
  readonly to: string | null;
  readonly subject: string | null;
  readonly body: string | null;
  readonly at: string;
  readonly offset: number;
}

/** `holdfast drafts <call>`: the letters and e-mails of a call, in a list or as files. */
export async function drafts(context: Context, wanted: string, flags: DraftsFlags): Promise<ExitCode> {
  const log = await existingLog(context, flags.db);
  try {
    const call = callBeginning(log, wanted, 'ids of calls: holdfast export calls');
    const events = log.read(call);
    const begun = events[0]?.body;
    const rep = begun?.type === 'call_started' ? begun.rep : '';
    const all = draftsOf(events);
    // What programs read from stdout is JSON alone.
    const told = flags.json ? { ...context, print: context.say } : context;
    if (flags.output !== undefined) await write(told, flags.output, call, rep, all, flags.force === true);
    if (flags.json)
      await context.pour(
        `${JSON.stringify(
          all.map((draft) => ({ call, ...draft })),
          null,
          2,
        )}\n`,
      );
    else if (all.length === 0) context.say('this call has no letter and no e-mail');
    else if (flags.output === undefined) list(context, all);
    return 0;
  } finally {
    log.close();
  }
}

function draftsOf(events: readonly CallEvent[]): readonly Draft[] {
  const all = new Map<string, Draft>();
  for (const { body, at, offset } of events) {
    if (body.type === 'draft_dropped') all.delete(body.id);
    if (body.type !== 'draft_written') continue;
    const { id, kind, to, subject, body: text } = body;
    all.set(id, { id, kind, to: to.words, subject: subject.words, body: text.words, at, offset });
  }
  return [...all.values()];
}

function list({ print, columns }: Context, all: readonly Draft[]): void {
  const titles = [{ title: 'draft' }, { title: 'kind' }, { title: 'to', least: 10 }, { title: 'subject', least: 12 }];
  const rows = all.map(({ id, kind, to, subject }) => [id, kind, to ?? '(erased)', subject ?? '(erased)']);
  for (const line of table(titles, rows, columns())) print(line);
}

async function write(
  context: Context,
  folder: string,
  call: string,
  rep: string,
  all: readonly Draft[],
  force: boolean,
): Promise<void> {
  const wanted = all.flatMap((draft) => {
    const file = filed(draft, rep);
    if (file === undefined) context.say(`${draft.id}: its words have been erased`);
    return (file ?? []).map(
      ([ending, text]) => [join(folder, `${call}-${fileName(draft.id)}.${ending}`), text] as const,
    );
  });
  const [there, ...others] = wanted.map(([path]) => path).filter(context.files.exists);
  if (there !== undefined && !force) {
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    throw new UserError(`${there} is there already${more}`, 'name another folder, or overwrite with --force');
  }
  if (wanted.length > 0) context.files.makeFolder(folder);
  for (const [path, text] of wanted) {
    await context.files.replace(path, [text]);
    context.print(path);
  }
}

/** Of a playbook that is used, the id of a draft is a path. */
const fileName = (id: string): string => id.replaceAll('/', '-');

/** The files of a draft, by their ending; a letter is nothing to send by mail. */
function filed(draft: Draft, from: string): readonly (readonly [ending: string, text: string])[] | undefined {
  const { kind, to, subject, body, at, offset } = draft;
  if (to === null || subject === null || body === null) return undefined;
  const markdown = ['md', harmless(`# ${oneLine(subject)}\n\nTo: ${oneLine(to)}\n\n${body.trim()}\n`)] as const;
  return kind === 'letter' ? [markdown] : [markdown, ['eml', eml({ from, to, subject, body, at, offset })]];
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** What would act on whoever shows the file in a terminal: control characters but the line end, and bidi controls. */
const harmless = (text: string): string =>
  text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
