import { option } from '../call/screen.js';
import { call } from './call.js';
import { choose } from './choose.js';
import type { Context, ExitCode } from './context.js';
import { bundledIds, flowOf } from './find-playbook.js';
import { logPath } from './log-path.js';
import { describe, resume } from './resume.js';

/** Bare `holdfast`: take a call, or go on with one. */
export async function menu(context: Context): Promise<ExitCode> {
  const open = await openCalls(context);
  const options = [
    ...bundledIds(context).map((id) => option(`call ${id}`, `Take a call: ${flowOf(context, id).title}`)),
    ...open.map((waiting) => option(`resume ${waiting.call}`, `Resume ${describe(context, waiting)}`)),
  ];
  const chosen = await choose(context, 'Which call?', options);
  if (chosen.kind !== 'given') return 130;
  const [what, which] = chosen.value.split(' ');
  return what === 'call' ? call(context, which, {}) : resume(context, which, {});
}

async function openCalls(context: Context) {
  const path = logPath(context, undefined);
  if (!context.files.exists(path)) return [];
  const log = await context.openLog(path);
  try {
    return log.openCalls();
  } finally {
    log.close();
  }
}
