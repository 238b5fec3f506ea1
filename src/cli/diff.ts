import { UserError } from '../call/user-error.js';
import type { Flow } from '../playbook/flow.js';
import { diff as differences } from '../rehearsal/diff.js';
import type { Change, Sort } from '../rehearsal/diff-change.js';
import type { Context, ExitCode } from './context.js';
import { versionOf } from './diff-version.js';

/** `holdfast diff OLD NEW`: what changed in meaning; 0 when nothing did, 1 when something did, 2 when that cannot be said. */
export async function diff(
  context: Context,
  before: string,
  after: string,
  { json }: { readonly json?: boolean },
): Promise<ExitCode> {
  const [was, now] = [await comparable(context, before), await comparable(context, after)];
  const changes = differences(was, now);
  if (json) await context.pour(`${JSON.stringify(changes, null, 2)}\n`);
  else if (changes.length === 0) context.say('nothing changed in meaning');
  else for (const line of told(changes)) context.print(line);
  return changes.length === 0 ? 0 : 1;
}

/** What cannot be compared is no difference: a script that asks is told so by the exit code. */
async function comparable(context: Context, name: string): Promise<Flow> {
  try {
    return await versionOf(context, name);
  } catch (error) {
    throw error instanceof UserError ? new UserError(error.message, error.hint, 2) : error;
  }
}

const TITLES: readonly (readonly [Sort, string])[] = [
  ['happens', 'changes what happens'],
  ['figures', 'changes the figures'],
  ['words', 'changes words only'],
];

function told(changes: readonly Change[]): readonly string[] {
  return TITLES.flatMap(([sort, title]) => {
    const own = changes.filter((change) => change.sort === sort);
    return own.length === 0 ? [] : [title, ...own.map(line)];
  });
}

const line = ({ where, text }: Change): string => `  ${where === '' ? '' : `${where}: `}${text}`;
